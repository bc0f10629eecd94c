"""What a need or an offer may say. The two rooms inherit it and put their own words on some of the questions."""

import uuid
from datetime import date
from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from club_ess.kit import clock
from club_ess.kit.forms import Asked, Submitted
from club_ess.postings.enums import Audience, ClosingReason, MissionSize
from club_ess.postings.fields import Day, Days, Description, Skills, Title
from club_ess.reference.typed_communes import CommuneCode

PAST_SENTENCE = "Cette date est passée : choisissez aujourd’hui ou plus tard."


def is_past(day: date | None) -> bool:
    return day is not None and day < clock.today()


class MissionAsked(Asked):
    """The mission as people describe it. `publish` tells which of the two buttons was pressed."""

    publish: bool = Field(False, title="Publier")
    title: Title = Field(title="Titre")
    description: Description = Field(title="Description")
    skills: Skills = Field(
        title="Compétences", description="De 1 à 8, en quelques mots chacune : « comptabilité », « droit du travail »."
    )
    size: MissionSize = Field(title="Taille de la mission")
    days: Days = Field(
        None, title="Nombre de jours", description="Si vous le connaissez, par demi-journées : 0,5 ; 1 ; 2,5…"
    )
    starts_on: Day = Field(None, title="À partir du")
    ends_on: Day = Field(None, title="Jusqu’au")
    commune_code: CommuneCode = Field(
        None, title="Commune", description="Son nom ou son code postal. Laissez vide si le lieu importe peu."
    )
    is_remote: bool = Field(False, title="À distance, c’est possible")
    audience: Audience = Field(Audience.PUBLIC, title="Qui peut la lire ?")

    @field_validator("starts_on", "ends_on")
    @classmethod
    def _not_past_when_published(cls, day: date | None, info: ValidationInfo) -> date | None:
        if info.data.get("publish") and is_past(day):
            raise ValueError(PAST_SENTENCE)
        return day

    @field_validator("ends_on")
    @classmethod
    def _not_before_the_start(cls, day: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("starts_on")
        if day is not None and start is not None and day < start:
            raise ValueError("La fin vient avant le début : vérifiez les deux dates.")
        return day

    def columns(self) -> dict[str, Any]:
        """The answers by column of `Posting`."""
        return self.model_dump(include=set(MissionAsked.model_fields) - {"publish"})


class PostingAsked(MissionAsked, Submitted):
    """A new one, in the name of one of the actor's organizations."""

    organization_id: uuid.UUID = Field(title="Au nom de")


class PostingEdited(MissionAsked):
    """A new text for one that exists; `version` is the one that the person had before their eyes."""

    version: int = Field(ge=1, title="Version")


class PostingClosed(Asked):
    """Why it leaves the site. Expiry is not a person's reason."""

    reason: ClosingReason = Field(title="Pour quelle raison ?")

    @field_validator("reason")
    @classmethod
    def _is_a_person_s_reason(cls, reason: ClosingReason) -> ClosingReason:
        if reason is ClosingReason.EXPIRED:
            raise ValueError("Ce choix n’existe pas.")
        return reason
