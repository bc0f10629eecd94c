"""What the cédant is asked: the teaser that everybody concerned reads, and what only they read."""

import uuid
from typing import Annotated, Any

from pydantic import Field

from club_ess.kit.forms import Asked, Submitted, Text
from club_ess.reference.zones import M2A
from club_ess.transfers.enums import (
    Price,
    Result,
    Route,
    Statute,
    Support,
    Timetable,
    TransferReason,
    Turnover,
    Workforce,
)
from club_ess.transfers.listings.fields import Quarter, Routes, Section, Siren, Zone
from club_ess.transfers.states import ClosingReason

SHORTEST_TEASER, LONGEST_TEASER = 40, 2000
Nickname = Annotated[Text, Field(min_length=2, max_length=120)]
NICKNAME_HELP = (
    "Un nom pour vous y retrouver. Vous seul le lisez : ni les repreneurs, ni le club, ni votre accompagnateur."
)
SECTION_HELP = "Le grand secteur seulement. Si vous êtes peu nombreux dans le vôtre, mieux vaut ne pas le préciser."
ZONE_HELP = "Jamais votre commune. Plus la zone est large, moins on peut vous reconnaître."
STATUTE_HELP = "À ne préciser que si plusieurs structures du territoire l’ont."
ROUTES_HELP = "Celles que vous accepteriez. Vous pouvez en cocher plusieurs."
TIMETABLE_HELP = "Quand le repreneur prendrait les rênes."
QUARTER_HELP = "La date visée pour la signature : elle sert à votre calendrier, et les repreneurs la lisent."
TEXT_HELP = (
    "Parlez de l’activité, de l’équipe, de ce qui marche, de ce que vous attendez. Ni nom, ni commune, ni adresse, ni "
    "chiffre exact : la page « Qui pourrait me reconnaître ? » vous aide à vérifier. De 40 à 2 000 caractères."
)
RELAY_HELP = "Le club peut parler de cette annonce anonyme à ses réseaux partenaires. Rien d’autre ne leur est dit."


class PrepareListing(Submitted):
    """A new preparation: a name to find it again is enough."""

    nickname: Nickname = Field(title="Nom de travail", description=NICKNAME_HELP)


class RenameListing(Asked):
    nickname: Nickname = Field(title="Nom de travail", description=NICKNAME_HELP)


class TeaserFields(Asked):
    """What repreneurs read: these columns, and no other."""

    section: Section | None = Field(
        None, title="Secteur d’activité", description=SECTION_HELP
    )
    zone: Zone = Field(M2A, title="Zone", description=ZONE_HELP)
    workforce: Workforce | None = Field(None, title="Effectif")
    turnover: Turnover | None = Field(None, title="Chiffre d’affaires ou ressources par an")
    result: Result | None = Field(None, title="Résultat des dernières années")
    price: Price | None = Field(
        None, title="Prix souhaité", description="Une association ne se vend pas : choisissez « Aucun prix »."
    )
    statute: Statute | None = Field(None, title="Qualité", description=STATUTE_HELP)
    reason: TransferReason | None = Field(None, title="Pourquoi transmettre ?")
    routes: Routes = Field(
        [], title="Façons de transmettre", description=ROUTES_HELP
    )
    support: Support | None = Field(None, title="Votre présence auprès du repreneur")
    timetable: Timetable | None = Field(None, title="Reprise souhaitée", description=TIMETABLE_HELP)
    target_quarter: Quarter | None = Field(
        None, title="Trimestre visé", description=QUARTER_HELP
    )
    teaser_text: Annotated[Text, Field(max_length=LONGEST_TEASER)] = Field(
        "", title="Votre annonce", description=TEXT_HELP
    )

    def columns(self) -> dict[str, Any]:
        """The teaser, as columns of the row."""
        told = {name: getattr(self, name) for name in TeaserFields.model_fields}
        return told | {"routes": [route.value for route in self.routes]}


class EditTeaser(TeaserFields):
    may_be_relayed: bool = Field(False, title="Le club peut relayer cette annonce", description=RELAY_HELP)
    version: int


class EditStructure(Asked):
    """What is transmitted: it closes the listing to the people around it, and is told to nobody."""

    organization_id: uuid.UUID | None = Field(
        None, title="Votre structure dans le club", description="Ses membres ne verront rien de votre annonce."
    )
    siren: Siren | None = Field(
        None, title="Ou son numéro SIREN",
        description="Neuf chiffres. Les personnes d’une structure du club au même SIREN ne verront rien.",
    )
    is_confirmed: bool = Field(False, title="Oui, fermer ces dossiers")
    version: int


class GiveMandate(Asked):
    adviser_id: uuid.UUID = Field(
        title="Accompagnateur", description="Une personne d’un réseau d’accompagnement membre du club."
    )


class CloseListing(Asked):
    reason: ClosingReason = Field(title="Qu’est-ce qui s’est passé ?")


class WidenTeaser(Asked):
    version: int


class TeaserFilters(Asked):
    """What a repreneur narrows the list by; a listing that does not tell it stays in the list."""

    section: Section | None = Field(None, title="Secteur")
    zone: Zone | None = Field(None, title="Zone")
    route: Route | None = Field(None, title="Façon de transmettre")
    price: Price | None = Field(None, title="Prix")
    timetable: Timetable | None = Field(None, title="Reprise souhaitée")
