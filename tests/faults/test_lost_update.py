"""Acknowledged read-modify-writes are never lost, however many write at once."""

import threading
import uuid

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from club_ess.accounts.models import Person, SignIn
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.kit.throttle import Throttle
from tests.cast import Club

WRITERS, EACH = 8, 15


@operation
def _count_one_more(key: str) -> None:
    row = db.session.scalars(select(Throttle).where(Throttle.key == key)).one()
    row.hits = row.hits + 1


@operation
def _start(key: str) -> None:
    db.session.add(Throttle(key=key, hits=0, window_ends_at=clock.now()))


def test_no_acknowledged_increment_is_lost(club: Club) -> None:
    with club.context():
        _start("count")
    acknowledged: list[int] = []

    def write() -> None:
        for _ in range(EACH):
            with club.context():
                _count_one_more("count")
                acknowledged.append(1)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with club.context():
        kept = db.session.scalars(select(Throttle.hits).where(Throttle.key == "count")).one()
    assert kept == len(acknowledged)
    assert len(acknowledged) >= WRITERS


def test_an_orphan_is_refused(club: Club) -> None:
    @operation
    def orphan() -> None:
        db.session.add(SignIn(person_id=uuid.uuid4(), secret_hash="x", expires_at=clock.now()))

    with club.context(), pytest.raises(IntegrityError):
        orphan()


def test_a_row_changed_outside_an_operation_is_refused(club: Club) -> None:
    alice = club.alice
    with club.context():
        db.session.get_one(Person, alice.id).first_name = "Autre"
        with pytest.raises(RuntimeError, match="outside an operation"):
            db.session.commit()


def test_reading_cannot_write_even_with_raw_sql(club: Club) -> None:
    assert club.alice
    with club.context(), pytest.raises(OperationalError if _is_sqlite(club) else Exception, match=r"(?i)read.?only"):
        db.session.execute(text("UPDATE people SET first_name = 'x'"))


def _is_sqlite(club: Club) -> bool:
    with club.context():
        return db.engine.dialect.name == "sqlite"
