"""What a listing and a project have in common as rows, and the verbs of their shared life. Called inside operations.

Only what a moderator has read can be on line; what changes afterwards is read again.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.kit import clock
from club_ess.kit.errors import Conflict
from club_ess.kit.records import Dated, Identified, Instant, Versioned, Word
from club_ess.kit.states import move
from club_ess.transfers.states import MOVES, ClosingReason, ReviewState

LIFETIME = timedelta(days=90)
WARNED_BEFORE = timedelta(days=10)


class Reviewed(Identified, Dated, Versioned):
    """Mixin of `Listing` and `Project`. `review_comment` is what a moderator asks to change."""

    state: Mapped[ReviewState] = mapped_column(Word(ReviewState), default=ReviewState.DRAFT, index=True)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    reviewed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)
    review_comment: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    warned_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closing_reason: Mapped[ClosingReason | None] = mapped_column(Word(ClosingReason))

    @property
    def is_open(self) -> bool:
        """May be proposed and answered."""
        return self.state is ReviewState.PUBLISHED

    @property
    def sleeps_soon(self) -> bool:
        return self.is_open and self.expires_at is not None and self.expires_at - WARNED_BEFORE <= clock.now()


def submit(thing: Reviewed, actor_id: uuid.UUID) -> None:
    """Asks for a review. Raises Conflict when it is already asked, or closed."""
    _move(thing, ReviewState.SUBMITTED, actor_id)
    thing.submitted_at, thing.review_comment = clock.now(), ""


def approve(thing: Reviewed, actor_id: uuid.UUID) -> None:
    """On line for 90 days. Raises Conflict when no review is asked."""
    if thing.state is not ReviewState.SUBMITTED:
        raise Conflict("Ce texte n’attend plus de relecture.")
    _move(thing, ReviewState.PUBLISHED, actor_id)
    thing.reviewed_by_id, thing.reviewed_at, thing.review_comment = actor_id, clock.now(), ""
    thing.published_at = clock.now()
    _wake(thing)


def send_back(thing: Reviewed, actor_id: uuid.UUID, comment: str) -> None:
    """Back to its author, with what to change. Raises Conflict when no review is asked."""
    if thing.state is not ReviewState.SUBMITTED:
        raise Conflict("Ce texte n’attend plus de relecture.")
    _move(thing, ReviewState.DRAFT, actor_id, reason="sent_back")
    thing.reviewed_by_id, thing.reviewed_at, thing.review_comment = actor_id, clock.now(), comment


def withdraw(thing: Reviewed, actor_id: uuid.UUID) -> None:
    """Back to private preparation, at once. Raises Conflict for what is a draft already, or closed."""
    if thing.state is ReviewState.CLOSED:
        raise Conflict()
    _move(thing, ReviewState.DRAFT, actor_id, reason="withdrawn")


def renew(thing: Reviewed, actor_id: uuid.UUID) -> None:
    """90 days more, from sleep too. Raises Conflict when it is neither on line nor asleep."""
    if thing.state is ReviewState.ASLEEP:
        _move(thing, ReviewState.PUBLISHED, actor_id, reason="renewed")
    elif thing.state is not ReviewState.PUBLISHED:
        raise Conflict()
    _wake(thing)


def fall_asleep(thing: Reviewed) -> None:
    _move(thing, ReviewState.ASLEEP, None, reason="expired")


def close(thing: Reviewed, actor_id: uuid.UUID | None, reason: ClosingReason) -> None:
    """For good, with its coded reason. Raises Conflict when it is already."""
    _move(thing, ReviewState.CLOSED, actor_id, reason=reason.value)
    thing.closed_at, thing.closing_reason = clock.now(), reason


def reopen(thing: Reviewed, actor_id: uuid.UUID) -> None:
    """A closed one becomes a draft again. Raises Conflict for any other."""
    if thing.state is not ReviewState.CLOSED:
        raise Conflict()
    _move(thing, ReviewState.DRAFT, actor_id, reason="reopened")
    thing.closed_at = thing.closing_reason = None


def _wake(thing: Reviewed) -> None:
    thing.expires_at, thing.warned_at = clock.now() + LIFETIME, None


def _move(thing: Reviewed, to: ReviewState, actor_id: uuid.UUID | None, reason: str | None = None) -> None:
    move(thing, to, MOVES, actor_id=actor_id, reason=reason)
