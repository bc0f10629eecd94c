"""How an approach changes state. Called inside operations, by whoever checked the right to."""

import uuid
from collections.abc import Callable

from club_ess.events import ApproachMoved
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict
from club_ess.kit.operation import record
from club_ess.kit.states import move
from club_ess.threads.operations import close_thread
from club_ess.transfers.approaches.enums import ApproachState, EndReason, Side
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.states import LIVING, MOVES

OVER = "Ce dossier est arrêté : il ne peut plus changer."

AFTER_END: list[Callable[[Approach, ApproachState], None]] = []
"""What follows in the same transaction when one ends, told the state that it left."""


def advance(approach: Approach, to: ApproachState, actor_id: uuid.UUID | None, reason: str | None = None) -> None:
    """Enters `to`, from now. Raises Conflict when no move leads there; the reminders of the new state start again."""
    move(approach, to, MOVES, actor_id=actor_id, reason=reason)
    approach.since, approach.reminders = clock.now(), 0
    record(ApproachMoved(approach.id, to.value, actor_id))


def end(approach: Approach, side: Side | None, reason: EndReason, actor_id: uuid.UUID | None, said: str) -> None:
    """For ever. `said` is shown to both sides where they wrote to each other; without `side`, the club ends it.

    Raises Conflict for what has ended already, or was transmitted.
    """
    if approach.state not in LIVING:
        raise Conflict(OVER)
    left = approach.state
    advance(approach, ApproachState.ENDED, actor_id, reason=reason.value)
    approach.ended_at, approach.ended_side, approach.end_reason = clock.now(), side, reason
    if approach.thread_id is not None:
        db.session.flush()
        close_thread(approach.thread_id, said)
    for follow in AFTER_END:
        follow(approach, left)
