"""One verb, one transaction; what follows comes after commit."""

import uuid
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import facts
from club_ess.kit.facts import OutboxRow
from club_ess.kit.operation import operation, record
from tests import factories
from tests.cast import Club


@dataclass(frozen=True)
class TeaServed:
    cup_id: uuid.UUID


served: list[uuid.UUID] = []


def drink(fact: TeaServed) -> None:
    served.append(fact.cup_id)


def smell(fact: TeaServed) -> None:
    raise ValueError("too hot")


@operation
def serve_tea(cup_id: uuid.UUID, *, spill: bool = False) -> None:
    factories.make_person("Thé")
    record(TeaServed(cup_id))
    if spill:
        raise LookupError("spilt")


def _people() -> int:
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


@pytest.fixture(autouse=True)
def tea_table(club: Club) -> None:
    served.clear()
    facts.table.fill({TeaServed: (drink,)}, {TeaServed: ()})


def test_the_row_and_the_promise_are_committed_together(club: Club) -> None:
    cup = uuid.uuid4()
    with club.context():
        serve_tea(cup)
        assert _people() == 1
        row = db.session.scalars(select(OutboxRow)).one()
        assert (row.fact, row.payload) == ("TeaServed", {"cup_id": str(cup)})
    assert served == []
    assert club.settle() == 1
    assert served == [cup]


def test_a_failed_verb_leaves_neither_row_nor_promise(club: Club) -> None:
    with club.context():
        with pytest.raises(LookupError):
            serve_tea(uuid.uuid4(), spill=True)
        assert _people() == 0
    assert club.settle() == 0


def test_an_inner_verb_joins_the_outer_one(club: Club) -> None:
    @operation
    def breakfast() -> None:
        serve_tea(uuid.uuid4())
        raise LookupError("toast burnt")

    with club.context():
        with pytest.raises(LookupError):
            breakfast()
        assert _people() == 0


def test_a_fact_that_nobody_listed_is_refused(club: Club) -> None:
    facts.table.fill({}, {})
    with club.context(), pytest.raises(LookupError, match="TeaServed"):
        serve_tea(uuid.uuid4())


def test_a_live_listener_that_fails_does_not_undo_the_verb(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    facts.table.fill({TeaServed: ()}, {TeaServed: (smell, drink)})
    cup = uuid.uuid4()
    with club.context():
        serve_tea(cup)
        assert _people() == 1
    assert served == [cup]
    assert "smell" in caplog.text


def test_a_fact_cannot_be_stated_outside_an_operation(club: Club) -> None:
    with club.context(), pytest.raises(RuntimeError, match="outside an operation"):
        record(TeaServed(uuid.uuid4()))
