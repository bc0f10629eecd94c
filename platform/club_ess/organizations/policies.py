"""Who acts for which organization."""

import uuid
from typing import Literal

from sqlalchemy import Select, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Forbidden, NotFound
from club_ess.organizations.enums import JoinState, MembershipRole
from club_ess.organizations.models import JoinRequest, Membership, Organization


def active_memberships(actor: Person) -> Select[Membership]:
    return select(Membership).where(Membership.person_id == actor.id, Membership.ended_at.is_(None))


def organization_ids_of(actor: Person | None) -> frozenset[uuid.UUID]:
    """The organizations that the actor acts for; nobody acts for none."""
    if actor is None or not actor.is_active:
        return frozenset()
    return frozenset(membership.organization_id for membership in db.session.scalars(active_memberships(actor)))


def organizations_of(actor: Person) -> list[Organization]:
    """The same, as rows, by name."""
    mine = select(Organization).where(Organization.id.in_(organization_ids_of(actor))).order_by(Organization.name)
    return list(db.session.scalars(mine))


def is_member(actor: Person | None, organization_id: uuid.UUID) -> bool:
    return organization_id in organization_ids_of(actor)


def is_administrator(actor: Person | None, organization_id: uuid.UUID) -> bool:
    if actor is None or not actor.is_active:
        return False
    mine = active_memberships(actor).where(Membership.organization_id == organization_id)
    membership = db.session.scalar(mine)
    return membership is not None and membership.role is MembershipRole.ADMINISTRATOR


def members_of(organization_id: uuid.UUID) -> list[Person]:
    """The active people who act for an organization."""
    people = memberships_of(organization_id).with_only_columns(Person, maintain_column_froms=True)
    return list(db.session.scalars(people))


def get_organization_for(
    actor: Person | None, organization_id: uuid.UUID, to: Literal["read", "join", "act", "administer"]
) -> Organization:
    """Every organization may be read. Raises NotFound, or Forbidden for one that may be read only."""
    organization = db.session.get(Organization, organization_id)
    if organization is None:
        raise NotFound()
    if to == "act" and not is_member(actor, organization_id):
        raise Forbidden("Seules les personnes de cette structure peuvent faire cela.")
    if to == "administer" and not is_administrator(actor, organization_id):
        raise Forbidden("Seul un administrateur de cette structure peut faire cela.")
    return organization


def memberships_of(organization_id: uuid.UUID) -> Select[Membership]:
    """Those that stand, of people who may act."""
    return (
        select(Membership)
        .join(Person, Membership.person_id == Person.id)
        .where(Membership.organization_id == organization_id, Membership.ended_at.is_(None))
        .where(Person.disabled_at.is_(None), Person.email_confirmed_at.is_not(None))
        .order_by(Person.last_name, Person.first_name)
    )


def get_membership_for(actor: Person, membership_id: uuid.UUID, to: Literal["administer", "leave"]) -> Membership:
    """Seen by the people of its organization. Raises NotFound to others, Forbidden."""
    membership = db.session.get(Membership, membership_id)
    if membership is None or membership.ended_at is not None or not is_member(actor, membership.organization_id):
        raise NotFound()
    if to == "leave" and membership.person_id != actor.id:
        raise Forbidden()
    if to == "administer" and not is_administrator(actor, membership.organization_id):
        raise Forbidden("Seul un administrateur de cette structure peut faire cela.")
    return membership


def get_join_request_for(actor: Person, join_request_id: uuid.UUID, to: Literal["decide", "withdraw"]) -> JoinRequest:
    """Seen by who asked and by the people of the organization. Raises NotFound to others, Forbidden."""
    request = db.session.get(JoinRequest, join_request_id)
    is_own = request is not None and request.person_id == actor.id
    if request is None or not (is_own or is_member(actor, request.organization_id)):
        raise NotFound()
    if to == "withdraw" and not is_own:
        raise Forbidden()
    if to == "decide" and not is_administrator(actor, request.organization_id):
        raise Forbidden("Seul un administrateur de cette structure peut répondre.")
    return request


def waiting_requests_of(actor: Person) -> Select[JoinRequest]:
    """What the actor has asked and waits for."""
    mine = (JoinRequest.person_id == actor.id, JoinRequest.state == JoinState.ASKED)
    return select(JoinRequest).where(*mine).order_by(JoinRequest.created_at)


def requests_to_decide(actor: Person) -> Select[JoinRequest]:
    """What waits for the actor, in the organizations that they administer."""
    administered = select(Membership.organization_id).where(
        Membership.person_id == actor.id, Membership.ended_at.is_(None),
        Membership.role == MembershipRole.ADMINISTRATOR,
    )
    waiting = (JoinRequest.state == JoinState.ASKED, JoinRequest.organization_id.in_(administered))
    asking = select(JoinRequest).join(Person, JoinRequest.person_id == Person.id).where(Person.disabled_at.is_(None))
    return asking.where(*waiting).order_by(JoinRequest.created_at)
