"""What a cédant keeps to themselves, in each of the two worlds: the words that nobody else may ever be sent.

`CANARIES` are on the cédant's own pages and are never typed by the session. `GUESSES` are what an attacker suspects, or
reads in the directory: the session types them everywhere.
"""

from dataclasses import dataclass

from stdnum import luhn

from club_ess.transfers.listings.enums import FileField
from tests.twoworlds.worlds import Place, Variant

Words = tuple[str, str]  # in world 1, in world 2
FILE: dict[FileField, Words] = {
    FileField.NAME: ("Ets Zorbalunette", "Maison Falbuzardine"),
    FileField.CONTACT: ("Mme Quévrimontais, le soir", "Mlle Périglounette, avant midi"),
    FileField.COMMUNE: ("Xylophorique-le-Bas", "Jacquembrune"),
    FileField.ADDRESS: ("3 rue Tournebriquet", "118 bis, passage Ouvrelampions"),
    FileField.ACTIVITY: ("Caramboulerie fine", "Gristapougnac et dérivés"),
    FileField.HISTORY: ("Fondé par les Mirlifontaine.", "Issu des Vertabroussailleurs, il y a longtemps."),
    FileField.TURNOVER: ("4873152968 euros", "7315948260 euros"),
    FileField.RESULT: ("Année Pamprelouviste", "Exercice Chantelorgnon"),
    FileField.WORKFORCE: ("Des Dodecabriques", "Plusieurs Siffloteuriens"),
    FileField.PEOPLE: ("Hurlebaudière", "Krapoulinette et fils"),
    FileField.CLIENTS: ("Bartavouillage", "Nimbrocastelin, surtout"),
    FileField.PREMISES: ("Bail Grelottinades", "Bail Ploumbercaille, renouvelé"),
    FileField.PRICE: ("6158293740 euros", "2946071835 euros"),
}
NICKNAME: Words = ("Fanfreluchoir", "Bidulopompette")
DOCUMENT: Words = ("Bilan Escarbillonne", "Bilan Tarabistoukine")
PAGE: Words = ("Tribulocanthe", "Moustafelgruber")
MESSAGE: Words = ("Pirouettinage", "Grabouillasserie")
PIECE: Words = ("Plan Rocamboulette", "Plan Saperlimouchette")
ENEMY: Words = ("gaspardinguet@exemple.org", "anastasiolette@exemple.org")
RIVALS: Words = ("clapotinettes.example", "barboteurissimes.example")
FRIEND: Words = ("eulaliegribouille@exemple.net", "theodulfinette@exemple.net")

# Ordinary words of the directory: the two structures that could be the hidden one, and two that could be excluded.
HOUSES: Words = ("Brimbelune", "Cramouflet")
NEIGHBOURS: Words = ("Fournil Éclépierre", "Fournil Îlodoration")
PLAIN_TEASER = "Atelier de menuiserie et d’agencement, carnet de commandes rempli, équipe stable depuis longtemps."


def siret(first_eight: str) -> str:
    """A valid number that begins so."""
    siren = first_eight + luhn.calc_check_digit(first_eight)
    return f"{siren}0001{luhn.calc_check_digit(f'{siren}0001')}"


HOUSE_SIRETS: Words = (siret("73282932"), siret("41816609"))
NEIGHBOUR_SIRETS: Words = (siret("38012986"), siret("55210055"))
TYPED_SIRETS: Words = (siret("82765412"), siret("91234067"))  # of structures that are not in the club yet
GUESSES = (
    *HOUSES, *NEIGHBOURS, *TYPED_SIRETS, *HOUSE_SIRETS, TYPED_SIRETS[0][:9], "menuiserie et d’agencement",
    "carnet de commandes", "colette@brimbelune.fr", "Colette Wurtz",
)
SIRETS = (*HOUSE_SIRETS, *NEIGHBOUR_SIRETS, *TYPED_SIRETS)


@dataclass(frozen=True)
class Secret:
    """The secret of one world."""

    place: Place

    def __call__(self, pair: Words) -> str:
        return pair[self.place.side - 1]

    @property
    def answers(self) -> dict[FileField, str]:
        return {field: self(pair) for field, pair in FILE.items()}

    @property
    def teaser_text(self) -> str:
        """Repreneurs read it where both worlds hold the listing: it says the same there."""
        hidden = " Le Chouquerillon des ateliers." if self.place.variant is Variant.THERE else ""
        return PLAIN_TEASER + hidden

    @property
    def canaries(self) -> tuple[str, ...]:
        pairs = (*FILE.values(), NICKNAME, DOCUMENT, PAGE, MESSAGE, PIECE, ENEMY, RIVALS, FRIEND)
        longest = [max(self(pair).replace("@", " ").replace(".", " ").split(), key=len) for pair in pairs]
        return (*(word.strip(",") for word in longest), *(("Chouquerillon",) if "Chouq" in self.teaser_text else ()))
