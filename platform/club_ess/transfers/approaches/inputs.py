"""What the approaches room accepts from outside."""

import uuid
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from club_ess.kit.forms import Asked, Submitted, Text
from club_ess.transfers.approaches.enums import EndReason
from club_ess.transfers.listings.enums import FileField

FEWEST_WORDS, MOST_WORDS = 20, 1500
SHORTEST_AGREEMENT, LONGEST_AGREEMENT = 500, 20_000


def _said_by_people(value: Any) -> Any:
    """The platform's own reasons are nobody's answer."""
    known = {reason.value for reason in EndReason if reason.is_said_by_people}
    if value not in known:
        raise ValueError("Choisissez une raison dans la liste.")
    return value


class ExpressInterest(Submitted):
    project_id: uuid.UUID = Field(title="Au nom de quel projet ?")
    interest: Text = Field(
        title="Quelques mots au cédant", min_length=FEWEST_WORDS, max_length=MOST_WORDS,
        description="Ce qui vous attire, ce que vous savez faire. Votre fiche et vos noms seront joints.",
    )


class StopApproach(Asked):
    reason: Annotated[EndReason, BeforeValidator(_said_by_people)] = Field(
        title="Pour quelle raison ?", description="L’autre côté la lira, et elle aide le club à progresser.",
    )


class AcceptAgreement(Asked):
    """`version` and `sha256` say which text was on the page."""

    version: int = Field(title="Version")
    sha256: str = Field(title="Empreinte", max_length=64)
    name: Text = Field(title="Votre prénom et votre nom", max_length=170)
    is_accepted: bool = Field(title="J’ai lu cet accord et je l’accepte, pour moi-même.")

    @field_validator("is_accepted")
    @classmethod
    def _must_be_ticked(cls, value: bool) -> bool:
        if not value:
            raise ValueError("Cochez la case pour accepter l’accord.")
        return value


class PublishAgreement(Submitted):
    """`sha256` is of the text that this one replaces: two moderators do not replace it one over the other."""

    text: Text = Field(
        title="Texte de l’accord", min_length=SHORTEST_AGREEMENT, max_length=LONGEST_AGREEMENT,
        description="Mise en forme : **gras**, *italique*, listes avec un tiret.",
    )
    sha256: str = Field(title="Empreinte du texte remplacé", max_length=64)
    is_confirmed: bool = Field(title="Chaque repreneur devra accepter ce texte avant de relire quoi que ce soit.")

    @field_validator("is_confirmed")
    @classmethod
    def _must_be_ticked(cls, value: bool) -> bool:
        if not value:
            raise ValueError("Cochez la case pour confirmer.")
        return value


class OpenFile(Asked):
    """All that is to be open from now on: what is not named is closed. `seen` is `Opened.mark` of the page."""

    fields: list[FileField] = Field(default_factory=list, title="Réponses du dossier")
    documents: list[uuid.UUID] = Field(default_factory=list, title="Documents")
    seen: str = Field("", title="État vu", max_length=64)


class AddAttachment(Submitted):
    title: Text = Field(title="Nom de la pièce", min_length=2, max_length=120)
    file: str | None = Field(
        None, title="Fichier", description="PDF, ou image PNG, JPEG ou WebP. 5 Mo au plus.",
    )
