"""Periodic work: one row per job and period, so that two workers never do the same period twice."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.extensions import Model, db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.kit.records import Identified, Instant

LEASE = timedelta(minutes=10)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Periodic:
    """`run` is called once per period of length `every`, by whichever worker comes first."""

    name: str
    every: timedelta
    run: Callable[[], object]

    def period(self, at: datetime) -> str:
        """The key of the period that `at` falls in."""
        return str(int(at.timestamp() // self.every.total_seconds()))


class JobRun(Identified, Model):
    """One period of one job: claimed by a lease, done or to be taken again."""

    __tablename__ = "job_runs"
    __table_args__ = (UniqueConstraint("name", "period"),)

    name: Mapped[str] = mapped_column(String(80))
    period: Mapped[str] = mapped_column(String(40))
    leased_until: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    last_error: Mapped[str | None] = mapped_column(Text)


def run_due(schedule: list[Periodic]) -> int:
    """Runs every job whose present period nobody has done; returns how many ran."""
    return sum(_run(job) for job in schedule)


def _run(job: Periodic) -> bool:
    period = job.period(clock.now())
    known = select(JobRun).where(JobRun.name == job.name, JobRun.period == period)
    row = db.session.scalar(known)
    is_taken = row is not None and (row.done_at is not None or row.leased_until > clock.now())
    db.session.rollback()
    if is_taken or not _claim(job.name, period):
        return False
    try:
        job.run()
    except Exception as error:
        db.session.rollback()
        log.exception("job %s failed", job.name)
        _finish(job.name, period, f"{type(error).__name__}: {error}"[:2000])
    else:
        _finish(job.name, period, None)
    return True


@operation
def _claim(name: str, period: str) -> bool:
    now = clock.now()
    row = db.session.scalar(select(JobRun).where(JobRun.name == name, JobRun.period == period))
    if row is None:
        db.session.add(JobRun(name=name, period=period, leased_until=now + LEASE))
        return True
    if row.done_at is not None or row.leased_until > now:
        return False
    row.leased_until = now + LEASE
    return True


@operation
def _finish(name: str, period: str, error: str | None) -> None:
    """A failed run keeps its lease: it is tried again when the lease ends."""
    row = db.session.scalars(select(JobRun).where(JobRun.name == name, JobRun.period == period)).one()
    row.last_error = error
    row.done_at = None if error else clock.now()
