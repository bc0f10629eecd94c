"""The years after: each side is asked how things go 6, 12 and 36 months later, and reads its own answers only.

`asked_at` is the last time that somebody was asked: on the day, then once more when nobody answered.
"""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import and_, or_, select

from club_ess.accounts.models import Person
from club_ess.events import FollowUpAsked
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, NotFound
from club_ess.kit.operation import operation, record
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.later_inputs import AnswerFollowUp
from club_ess.transfers.approaches.models import Approach, FollowUp
from club_ess.transfers.approaches.policies import get_approach_for, side_of
from club_ess.transfers.calendar import months_before

MONTHS = (6, 12, 36)
ASKED_AGAIN_AFTER = timedelta(days=21)
ANSWERED = "Votre côté a déjà répondu à ces questions."


def plan_follow_ups(approach: Approach) -> None:
    """Inside the operation that declares the transmission. What is due already is asked today."""
    transferred_on = approach.transferred_on or clock.today()
    for months in MONTHS:
        due_on = max(months_after(transferred_on, months), clock.today())
        db.session.add_all(FollowUp(approach_id=approach.id, months=months, side=side, due_on=due_on) for side in Side)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    return months_before(day, -months)


def follow_ups_of(approach: Approach, side: Side) -> Sequence[FollowUp]:
    """Those of one side, in time order."""
    its = (FollowUp.approach_id == approach.id, FollowUp.side == side)
    return db.session.scalars(select(FollowUp).where(*its).order_by(FollowUp.months)).all()


def get_follow_up_for(actor: Person, follow_up_id: uuid.UUID) -> FollowUp:
    """For the people of the side that was asked. Raises NotFound, and before its day too."""
    follow_up = db.session.get(FollowUp, follow_up_id)
    if follow_up is None or follow_up.asked_at is None:
        raise NotFound()
    approach = get_approach_for(actor, follow_up.approach_id, to="read")
    if side_of(actor, approach) is not follow_up.side:
        raise NotFound()
    return follow_up


@operation
def answer_follow_up(actor: Person, follow_up_id: uuid.UUID, asked: AnswerFollowUp) -> None:
    """Once for the whole side. Raises NotFound, or Conflict when somebody answered."""
    follow_up = get_follow_up_for(actor, follow_up_id)
    if follow_up.answered_at is not None:
        raise Conflict(ANSWERED)
    follow_up.answered_at, follow_up.answered_by_id = clock.now(), actor.id
    for name, value in asked.model_dump().items():
        setattr(follow_up, name, value)


@operation
def ask_follow_ups() -> int:
    """Asks those whose day has come, and once more those who have not answered; returns how many."""
    today = clock.today()
    first = and_(FollowUp.asked_at.is_(None), FollowUp.due_on <= today)
    again = and_(FollowUp.asked_at.is_not(None), FollowUp.due_on <= today - ASKED_AGAIN_AFTER)
    waiting = select(FollowUp).where(FollowUp.answered_at.is_(None), or_(first, again))
    due = [one for one in db.session.scalars(waiting).all() if one.asked_at is None or _is_due_again(one)]
    for follow_up in due:
        follow_up.asked_at = clock.now()
        record(FollowUpAsked(follow_up.id))
    return len(due)


def _is_due_again(follow_up: FollowUp) -> bool:
    """Asked before the day of the second time: the second time moves `asked_at` to that day or later."""
    asked_at = follow_up.asked_at
    return asked_at is not None and asked_at.astimezone(clock.PARIS).date() < follow_up.due_on + ASKED_AGAIN_AFTER
