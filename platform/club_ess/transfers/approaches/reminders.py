"""Nobody waits for ever: whoever must act is reminded, and an approach that nobody answers ends kindly."""

from sqlalchemy import select

from club_ess.events import ApproachReminded
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation, record
from club_ess.transfers.approaches.enums import EndReason
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.moves import end
from club_ess.transfers.approaches.next_steps import CLOSED_AFTER, REMINDED_AFTER, closes_at
from club_ess.transfers.approaches.states import TURN

UNANSWERED = (
    f"Ce dossier s’est refermé faute de réponse au bout de {CLOSED_AFTER.days} jours. Cela arrive souvent, et ne dit "
    "rien de la qualité du projet."
)


@operation
def remind_approaches() -> int:
    """Reminds whoever must act, once at each delay, or ends what was left too long; returns how many were touched."""
    still = (Approach.state.in_(tuple(TURN)), Approach.since <= clock.now() - REMINDED_AFTER[0])
    return sum(_touch(approach) for approach in db.session.scalars(select(Approach).where(*still)).all())


def _touch(approach: Approach) -> bool:
    closing = closes_at(approach)
    if closing is not None and closing <= clock.now():
        end(approach, None, EndReason.NO_ANSWER, None, UNANSWERED)
        return True
    due = sum(approach.since + after <= clock.now() for after in REMINDED_AFTER)
    if due <= approach.reminders:
        return False
    approach.reminders = due
    record(ApproachReminded(approach.id, due))
    return True
