"""The years after: each side is asked, answers for itself, and is not nagged."""

import uuid
from datetime import date, timedelta

import pytest

from club_ess.events import FollowUpAsked
from club_ess.kit import clock
from club_ess.transfers.approaches.enums import Difficulty, Side
from club_ess.transfers.approaches.follow_ups import ask_follow_ups, months_after
from club_ess.transfers.approaches.models import FollowUp
from tests.cast import Somebody
from tests.transfers.actors import Stage
from tests.transfers.approaches.later import Later, told_facts

ANSWERS = {"is_active": "1", "jobs": "7", "difficulty": "handover", "comment": "Tout va bien à Pfastatt."}


@pytest.fixture
def later(stage: Stage) -> Later:
    return Later(stage).to_transferred()


def _ask(later: Later, days: int) -> int:
    with later.stage.club.context(), clock.travel(timedelta(days=days)):
        return ask_follow_ups()


def _half_a_year() -> int:
    return (months_after(clock.today(), 6) - clock.today()).days


@pytest.mark.parametrize(("day", "months", "expected"), [
    (date(2027, 8, 31), 6, date(2028, 2, 29)), (date(2026, 8, 31), 6, date(2027, 2, 28)),
    (date(2027, 1, 15), 12, date(2028, 1, 15)), (date(2028, 2, 29), 36, date(2031, 2, 28)),
    (date(2026, 12, 1), 6, date(2027, 6, 1)),
])
def test_months_are_those_of_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_each_side_is_asked_on_the_day_and_once_more(later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = told_facts(monkeypatch)
    due = _half_a_year()
    asked = [_ask(later, due + days) for days in (-1, 0, 0, 1, 20, 21, 22, 60)]
    assert asked == [0, 2, 0, 0, 0, 2, 0, 0]
    assert len([fact for fact in facts if isinstance(fact, FollowUpAsked)]) == 4


def test_whoever_answered_is_not_asked_again(later: Later) -> None:
    due = _half_a_year()
    _ask(later, due)
    with clock.travel(timedelta(days=due)):
        _answer(later, later.stage.rene, later.follow_up_ids(Side.REPRENEUR)[0])
    assert _ask(later, due + 21) == 1


def test_a_worker_that_slept_asks_once_only(later: Later) -> None:
    due = _half_a_year()
    assert [_ask(later, due + days) for days in (40, 41, 80)] == [2, 0, 0]


def _answer(later: Later, who: Somebody, follow_up_id: uuid.UUID, **data: str) -> int:
    browser = later.stage.club.browser(who)
    return browser.post(f"/transmission/suivis/{follow_up_id}", data=ANSWERS | data).status_code


def test_one_side_never_reads_the_answers_of_the_other(later: Later) -> None:
    _ask(later, _half_a_year())
    cedant, repreneur = later.follow_up_ids(Side.CEDANT)[0], later.follow_up_ids(Side.REPRENEUR)[0]
    assert _answer(later, later.stage.rene, cedant) == 404
    assert _answer(later, later.stage.colette, repreneur) == 404
    assert _answer(later, later.stage.xavier, repreneur) == 404
    assert _answer(later, later.stage.rene, repreneur) == 303
    assert _answer(later, later.stage.rene, repreneur) == 409
    page = later.browser(later.stage.rene).get(f"/transmission/suivis/{repreneur}").get_data(as_text=True)
    assert "Le passage de relais" in page
    assert ANSWERS["comment"] in page
    for path in (later.url(), f"/transmission/suivis/{cedant}"):
        assert ANSWERS["comment"] not in later.browser(later.stage.colette).get(path).get_data(as_text=True)
    row = later.stage.club.get(FollowUp, repreneur)
    assert (row.is_active, row.jobs, row.difficulty) == (True, 7, Difficulty.HANDOVER)
    assert "Répondu" in later.page(later.stage.rene)
    assert "Répondu" not in later.page(later.stage.colette)


def test_the_adviser_answers_for_the_cedants_side(later: Later) -> None:
    _ask(later, _half_a_year())
    cedant = later.follow_up_ids(Side.CEDANT)[0]
    assert _answer(later, later.stage.anne, cedant) == 404
    later.stage.mandate(later.listing_id, later.stage.anne)
    assert _answer(later, later.stage.anne, cedant, is_active="0") == 303
    assert later.stage.club.get(FollowUp, cedant).is_active is False


def test_nothing_is_asked_before_its_day(later: Later) -> None:
    assert _answer(later, later.stage.rene, later.follow_up_ids(Side.REPRENEUR)[0]) == 404
    assert "Plus tard" in later.page(later.stage.rene)


@pytest.mark.parametrize(("name", "typed"), [
    ("is_active", ""), ("jobs", "-1"), ("jobs", "beaucoup"), ("difficulty", "rien"), ("comment", "x" * 2001),
])
def test_what_is_wrong_is_said_and_kept(later: Later, name: str, typed: str) -> None:
    _ask(later, _half_a_year())
    url = f"/transmission/suivis/{later.follow_up_ids(Side.REPRENEUR)[0]}"
    answer = later.browser(later.stage.rene).post(url, data=ANSWERS | {name: typed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Un point est à revoir" in page
    assert name == "comment" or ANSWERS["comment"] in page
