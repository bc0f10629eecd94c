"""From the rows of the content to people, organizations, needs and offers, each at its own moment of the past.

Everything goes through the product's operations, told the present instant by the clock. Whatever is made again is found
again: people by their address, the rest by the submission key drawn from its own key, so a load may be interrupted.
"""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.demo.content import Content, Row
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.needs.inputs import CloseNeed, PostNeed
from club_ess.needs.models import Need
from club_ess.needs.operations import close_need, post_need
from club_ess.organizations.enums import MembershipRole
from club_ess.organizations.inputs import CreateOrganization
from club_ess.organizations.models import Membership
from club_ess.organizations.operations import create_organization
from club_ess.patronage.inputs import CloseOffer, PostOffer
from club_ess.patronage.models import Offer
from club_ess.patronage.operations import close_offer, post_offer
from club_ess.postings.enums import ClosingReason, PostingState
from club_ess.reference.typed_communes import commune_label

MODERATOR = "dana"
NAMESPACE = uuid.UUID("6f7a3c1e-5b0d-4c7e-9d55-0a5f0c1ebe55")


@dataclass
class Made:
    """The content, and the ids of what was made of it, by key."""

    content: Content
    password_hash: str
    people: dict[str, uuid.UUID] = field(default_factory=dict)
    organizations: dict[str, uuid.UUID] = field(default_factory=dict)
    needs: dict[str, uuid.UUID] = field(default_factory=dict)
    offers: dict[str, uuid.UUID] = field(default_factory=dict)

    def person(self, key: str) -> Person:
        return db.session.get_one(Person, self.people[key])


def key_of(*names: object) -> uuid.UUID:
    """The same for the same names, at each run and on each machine."""
    return uuid.uuid5(NAMESPACE, " ".join(map(str, names)))


def ago(*, days: float = 0, minutes: float = 0) -> AbstractContextManager[None]:
    return clock.travel(-timedelta(days=days, minutes=minutes))


def make_person(made: Made, row: Row) -> None:
    """Confirmed a little before their organization joined the club."""
    age = made.content.organization_age(row["organization"] or row["key"])
    with ago(days=age, minutes=90):
        made.people[row["key"]] = _person(row, made.password_hash)


@operation
def _person(row: Row, password_hash: str) -> uuid.UUID:
    known = db.session.scalar(select(Person.id).where(Person.email == row["email"]))
    if known is not None:
        return known
    person = Person(
        email=row["email"], password_hash=password_hash, first_name=row["first_name"], last_name=row["last_name"],
        role_title=row["role_title"], presentation=row.get("presentation") or "", email_confirmed_at=clock.now(),
        is_moderator=row["key"] == MODERATOR,
    )
    db.session.add(person)
    db.session.flush()
    return person.id


def make_organization(made: Made, row: Row) -> None:
    """Created by its first administrator, then joined by the others."""
    founder, *others = made.content.members(row["key"])
    asked = CreateOrganization.model_validate(_organization(row))
    with ago(days=made.content.organization_age(row["key"])):
        organization_id = create_organization(made.person(founder["key"]), asked)
        _join(organization_id, {made.people[other["key"]]: other["is_administrator"] for other in others})
    made.organizations[row["key"]] = organization_id


def _organization(row: Row) -> dict[str, Any]:
    """The form of an organization. Communes are typed with their postcode: a code alone may name two."""
    told = ("kind", "name", "legal_form", "ess_family", "siae_kind", "workforce", "founded_year", "website")
    return _answered(row, *told, "presentation", "skills") | {
        "naf_code": row.get("naf"), "commune_code": commune_label(row["commune"]),
        "is_new": True, "submission": key_of("organization", row["key"]),
    }


@operation
def _join(organization_id: uuid.UUID, people: dict[uuid.UUID, bool]) -> None:
    known = set(db.session.scalars(select(Membership.person_id).where(Membership.organization_id == organization_id)))
    for person_id, is_administrator in people.items():
        if person_id not in known:
            role = MembershipRole.ADMINISTRATOR if is_administrator else MembershipRole.MEMBER
            db.session.add(
                Membership(organization_id=organization_id, person_id=person_id, role=role, since=clock.now())
            )


def make_need(made: Made, row: Row) -> None:
    asked = PostNeed.model_validate(_posting(made, row))
    made.needs[row["key"]] = need_id = _posted(made, row, lambda author: post_need(author, asked))
    if row["state"] == PostingState.CLOSED and db.session.get_one(Need, need_id).is_open:
        close_need(made.person(row["author"]), need_id, CloseNeed(reason=ClosingReason.FILLED_HERE))


def make_offer(made: Made, row: Row) -> None:
    asked = PostOffer.model_validate(_posting(made, row))
    made.offers[row["key"]] = offer_id = _posted(made, row, lambda author: post_offer(author, asked))
    if row["state"] == PostingState.CLOSED and db.session.get_one(Offer, offer_id).is_open:
        close_offer(made.person(row["author"]), offer_id, CloseOffer(reason=ClosingReason.CHANGED_PLANS))


def _posted(made: Made, row: Row, post: Callable[[Person], uuid.UUID]) -> uuid.UUID:
    with ago(days=made.content.posting_age(row["key"])):
        return post(made.person(row["author"]))


def _posting(made: Made, row: Row) -> dict[str, Any]:
    """The form of a need or an offer; its days count from today, not from the day it was written."""
    return _answered(row, "title", "description", "skills", "size", "days", "is_remote") | {
        "commune": commune_label(row["commune"]),
        "organization_id": made.organizations[row["organization"]],
        "starts_on": _in_days(row["starts_in_days"]), "ends_on": _in_days(row["ends_in_days"]),
        "publish": row["state"] != PostingState.DRAFT, "submission": key_of("posting", row["key"]),
    }


def _in_days(days: int | None) -> object:
    return None if days is None else clock.today() + timedelta(days=days)


def _answered(row: Row, *names: str) -> dict[str, Any]:
    """The given answers only: what is null or missing was not answered."""
    return {name: row[name] for name in names if row.get(name) is not None}
