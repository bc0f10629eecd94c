"""How it succeeds: the protocol is signed, then the transmission. The cédant alone says so, with its date.

Both the date of the protocol and the way that was taken in the end are kept with the moves, as their reason.
"""

import uuid
from datetime import date

from sqlalchemy import ColumnElement, select

from club_ess.accounts.models import Person
from club_ess.events import ListingWithdrawn, ProjectWithdrawn
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Invalid
from club_ess.kit.operation import operation, record
from club_ess.kit.states import Transition
from club_ess.transfers import reviewed
from club_ess.transfers.approaches.enums import ApproachState, EndReason, Side
from club_ess.transfers.approaches.exclusivity import say_why_again
from club_ess.transfers.approaches.follow_ups import plan_follow_ups
from club_ess.transfers.approaches.later_inputs import DeclareTransfer, SignProtocol
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.moves import advance, end
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.states import LIVING
from club_ess.transfers.enums import Route
from club_ess.transfers.listings.models import Welcome
from club_ess.transfers.states import ClosingReason, ReviewState

NO_EXCLUSIVITY = "Un protocole se signe pendant une exclusivité."
NO_PROTOCOL = "La transmission se déclare quand le protocole est signé."
BEFORE_THE_FILE = "Cette date est antérieure à votre premier contact."
BEFORE_THE_PROTOCOL = "Cette date est antérieure à la signature du protocole."
CEDANT_CHOSE = "Le cédant a transmis à un autre projet. Merci du temps et de la confiance que vous y avez mis."
REPRENEUR_CHOSE = "Le repreneur a repris une autre activité. Merci du temps et de la confiance que vous y avez mis."


@operation
def sign_protocol(actor: Person, approach_id: uuid.UUID, asked: SignProtocol) -> None:
    """Prolongs the exclusivity until the transmission. Raises NotFound, Forbidden, Conflict, Invalid for the date."""
    approach = get_approach_for(actor, approach_id, to="owner")
    refuse_early(approach, ApproachState.EXCLUSIVE)
    if asked.signed_on < approach.created_at.astimezone(clock.PARIS).date():
        raise Invalid({"signed_on": BEFORE_THE_FILE})
    advance(approach, ApproachState.PROTOCOL, actor.id, reason=asked.signed_on.isoformat())
    db.session.flush()
    say_why_again(approach.listing_id)


@operation
def declare_transfer(actor: Person, approach_id: uuid.UUID, asked: DeclareTransfer) -> None:
    """The listing and the project are over, the others are thanked, and the years after are planned.

    Raises NotFound, Forbidden to all but the cédant, Conflict at another step, Invalid for the date.
    """
    approach = get_approach_for(actor, approach_id, to="owner")
    refuse_early(approach, ApproachState.PROTOCOL)
    signed_on = protocol_signed_on(approach)
    if signed_on and asked.transferred_on < signed_on:
        raise Invalid({"transferred_on": BEFORE_THE_PROTOCOL})
    advance(approach, ApproachState.TRANSFERRED, actor.id, reason=asked.route.value)
    approach.transferred_on = asked.transferred_on
    _close_both(approach, actor.id)
    _thank_others(approach, actor.id)
    _welcome_team(approach)
    plan_follow_ups(approach)


def refuse_early(approach: Approach, needed: ApproachState) -> None:
    """Raises Conflict when the approach is not at the step that comes just before."""
    if approach.state is not needed:
        raise Conflict(NO_EXCLUSIVITY if needed is ApproachState.EXCLUSIVE else NO_PROTOCOL)


def _close_both(approach: Approach, actor_id: uuid.UUID) -> None:
    if approach.listing.state is not ReviewState.CLOSED:
        reviewed.close(approach.listing, actor_id, ClosingReason.DONE_HERE)
        record(ListingWithdrawn(approach.listing_id))
    if approach.project.state is not ReviewState.CLOSED:
        reviewed.close(approach.project, actor_id, ClosingReason.DONE_HERE)
        record(ProjectWithdrawn(approach.project_id))
    db.session.flush()


def _thank_others(approach: Approach, actor_id: uuid.UUID) -> None:
    """Those of the listing, and those by which the same project came near other listings.

    The second have a cédant each, who must not learn who acted: the club ends them.
    """
    for other in _living(Approach.listing_id == approach.listing_id):
        end(other, Side.CEDANT, EndReason.ANOTHER_CHOSEN, actor_id, CEDANT_CHOSE)
    for other in _living(Approach.project_id == approach.project_id):
        end(other, Side.REPRENEUR, EndReason.ANOTHER_CHOSEN, None, REPRENEUR_CHOSE)


def _living(condition: ColumnElement[bool]) -> list[Approach]:
    return list(db.session.scalars(select(Approach).where(condition, Approach.state.in_(LIVING))))


def _welcome_team(approach: Approach) -> None:
    """The repreneur often joins the structure taken over, which excludes its people: they must not lose the rest."""
    known = {welcome.email for welcome in approach.listing.welcomes}
    for email in {person.email for person in approach.project.people} - known:
        db.session.add(Welcome(listing_id=approach.listing_id, email=email))


def protocol_signed_on(approach: Approach) -> date | None:
    """The date that the cédant gave."""
    said = _reason_of(approach, ApproachState.PROTOCOL)
    return date.fromisoformat(said) if said else None


def route_taken(approach: Approach) -> Route | None:
    """The way that was taken in the end."""
    said = _reason_of(approach, ApproachState.TRANSFERRED)
    return Route(said) if said else None


def _reason_of(approach: Approach, state: ApproachState) -> str | None:
    moved = (
        Transition.subject_kind == "approach", Transition.subject_id == approach.id, Transition.to_state == state.value,
    )
    return db.session.scalars(select(Transition.reason).where(*moved).order_by(Transition.at.desc())).first()
