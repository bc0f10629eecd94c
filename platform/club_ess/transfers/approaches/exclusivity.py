"""One exclusivity at a time: while it runs, the other approaches of the listing wait; when it ends, they go on.

A signed protocol prolongs it. An approach that begins meanwhile waits with the others.
"""

import uuid
from datetime import date, timedelta

from sqlalchemy import Select, select

from club_ess.events import ApproachReminded
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation, record
from club_ess.kit.pages import date_fr
from club_ess.threads.operations import close_thread, reopen_thread
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.moves import AFTER_END, advance
from club_ess.transfers.approaches.next_steps import REMINDED_AFTER
from club_ess.transfers.approaches.states import SUSPENDABLE, TALKING
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.states import ReviewState

SOLE = frozenset({ApproachState.EXCLUSIVE, ApproachState.PROTOCOL})
WARNED_BEFORE = timedelta(days=7)
LAST_REMINDER = len(REMINDED_AFTER) + 1  # the number of the reminder that says that the exclusivity ends
WAITS = "Un autre projet est en exclusivité."
WAITS_UNTIL = "Un autre projet est en exclusivité jusqu’au {until}."


def sole_approach(listing_id: uuid.UUID) -> Approach | None:
    """The approach that the cédant deals with alone now."""
    sole = (Approach.listing_id == listing_id, Approach.state.in_(SOLE))
    return db.session.scalars(select(Approach).where(*sole)).first()


def is_exclusive(listing_id: uuid.UUID) -> bool:
    """Whether the cédant deals with one repreneur alone now."""
    return sole_approach(listing_id) is not None


def why_suspended(listing_id: uuid.UUID) -> str:
    """The sentence told to those who wait."""
    sole = sole_approach(listing_id)
    until = sole.exclusive_until if sole and sole.state is ApproachState.EXCLUSIVE else None
    return WAITS_UNTIL.format(until=date_fr(until)) if until else WAITS


def begin(approach: Approach, days: int, actor_id: uuid.UUID) -> None:
    """Inside the operation that accepts a letter: this one alone, the others wait. Raises Conflict."""
    advance(approach, ApproachState.EXCLUSIVE, actor_id)
    approach.exclusive_until = clock.today() + timedelta(days=days)
    db.session.flush()
    for other in db.session.scalars(_others(approach.listing_id, SUSPENDABLE)).all():
        suspend(other, actor_id)


def suspend_if_exclusive(approach: Approach) -> None:
    """Inside the operation that makes an approach: it waits at once when another has the exclusivity."""
    if is_exclusive(approach.listing_id):
        suspend(approach, None)


def suspend(approach: Approach, actor_id: uuid.UUID | None) -> None:
    """Waits where it stands; nobody writes in its conversation."""
    approach.suspended_from = approach.state
    advance(approach, ApproachState.SUSPENDED, actor_id)
    if approach.thread_id is not None:
        close_thread(approach.thread_id, why_suspended(approach.listing_id))


def say_why_again(listing_id: uuid.UUID) -> None:
    """The sentence of those who wait, when the exclusivity has no last day any more."""
    for other in db.session.scalars(_others(listing_id, {ApproachState.SUSPENDED})).all():
        if other.thread_id is not None:
            close_thread(other.thread_id, why_suspended(listing_id))


def resume_others(listing_id: uuid.UUID) -> None:
    """Those who waited go on from where they stood, unless the listing is closed: they end with it."""
    listing = db.session.get_one(Listing, listing_id)
    if listing.state is ReviewState.CLOSED:
        return
    for other in db.session.scalars(_others(listing_id, {ApproachState.SUSPENDED})).all():
        _resume(other)


def _resume(approach: Approach) -> None:
    advance(approach, approach.suspended_from or ApproachState.INTEREST, None)
    approach.suspended_from = None
    if approach.thread_id is not None and approach.state in TALKING:
        reopen_thread(approach.thread_id)


def _resume_after(approach: Approach, left: ApproachState) -> None:
    if left in SOLE:
        db.session.flush()
        resume_others(approach.listing_id)


AFTER_END.append(_resume_after)


@operation
def end_exclusivities() -> int:
    """Those whose last day is over without a protocol go back to exchanges, the others with them; returns how many."""
    over = db.session.scalars(_running().where(Approach.exclusive_until < clock.today())).all()
    for approach in over:
        advance(approach, ApproachState.ACCESS, None, reason="expired")
        approach.exclusive_until = None
        db.session.flush()
        resume_others(approach.listing_id)
    return len(over)


@operation
def warn_ending_exclusivities() -> int:
    """Tells both sides, once, a week before; returns how many."""
    soon = _running().where(Approach.exclusive_until <= last_warned_day(), Approach.reminders < LAST_REMINDER)
    warned = db.session.scalars(soon.where(Approach.exclusive_until >= clock.today())).all()
    for approach in warned:
        approach.reminders = LAST_REMINDER
        record(ApproachReminded(approach.id, LAST_REMINDER))
    return len(warned)


def last_warned_day() -> date:
    return clock.today() + WARNED_BEFORE


def _running() -> Select[Approach]:
    return select(Approach).where(Approach.state == ApproachState.EXCLUSIVE)


def _others(listing_id: uuid.UUID, states: frozenset[ApproachState] | set[ApproachState]) -> Select[Approach]:
    return select(Approach).where(Approach.listing_id == listing_id, Approach.state.in_(states))
