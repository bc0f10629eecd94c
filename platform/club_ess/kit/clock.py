"""The only source of the present instant, so that tests can travel in time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_offset = timedelta()


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC) + _offset


def today() -> date:
    """The date that people of the club read on their wall."""
    return now().astimezone(PARIS).date()


@contextmanager
def travel(by: timedelta) -> Iterator[None]:
    """Moves `now()` by a duration; for tests."""
    global _offset
    previous, _offset = _offset, _offset + by
    try:
        yield
    finally:
        _offset = previous
