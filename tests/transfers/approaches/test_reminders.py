"""Nobody waits for ever."""

import uuid
from datetime import timedelta

import pytest

from club_ess.events import ApproachReminded
from club_ess.kit import clock
from club_ess.transfers.approaches.enums import ApproachState, EndReason
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.reminders import remind_approaches
from tests.transfers.actors import Stage
from tests.transfers.approaches.later import told_facts


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    return told_facts(monkeypatch)


def _approach(stage: Stage, state: str) -> uuid.UUID:
    return stage.approach(stage.listing(stage.colette), stage.project(stage.rene), state)


def _remind(stage: Stage, *days: int) -> list[int]:
    touched = []
    for after in days:
        with stage.club.context(), clock.travel(timedelta(days=after)):
            touched.append(remind_approaches())
    return touched


def _numbers(told: list[object]) -> list[int]:
    return [fact.number for fact in told if isinstance(fact, ApproachReminded)]


@pytest.mark.parametrize("state", ["confidential", "access", "letter", "protocol"])
def test_whoever_must_act_is_reminded_twice_and_no_more(stage: Stage, told: list[object], state: str) -> None:
    approach_id = _approach(stage, state)
    assert _remind(stage, 8, 9, 9, 10, 20, 21, 22, 44, 46, 300) == [0, 1, 0, 0, 0, 1, 0, 0, 0, 0]
    assert _numbers(told) == [1, 2]
    assert stage.club.get(Approach, approach_id).state.value == state


@pytest.mark.parametrize("state", ["interest", "nda"])
def test_an_interest_or_an_agreement_without_answer_ends_kindly(stage: Stage, told: list[object], state: str) -> None:
    approach_id = _approach(stage, state)
    assert _remind(stage, 9, 21, 44, 45, 46) == [1, 1, 0, 1, 0]
    row = stage.club.get(Approach, approach_id)
    assert (row.state, row.end_reason, row.ended_side) == (ApproachState.ENDED, EndReason.NO_ANSWER, None)
    assert _numbers(told) == [1, 2]


@pytest.mark.parametrize("state", ["suspended", "transferred", "ended"])
def test_nobody_is_reminded_where_nobody_is_waited_for(stage: Stage, told: list[object], state: str) -> None:
    _approach(stage, state)
    assert _remind(stage, 9, 21, 45, 100) == [0, 0, 0, 0]
    assert _numbers(told) == []


def test_a_worker_that_slept_sends_the_last_reminder_only(stage: Stage, told: list[object]) -> None:
    _approach(stage, "access")
    assert _remind(stage, 30, 31) == [1, 0]
    assert _numbers(told) == [2]
