"""Life cycles as tables, and the log of every move."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.extensions import Model, db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict
from club_ess.kit.records import Identified, Instant

Moves = Mapping[Any, frozenset[Any]]


class Transition(Identified, Model):
    """One move of one row's state: who, when, and why when a reason was asked."""

    __tablename__ = "transitions"
    __table_args__ = (Index("ix_transitions_subject", "subject_kind", "subject_id", "at"),)

    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    from_state: Mapped[str] = mapped_column(String(40))
    to_state: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    reason: Mapped[str | None] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Instant, default=clock.now)


def move(thing: Any, to: StrEnum, moves: Moves, *, actor_id: uuid.UUID | None, reason: str | None = None) -> None:
    """Moves `thing.state`, and logs it. Raises Conflict when the table does not allow it from where it stands."""
    if to not in moves.get(thing.state, frozenset()):
        raise Conflict()
    db.session.add(
        Transition(
            subject_kind=type(thing).__name__.lower(), subject_id=thing.id, from_state=thing.state.value,
            to_state=to.value, actor_id=actor_id, reason=reason,
        )
    )
    thing.state = to
