"""Words of a free text that tell who writes: addresses, numbers, names, places, exact figures. No database here.

A help before the moderator's eye, not a proof: it finds what people write without thinking of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from club_ess.transfers.anonymity.naming import find_names, find_people
from club_ess.transfers.anonymity.patterns import (
    find_addresses,
    find_amounts,
    find_emails,
    find_foundation_years,
    find_links,
    find_phones,
    find_sirens,
    find_staff,
)
from club_ess.transfers.anonymity.places import find_allowed_places, find_places
from club_ess.transfers.anonymity.words import Span, blank, clean
from club_ess.transfers.enums import Worded


class GiveawayKind(Worded):
    """Why these words tell too much."""

    EMAIL = "email", "une adresse électronique"
    LINK = "link", "un site ou un lien"
    SIREN = "siren", "un numéro SIREN ou SIRET"
    PHONE = "phone", "un numéro de téléphone"
    AMOUNT = "amount", "un montant en euros"
    STAFF = "staff", "un effectif chiffré"
    ADDRESS = "address", "une adresse postale"
    YEAR = "year", "l’année de création"
    NAME = "name", "le nom de la structure"
    PERSON = "person", "le nom d’une personne"
    PLACE = "place", "le nom d’une commune ou d’un quartier"


@dataclass(frozen=True)
class Giveaway:
    """`words` as they stand in the text."""

    kind: GiveawayKind
    words: str


def giveaways(text: str, *, names: Iterable[str] = (), people: Iterable[str] = ()) -> list[Giveaway]:
    """What must go from `text`, in its order, each once. `names`: the structure's names; `people`: full names."""
    plain = clean(text)
    left = blank(plain, find_allowed_places(plain))
    found: dict[int, Giveaway] = {}
    for kind, find in _finders(list(names), list(people)):
        spans = list(find(left))
        found |= {start: Giveaway(kind, " ".join(plain[start:end].split())) for start, end in spans}
        left = blank(left, spans)
    return list(dict.fromkeys(found[start] for start in sorted(found)))


def _finders(names: list[str], people: list[str]) -> list[tuple[GiveawayKind, Callable[[str], Iterable[Span]]]]:
    """In this order: what one finds is hidden from those after it (the digits of a SIRET are no phone number)."""
    return [
        (GiveawayKind.EMAIL, find_emails),
        (GiveawayKind.LINK, find_links),
        (GiveawayKind.PHONE, find_phones),
        (GiveawayKind.SIREN, find_sirens),
        (GiveawayKind.AMOUNT, find_amounts),
        (GiveawayKind.STAFF, find_staff),
        (GiveawayKind.ADDRESS, find_addresses),
        (GiveawayKind.YEAR, find_foundation_years),
        (GiveawayKind.NAME, lambda left: find_names(left, names)),
        (GiveawayKind.PERSON, lambda left: find_people(left, people)),
        (GiveawayKind.PLACE, find_places),
    ]
