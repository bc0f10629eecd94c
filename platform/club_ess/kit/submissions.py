"""Double submits have one effect: a form carries a random key, and its first result is remembered."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import String, UniqueConstraint, Uuid, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.extensions import Model, db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.kit.records import Identified, Instant

KEPT = timedelta(days=30)


class Submission(Identified, Model):
    """What a form already made; kept a while, then swept."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("person_id", "verb", "key"),)

    person_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    verb: Mapped[str] = mapped_column(String(40))
    key: Mapped[uuid.UUID] = mapped_column(Uuid)
    result_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)


def result_of(person_id: uuid.UUID, verb: str, key: uuid.UUID | None) -> uuid.UUID | None:
    """The id made by the first submission of this form, or None. Call it first thing in an operation."""
    if key is None:
        return None
    same = (Submission.person_id == person_id, Submission.verb == verb, Submission.key == key)
    return db.session.scalar(select(Submission.result_id).where(*same))


def remember(person_id: uuid.UUID, verb: str, key: uuid.UUID | None, result_id: uuid.UUID) -> None:
    """Notes what the form made, in the transaction that makes it."""
    if key is not None:
        db.session.add(Submission(person_id=person_id, verb=verb, key=key, result_id=result_id))


@operation
def sweep() -> None:
    """Forgets the forms that nobody can still have open."""
    db.session.execute(delete(Submission).where(Submission.created_at < clock.now() - KEPT))
