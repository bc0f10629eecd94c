"""`@operation`: one named verb, one transaction; facts are recorded with the change and acted upon after commit."""

import functools
import random
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from club_ess.extensions import db
from club_ess.kit import facts
from club_ess.kit.engine import WRITES
from club_ess.kit.errors import Busy

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 8
RETRIABLE = {"40001", "40P01"}


@dataclass
class _Running:
    facts: list[Any] = field(default_factory=list)


_running: ContextVar[_Running | None] = ContextVar("club_operation", default=None)


def operation(verb: Callable[P, R]) -> Callable[P, R]:
    """Runs `verb` in a transaction; inside another operation it simply joins it.

    The outermost one starts by forgetting what was read before, so everything is read again under the write lock
    (SQLite) or in a serializable transaction (PostgreSQL, tried again when it loses a race). After commit, the
    worker is woken and live listeners are told the facts. Raises Busy when the database cannot be had.
    """

    @functools.wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _running.get() is not None:
            return verb(*args, **kwargs)
        return _outermost(lambda: verb(*args, **kwargs))

    return run


def record(fact: Any) -> None:
    """States a fact: its reactions become outbox rows of this transaction. Raises LookupError for an unlisted fact."""
    running = _running.get()
    if running is None:
        raise RuntimeError(f"{type(fact).__name__} was recorded outside an operation")
    db.session.add_all(facts.rows_for(fact))
    running.facts.append(fact)


def _outermost(verb: Callable[[], R]) -> R:
    for attempt in range(1, ATTEMPTS + 1):
        running = _Running()
        token = _running.set(running)
        try:
            _begin(db.session())
            result = verb()
            db.session.commit()
        except BaseException as error:
            db.session.rollback()
            if _lost_a_race(error) and attempt < ATTEMPTS:
                time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 a pause, not a secret
                continue
            if _is_locked(error):
                raise Busy() from error
            raise
        finally:
            _running.reset(token)
        facts.announce(running.facts)
        return result
    raise Busy()


def _begin(session: Session) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("rows were changed outside an operation")
    session.rollback()
    options: dict[str, Any] = {WRITES: True}
    if session.get_bind().dialect.name == "postgresql":
        options["isolation_level"] = "SERIALIZABLE"
    session.connection(execution_options=options)


def _lost_a_race(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in RETRIABLE


def _is_locked(error: BaseException) -> bool:
    return _lost_a_race(error) or (isinstance(error, OperationalError) and "locked" in str(error.orig))


@event.listens_for(Session, "before_flush")
def _refuse_stray_writes(session: Session, *_: Any) -> None:
    """A row changed by a view or a policy is a bug: it would be lost, or committed by somebody else's operation."""
    if _running.get() is None and (session.new or session.dirty or session.deleted):
        raise RuntimeError("rows were changed outside an operation")
