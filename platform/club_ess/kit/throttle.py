"""Throttles kept in the database: they survive restarts and are shared by all workers."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Integer, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.extensions import Model, db
from club_ess.kit import clock
from club_ess.kit.errors import TooMany
from club_ess.kit.operation import operation
from club_ess.kit.records import Instant


class Throttle(Model):
    """How many times a (verb, who) was tried in the present window. The key is a hash: no address is kept."""

    __tablename__ = "throttles"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    hits: Mapped[int] = mapped_column(Integer, default=0)
    window_ends_at: Mapped[datetime] = mapped_column(Instant)


@operation
def hit(verb: str, who: str, *, most: int, per: timedelta) -> None:
    """Counts one try. Raises TooMany, with the seconds to wait, beyond `most` tries per window.

    It must be the outermost operation: the count has to stay when what follows fails.
    """
    key = hashlib.sha256(f"{verb}\0{who}".encode()).hexdigest()
    now = clock.now()
    row = db.session.get(Throttle, key)
    if row is None:
        row = Throttle(key=key, hits=0, window_ends_at=now + per)
        db.session.add(row)
    elif row.window_ends_at <= now:
        row.hits, row.window_ends_at = 0, now + per
    if row.hits >= most:
        raise TooMany(max(1, int((row.window_ends_at - now).total_seconds())))
    row.hits += 1


@operation
def forget(verb: str, who: str) -> None:
    """Clears a count, after a success."""
    key = hashlib.sha256(f"{verb}\0{who}".encode()).hexdigest()
    db.session.execute(delete(Throttle).where(Throttle.key == key))


@operation
def sweep() -> None:
    """Deletes the windows that have ended."""
    db.session.execute(delete(Throttle).where(Throttle.window_ends_at <= clock.now()))

