"""Promises are kept at least once, in order, and never forgotten in silence."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.kit import clock, facts, jobs, outbox
from club_ess.kit.facts import OutboxRow
from club_ess.kit.operation import operation, record
from tests.cast import Club


@dataclass(frozen=True)
class BellRung:
    number: int


heard: list[int] = []
broken: set[int] = set()


def hear(fact: BellRung) -> None:
    if fact.number in broken:
        raise ConnectionError("no ears")
    heard.append(fact.number)


@operation
def ring(number: int) -> None:
    record(BellRung(number))


@pytest.fixture(autouse=True)
def bell(club: Club) -> None:
    heard.clear()
    broken.clear()
    facts.table.fill({BellRung: (hear,)}, {})


def test_promises_are_kept_in_order(club: Club) -> None:
    with club.context():
        for number in range(5):
            ring(number)
    club.settle()
    assert heard == [0, 1, 2, 3, 4]


def test_a_failing_promise_waits_longer_each_time_and_blocks_nobody(club: Club) -> None:
    broken.add(1)
    with club.context():
        ring(1)
        ring(2)
    club.settle()
    assert heard == [2]
    with club.context():
        row = db.session.scalars(select(OutboxRow)).one()
        assert row.attempts == 1
        assert "no ears" in (row.last_error or "")
        assert outbox.status() == {"waiting": 1, "failing": 1, "dead": 0}
    broken.clear()
    with clock.travel(timedelta(seconds=3)):
        club.settle()
    assert heard == [2, 1]


def test_a_promise_that_always_fails_is_kept_as_dead(club: Club) -> None:
    broken.add(1)
    with club.context():
        ring(1)
    for hour in range(outbox.MOST_ATTEMPTS + 2):
        with clock.travel(timedelta(hours=2 * hour)):
            club.settle()
    with club.context():
        assert outbox.status()["dead"] == 1


def test_what_a_killed_worker_held_is_taken_again(club: Club) -> None:
    with club.context():
        ring(7)
        assert isinstance(outbox._claim(), uuid.UUID)
    assert club.settle() == 0
    with clock.travel(outbox.LEASE + timedelta(seconds=1)):
        assert club.settle() == 1
    assert heard == [7]


def test_two_workers_run_a_period_once(club: Club) -> None:
    runs: list[str] = []
    job = jobs.Periodic("tick", timedelta(hours=1), lambda: runs.append("tick"))
    with club.context():
        assert jobs.run_due([job]) == 1
        assert jobs.run_due([job]) == 0
        with clock.travel(timedelta(hours=1)):
            assert jobs.run_due([job]) == 1
    assert runs == ["tick", "tick"]


def test_a_failed_period_is_tried_again_after_its_lease(club: Club) -> None:
    runs: list[str] = []

    def stumble() -> None:
        runs.append("try")
        if len(runs) == 1:
            raise ConnectionError("away")

    job = jobs.Periodic("stumble", timedelta(days=365), stumble)
    with club.context():
        jobs.run_due([job])
        jobs.run_due([job])
        assert runs == ["try"]
        with clock.travel(jobs.LEASE + timedelta(seconds=1)):
            jobs.run_due([job])
            jobs.run_due([job])
    assert runs == ["try", "try"]
