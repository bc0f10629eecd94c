"""What happens between people and organizations: they ask to join, are accepted or not, change role, leave."""

import uuid

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.events import JoinAsked, JoinDecided, MembershipEnded
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Forbidden
from club_ess.kit.operation import operation, record
from club_ess.kit.states import move
from club_ess.organizations.enums import JoinState, MembershipRole
from club_ess.organizations.inputs import AskToJoin, ChangeRole, DecideJoin
from club_ess.organizations.models import JoinRequest, Membership
from club_ess.organizations.policies import (
    get_join_request_for,
    get_membership_for,
    get_organization_for,
    is_member,
    memberships_of,
    waiting_requests_of,
)
from club_ess.organizations.states import JOIN_MOVES

LAST = "Une structure garde au moins un administrateur : donnez d’abord ce rôle à quelqu’un d’autre."


@operation
def ask_to_join(actor: Person, organization_id: uuid.UUID, asked: AskToJoin) -> uuid.UUID:
    """The id of the request; a second one while the first waits is the same one. Raises NotFound, Conflict."""
    organization = get_organization_for(actor, organization_id, to="join")
    if is_member(actor, organization.id):
        raise Conflict("Vous faites déjà partie de cette structure.")
    waiting = db.session.scalar(waiting_requests_of(actor).where(JoinRequest.organization_id == organization.id))
    if waiting is not None:
        return waiting.id
    request = JoinRequest(organization_id=organization.id, person_id=actor.id, message=asked.message)
    db.session.add(request)
    db.session.flush()
    record(JoinAsked(request.id))
    return request.id


@operation
def decide_join(actor: Person, join_request_id: uuid.UUID, asked: DecideJoin) -> None:
    """Raises NotFound, Forbidden, Conflict when it is already decided or withdrawn."""
    request = get_join_request_for(actor, join_request_id, to="decide")
    is_accepted = asked.decision == "accept"
    if is_accepted and not request.person.is_active:
        raise Conflict("Ce compte n’est plus actif.")
    to = JoinState.ACCEPTED if is_accepted else JoinState.REFUSED
    move(request, to, JOIN_MOVES, actor_id=actor.id)
    request.decided_by_id, request.decided_at = actor.id, clock.now()
    if is_accepted and not is_member(request.person, request.organization_id):
        role = MembershipRole.MEMBER
        db.session.add(Membership(organization_id=request.organization_id, person_id=request.person_id, role=role))
    record(JoinDecided(request.id))


@operation
def withdraw_join(actor: Person, join_request_id: uuid.UUID) -> None:
    """Raises NotFound, Forbidden, Conflict."""
    request = get_join_request_for(actor, join_request_id, to="withdraw")
    move(request, JoinState.WITHDRAWN, JOIN_MOVES, actor_id=actor.id)


@operation
def change_role(actor: Person, membership_id: uuid.UUID, asked: ChangeRole) -> uuid.UUID:
    """The id of the organization. Raises NotFound, Forbidden, Conflict for the last administrator."""
    membership = get_membership_for(actor, membership_id, to="administer")
    if asked.role is not MembershipRole.ADMINISTRATOR:
        _keep_an_administrator(membership)
    membership.role = asked.role
    return membership.organization_id


@operation
def remove_member(actor: Person, membership_id: uuid.UUID) -> uuid.UUID:
    """The id of the organization. Raises NotFound, Forbidden; oneself one leaves."""
    membership = get_membership_for(actor, membership_id, to="administer")
    if membership.person_id == actor.id:
        raise Forbidden("Pour partir vous-même, choisissez « Quitter cette structure ».")
    _end(membership)
    return membership.organization_id


@operation
def leave_organization(actor: Person, membership_id: uuid.UUID) -> None:
    """Raises NotFound, Forbidden, Conflict for the last administrator."""
    membership = get_membership_for(actor, membership_id, to="leave")
    _keep_an_administrator(membership)
    _end(membership)


def _keep_an_administrator(membership: Membership) -> None:
    others = memberships_of(membership.organization_id).where(
        Membership.role == MembershipRole.ADMINISTRATOR, Membership.id != membership.id
    )
    if membership.role is MembershipRole.ADMINISTRATOR and db.session.scalar(others.limit(1)) is None:
        raise Conflict(LAST)


def _end(membership: Membership) -> None:
    membership.ended_at = clock.now()
    record(MembershipEnded(membership.organization_id, membership.person_id))


def find_membership(actor: Person, organization_id: uuid.UUID) -> Membership | None:
    """The actor's own standing membership."""
    mine = (Membership.organization_id == organization_id, Membership.person_id == actor.id)
    return db.session.scalar(select(Membership).where(*mine, Membership.ended_at.is_(None)))
