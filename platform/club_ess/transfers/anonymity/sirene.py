"""INSEE's stock files made into counts: streamed, so that forty million lines take no more memory than the area does.

Every choice that is ours counts fewer structures rather than more: a crowd on paper protects nobody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from club_ess.reference.sectors import naf_section
from club_ess.reference.tables import rows as table
from club_ess.reference.zones import zone_of
from club_ess.transfers.anonymity.counting import Count
from club_ess.transfers.enums import Statute, Workforce

ESTABLISHMENT = [
    "siren", "siret", "trancheEffectifsEtablissement", "codeCommuneEtablissement", "etatAdministratifEtablissement",
    "activitePrincipaleEtablissement", "nomenclatureActivitePrincipaleEtablissement",
]
UNIT = ["siren", "categorieJuridiqueUniteLegale", "economieSocialeSolidaireUniteLegale"]

SIZES = {
    **dict.fromkeys(("NN", "00"), Workforce.NONE),
    **dict.fromkeys(("01", "02", "03"), Workforce.MICRO),
    **dict.fromkeys(("11", "12"), Workforce.SMALL),
    **dict.fromkeys(("21", "22", "31"), Workforce.MEDIUM),
    **dict.fromkeys(("32", "41", "42", "51", "52", "53"), Workforce.LARGE),
}
RANKS = list(Workforce)

Row = tuple[str, ...]


@dataclass(frozen=True)
class Seat:
    """Where a structure stands for our purpose: one of its establishments in the area."""

    section: str
    zone: str
    workforce: Workforce
    siret: str

    @property
    def rank(self) -> tuple[int, str]:
        return -RANKS.index(self.workforce), self.siret


@dataclass
class Census:
    """The structures of the area by SIREN, and what was left out.

    A structure counts once, at its largest establishment of the area: ten sites of one association are not ten
    associations that could be meant.
    """

    seats: dict[str, Seat] = field(default_factory=dict)
    of_the_ess: set[str] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)
    are_units_read: bool = False

    def read_establishments(self, rows: Iterable[Row]) -> None:
        """Rows of the columns ESTABLISHMENT."""
        for siren, siret, size, commune, state, activity, nomenclature in rows:
            zone = zone_of(commune)
            if zone is None or state != "A":
                continue
            section, workforce = _section(activity, nomenclature), SIZES.get(size)
            if section is None:
                self.left_out["activité inconnue ou d’une autre nomenclature"] += 1
            elif workforce is None:
                self.left_out["effectif inconnu"] += 1
            else:
                self._keep(siren, Seat(section, zone, workforce, siret))

    def _keep(self, siren: str, seat: Seat) -> None:
        known = self.seats.get(siren)
        if known is None or seat.rank < known.rank:
            self.seats[siren] = seat

    def read_units(self, rows: Iterable[Row]) -> None:
        """Rows of the columns UNIT."""
        self.are_units_read = True
        sure = _legal_forms_of_the_ess()
        for siren, legal_form, says_ess in rows:
            if siren in self.seats and (legal_form in sure or says_ess == "O"):
                self.of_the_ess.add(siren)

    def counts(self) -> Iterator[Count]:
        """The lines of the file, in a stable order."""
        yield from _counted(self.seats.values(), None)
        if self.are_units_read:
            yield from _counted((self.seats[siren] for siren in self.of_the_ess), Statute.ESS)


def _legal_forms_of_the_ess() -> frozenset[str]:
    """Legal forms that are of the ESS by law; those that are on conditions need INSEE's own mark."""
    return frozenset(row["code"] for row in table("categories_juridiques") if row["appartenance_ess"] == "de_droit")


def _section(activity: str, nomenclature: str) -> str | None:
    return naf_section(activity) if nomenclature == "NAFRev2" else None


def _counted(seats: Iterable[Seat], statute: Statute | None) -> Iterator[Count]:
    numbers = Counter((seat.section, seat.zone, seat.workforce) for seat in seats)
    for (section, zone, workforce), number in sorted(numbers.items()):
        yield Count(section, zone, workforce, statute, number)
