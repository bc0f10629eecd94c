"""Facts and the promises made of them: one outbox row per fact and durable reaction, written with the change."""

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from threading import Event
from typing import Any, get_type_hints

from sqlalchemy import JSON, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Instant

Reaction = Callable[[Any], object]
log = logging.getLogger(__name__)


class OutboxRow(Model):
    """A promise: `reaction` will be called with `fact`. Deleted once kept; dead after too many failures."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "is_dead", "available_at", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    fact: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    reaction: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    available_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    lease: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    is_dead: Mapped[bool] = mapped_column(default=False)
    last_error: Mapped[str | None] = mapped_column(Text)


class Table:
    """The consequences of every fact, as listed in `club_ess.reactions`."""

    def __init__(self) -> None:
        self.facts: dict[str, type] = {}
        self.durable: dict[type, tuple[Reaction, ...]] = {}
        self.live: dict[type, tuple[Reaction, ...]] = {}
        self.reactions: dict[str, Reaction] = {}

    def fill(self, durable: Mapping[type, Sequence[Reaction]], live: Mapping[type, Sequence[Reaction]]) -> None:
        """Replaces the table. `durable` reactions get a row each; `live` ones are told at once and may be lost."""
        self.durable = {fact: tuple(reactions) for fact, reactions in durable.items()}
        self.live = {fact: tuple(reactions) for fact, reactions in live.items()}
        self.facts = {fact.__name__: fact for fact in durable}
        self.reactions = {name_of(reaction): reaction for many in self.durable.values() for reaction in many}


table = Table()
woken = Event()


def name_of(reaction: Reaction) -> str:
    return f"{reaction.__module__.removeprefix('club_ess.')}.{reaction.__qualname__}"


def rows_for(fact: Any) -> list[OutboxRow]:
    """The rows that promise each durable reaction to `fact`. Raises LookupError for a fact nobody listed."""
    if type(fact) not in table.durable:
        raise LookupError(f"{type(fact).__name__} is not listed in club_ess.reactions")
    payload = {key: str(value) if isinstance(value, uuid.UUID) else value for key, value in asdict(fact).items()}
    return [
        OutboxRow(fact=type(fact).__name__, payload=payload, reaction=name_of(reaction))
        for reaction in table.durable[type(fact)]
    ]


def read_fact(name: str, payload: Mapping[str, Any]) -> Any:
    """Rebuilds the frozen dataclass of a row. Raises LookupError for a fact this version no longer knows."""
    kind: Any = table.facts[name]
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)} & payload.keys()
    return kind(**{key: _typed(hints[key], payload[key]) for key in known})


def _typed(hint: Any, value: Any) -> Any:
    wants_uuid = hint in (uuid.UUID, uuid.UUID | None)
    return uuid.UUID(value) if wants_uuid and value is not None else value


def announce(facts: Iterable[Any]) -> None:
    """After commit: wakes the worker and tells the live listeners. A listener's failure is logged, never raised."""
    for fact in facts:
        woken.set()
        for reaction in table.live.get(type(fact), ()):
            try:
                reaction(fact)
            except Exception:
                log.exception("live reaction %s failed", name_of(reaction))
