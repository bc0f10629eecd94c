"""What a repreneur says of their project, and what people ask of it afterwards."""

import uuid
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from club_ess.accounts.inputs import Address
from club_ess.kit.forms import Asked, Submitted, clean_text
from club_ess.reference.sectors import sections
from club_ess.reference.zones import zones
from club_ess.transfers.enums import OwnFunds, Price, RepreneurKind, Route, Support, Timetable, Turnover, Workforce
from club_ess.transfers.projects.readiness import SHORTEST, TOO_SHORT, WHICH_STRUCTURE, is_told, names_who
from club_ess.transfers.states import ClosingReason


def _known(codes: Callable[[], Mapping[str, str]]) -> AfterValidator:
    """Each code once, in the order of the table. Raises ValueError for one that the table does not know."""

    def check(chosen: list[str]) -> list[str]:
        if not set(chosen) <= set(codes()):
            raise ValueError("Ce choix n’existe pas.")
        return [code for code in codes() if code in chosen]

    return AfterValidator(check)


def _words(words: type[Any]) -> AfterValidator:
    return _known(lambda: dict(words.choices()))


Title = Annotated[str, Field(min_length=5, max_length=120), BeforeValidator(clean_text)]
Long = Annotated[str, Field(max_length=5000), BeforeValidator(clean_text)]
Short = Annotated[str, Field(max_length=2000), BeforeValidator(clean_text)]
Sections = Annotated[list[str], _known(sections)]
Zones = Annotated[list[str], _known(zones)]
OPEN = "Ne cochez rien si peu importe."


class ProjectAsked(Asked):
    """The sheet. `submit` tells which of the two buttons was pressed: a draft may be nearly empty."""

    submit: bool = Field(False, title="Faire relire")
    kind: RepreneurKind = Field(title="Qui reprend ?")
    organization_id: uuid.UUID | None = Field(
        None, title="Quelle structure ?", validate_default=True,
        description="Seulement si une structure du club reprend elle-même. Sinon, laissez vide.",
    )
    title: Title = Field(title="Votre projet en une ligne", description="Par exemple : « Reprendre une boulangerie ».")
    description: Long = Field(
        title="Votre projet",
        description="Ce que vous cherchez, ce que vous en feriez, avec qui. N’écrivez pas votre nom : les cédants le "
        f"lisent quand vous leur dites votre intérêt. Au moins {SHORTEST} caractères pour demander la relecture ; "
        "un brouillon peut attendre.",
    )
    experience: Short = Field(
        "", title="Votre expérience", description="Métiers, responsabilités, bénévolat : tout compte."
    )
    motivation: Short = Field(
        "", title="Pourquoi l’économie sociale et solidaire ?", description="Ce qui vous y attire, en quelques mots."
    )
    sections: Sections = Field([], title="Secteurs", description=OPEN)
    zones: Zones = Field([], title="Lieux", description=OPEN)
    workforces: Annotated[list[str], _words(Workforce)] = Field([], title="Taille de l’équipe", description=OPEN)
    turnovers: Annotated[list[str], _words(Turnover)] = Field([], title="Chiffre d’affaires", description=OPEN)
    prices: Annotated[list[str], _words(Price)] = Field([], title="Prix", description=OPEN)
    routes: Annotated[list[str], _words(Route)] = Field([], title="Façons de reprendre", description=OPEN)
    own_funds: OwnFunds | None = Field(
        None, title="Votre apport", description="Ce que vous pourriez apporter vous-même, à peu près."
    )
    support: Support | None = Field(
        None, title="Accompagnement souhaité", description="Combien de temps le cédant resterait à vos côtés."
    )
    timetable: Timetable | None = Field(None, title="Quand pourriez-vous reprendre ?")

    @model_validator(mode="before")
    @classmethod
    def _description_may_wait(cls, typed: Any) -> Any:
        """Shown as required, because a review needs it; a draft does without."""
        return {"description": "", **typed} if isinstance(typed, dict) else typed

    @field_validator("organization_id")
    @classmethod
    def _names_who_when_submitted(cls, organization_id: uuid.UUID | None, info: ValidationInfo) -> uuid.UUID | None:
        if info.data.get("submit") and not names_who(info.data.get("kind"), organization_id):
            raise ValueError(WHICH_STRUCTURE)
        return organization_id

    @field_validator("description")
    @classmethod
    def _is_told_when_submitted(cls, description: str, info: ValidationInfo) -> str:
        if info.data.get("submit") and not is_told(description):
            raise ValueError(TOO_SHORT)
        return description

    def columns(self) -> dict[str, Any]:
        """The answers by column of `Project`; only a structure that takes over keeps its name."""
        answers = self.model_dump(include=set(ProjectAsked.model_fields) - {"submit"})
        kept = self.organization_id if self.kind is RepreneurKind.STRUCTURE else None
        return answers | {"organization_id": kept}


class PostProject(ProjectAsked, Submitted):
    """A new project."""


class EditProject(ProjectAsked):
    """A new text; `version` is the one that the person had before their eyes."""

    version: int = Field(ge=1, title="Version")


class CloseProject(Asked):
    reason: ClosingReason = Field(title="Pour quelle raison ?")


class InvitePerson(Asked):
    email: Address = Field(
        title="Son adresse de courriel",
        description="La personne trouvera votre invitation dans « Mes projets », avec un compte à cette adresse.",
    )


class AnswerInvitation(Asked):
    decision: Literal["accept", "decline"] = Field(title="Votre réponse")
