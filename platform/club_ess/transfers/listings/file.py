"""The confidential file: one answer a field, which its author may write over years. Nobody reads it without a grant."""

import hashlib
import uuid
from typing import Annotated, Any

from pydantic import Field, create_model
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Stale
from club_ess.kit.forms import Asked, Form, Text
from club_ess.kit.operation import operation
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import FileAnswer, Listing
from club_ess.transfers.listings.policies import get_listing_for

LONGEST_ANSWER = 6000
HELPS = {
    FileField.NAME: "Tel qu’il figure dans les statuts ou au registre.",
    FileField.CONTACT: "Téléphone, courriel : ce que vous donnerez à un repreneur en qui vous avez confiance.",
    FileField.COMMUNE: "La commune du siège et, s’il y en a, des autres lieux.",
    FileField.ADDRESS: "L’adresse complète.",
    FileField.ACTIVITY: "Le code et le libellé de la classe, ou l’activité en une phrase.",
    FileField.HISTORY: "D’où vous venez, ce que vous faites, pour qui, ce qui vous distingue.",
    FileField.TURNOVER: "Année par année, avec l’origine des ressources.",
    FileField.RESULT: "Année par année, et ce qui les explique.",
    FileField.WORKFORCE: "Combien de personnes, quels contrats, depuis quand. Sans nom.",
    FileField.PEOPLE: "Qui tient l’activité, et qui pourrait rester.",
    FileField.CLIENTS: "Les principaux, leur part dans l’activité, les conventions et leur durée.",
    FileField.PREMISES: "Propriété ou bail, durée, loyer, travaux à prévoir.",
    FileField.PRICE: "Ce que vous demandez, ce que cela comprend, ce qui se discute.",
}


class _FileAsked(Asked):
    """One text a field of the file; `seen` is the fingerprint of the answers that the form was filled with."""

    seen: str = ""

    def answers(self) -> dict[FileField, str]:
        return {field: getattr(self, field.value) for field in FileField}


Answer = Annotated[Text, Field(max_length=LONGEST_ANSWER)]
_FIELDS: dict[str, Any] = {
    field.value: (Answer, Field("", title=field.label, description=HELPS[field])) for field in FileField
}
FileAsked = create_model("FileAsked", __base__=_FileAsked, **_FIELDS)


def file_form(listing: Listing) -> Form[_FileAsked]:
    """The form, filled with the file as it stands."""
    typed: dict[str, Any] = {field.value: listing.answer(field) for field in FileField}
    return Form(FileAsked, typed | {"seen": fingerprint(listing)})


def fingerprint(listing: Listing) -> str:
    """It changes with the answers, and with nothing else of the listing."""
    answers = "\0".join(listing.answer(field) for field in FileField)
    return hashlib.sha256(answers.encode()).hexdigest()[:16]


@operation
def save_file(actor: Person, listing_id: uuid.UUID, asked: _FileAsked) -> None:
    """Never reviewed, in any state: it is nobody else's. Raises Stale when somebody else saved other answers since."""
    listing = get_listing_for(actor, listing_id, to="manage")
    if asked.seen != fingerprint(listing):
        raise Stale(current=listing, asked=asked)
    known = {each.field: each for each in db.session.scalars(select(FileAnswer).filter_by(listing_id=listing.id))}
    for field, value in asked.answers().items():
        if field in known and not value:
            db.session.delete(known[field])
        elif field in known:
            known[field].value = value
        elif value:
            db.session.add(FileAnswer(listing_id=listing.id, field=field, value=value))


def differences(listing: Listing, asked: _FileAsked) -> list[dict[str, str]]:
    """For macros `conflict`: the answers that differ."""
    return [
        {"label": field.label, "theirs": listing.answer(field), "yours": yours}
        for field, yours in asked.answers().items()
        if listing.answer(field) != yours
    ]
