"""How a posting stands in its form: choices, values as people write them, and two texts side by side."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from club_ess.accounts.models import Person
from club_ess.kit.errors import Invalid
from club_ess.kit.forms import Asked, Form, prefilled
from club_ess.kit.pages import date_fr, number_fr
from club_ess.postings.enums import Audience, ClosingReason, MissionSize
from club_ess.postings.inputs import PostingEdited
from club_ess.postings.models import Posting
from club_ess.postings.policies import organizations_that_post
from club_ess.postings.rooms import P, PostingRoom
from club_ess.reference.typed_communes import commune_label

A = TypeVar("A", bound=Asked)
Choices = list[tuple[str, str]]

CHOICES: Mapping[str, Choices] = {
    "size": [(size.value, size.label) for size in MissionSize],
    "audience": [(audience.value, audience.label) for audience in Audience],
}
CLOSING_CHOICES: Choices = [(r.value, r.label) for r in ClosingReason if r is not ClosingReason.EXPIRED]


def answers(form: Form[A]) -> A:
    """What was asked. Raises Invalid with all the errors of the form."""
    if form.asked is None:
        raise Invalid(form.errors)
    return form.asked


def organization_choices(room: PostingRoom[P], actor: Person) -> Choices:
    return [(str(organization.id), organization.name) for organization in organizations_that_post(room, actor)]


def form_of(model: type[A], posting: Posting) -> Form[A]:
    """The form that edits a posting, filled as a person would fill it."""
    form = prefilled(model, posting)
    form.typed |= {"days": number_fr(posting.days), "commune_code": commune_label(posting.commune_code)}
    return form


def conflicts(current: Posting, asked: PostingEdited) -> list[dict[str, str]]:
    """For macros `conflict`: the answers that differ, as they stand now and as they were typed."""
    theirs, yours = ({name: getattr(text, name) for name in asked.columns()} for text in (current, asked))
    names = [name for name in yours if yours[name] != theirs[name]] or ["title"]
    return [
        {"label": type(asked).model_fields[n].title or n, "theirs": _said(n, theirs[n]), "yours": _said(n, yours[n])}
        for n in names
    ]


def _said(name: str, value: Any) -> str:
    if name == "commune_code":
        return commune_label(value)
    if isinstance(value, StrEnum):
        return str(getattr(value, "label", value))
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, date):
        return date_fr(value)
    if isinstance(value, float):
        return number_fr(value)
    return ", ".join(value) if isinstance(value, list) else value or ""
