"""Keeping the promises of the outbox: after commit, oldest first, at least once.

A row is claimed by a lease, so what a killed worker held is taken again; a failing row keeps its attempts and last
error, backs off, and shows in `club-ess outbox status`. Reactions are safe to repeat: they re-fetch by id.
"""

import logging
import uuid
from datetime import timedelta

from sqlalchemy import func, select, update

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.facts import OutboxRow, read_fact, table
from club_ess.kit.operation import operation

LEASE = timedelta(seconds=20)  # what a killed worker held waits this long; a slower reaction may run twice
LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 12
log = logging.getLogger(__name__)


def drain(most: int = 10_000) -> int:
    """Keeps every promise that is due; returns how many were tried."""
    for tried in range(most):
        lease = _claim() if _has_due() else None
        if lease is None:
            return tried
        _keep(lease)
    return most


def status() -> dict[str, int]:
    """Counts of rows: {waiting, failing, dead}."""
    failing = OutboxRow.last_error.is_not(None)
    counts = select(
        func.count().filter(OutboxRow.is_dead.is_(False)),
        func.count().filter(OutboxRow.is_dead.is_(False), failing),
        func.count().filter(OutboxRow.is_dead.is_(True)),
    ).select_from(OutboxRow)
    return dict(zip(("waiting", "failing", "dead"), db.session.execute(counts).one(), strict=True))


def _has_due() -> bool:
    """A look without the write lock, so that an idle worker disturbs nobody."""
    due = select(OutboxRow.id).where(OutboxRow.is_dead.is_(False), OutboxRow.available_at <= clock.now()).limit(1)
    found = db.session.scalar(due) is not None
    db.session.rollback()
    return found


@operation
def _claim() -> uuid.UUID | None:
    """Takes the oldest due row under a new lease; None when nothing is due."""
    now, lease = clock.now(), uuid.uuid4()
    due = (
        select(OutboxRow.id)
        .where(OutboxRow.is_dead.is_(False), OutboxRow.available_at <= now)
        .order_by(OutboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = db.session.scalar(due)
    if found is None:
        return None
    values = {"lease": lease, "available_at": now + LEASE, "attempts": OutboxRow.attempts + 1}
    db.session.execute(update(OutboxRow).where(OutboxRow.id == found).values(values))
    return lease


def _keep(lease: uuid.UUID) -> None:
    row = db.session.scalars(select(OutboxRow).where(OutboxRow.lease == lease)).one()
    name, attempts, fact_name, payload = row.reaction, row.attempts, row.fact, row.payload
    db.session.rollback()
    try:
        table.reactions[name](read_fact(fact_name, payload))
    except Exception as error:
        db.session.rollback()
        log.exception("reaction %s failed (attempt %s)", name, attempts)
        _put_back(lease, attempts, f"{type(error).__name__}: {error}"[:2000])
    else:
        _forget(lease)


@operation
def _forget(lease: uuid.UUID) -> None:
    for row in db.session.scalars(select(OutboxRow).where(OutboxRow.lease == lease)):
        db.session.delete(row)


@operation
def _put_back(lease: uuid.UUID, attempts: int, error: str) -> None:
    pause = min(LONGEST_PAUSE, timedelta(seconds=2**attempts))
    values = {
        "available_at": clock.now() + pause, "lease": None, "last_error": error, "is_dead": attempts >= MOST_ATTEMPTS
    }
    db.session.execute(update(OutboxRow).where(OutboxRow.lease == lease).values(values))
