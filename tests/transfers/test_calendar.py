"""The calendar counted back from the date a transmission is wanted for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club_ess.reference import legal_parameters
from club_ess.transfers import calendar
from club_ess.transfers.calendar import HABIT, LAW, Step, backward_calendar, months_before, quarter_end, quarters_from
from club_ess.transfers.enums import Route, Workforce

TODAY = date(2026, 11, 22)
TARGET = date(2027, 9, 30)
SALES = {Route.BUSINESS_SALE, Route.SHARE_SALE, Route.SCOP}
DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))
SIZES = st.none() | st.sampled_from(Workforce)


def _legal(route: Route, workforce: Workforce | None, target_on: date = TARGET) -> list[Step]:
    return [step for step in backward_calendar(route, target_on, workforce, TODAY) if step.is_legal]


@given(st.sampled_from(Route), DAYS, SIZES, DAYS)
def test_each_calendar_is_in_order_and_ends_at_the_target(
    route: Route, target_on: date, workforce: Workforce | None, today: date
) -> None:
    steps = backward_calendar(route, target_on, workforce, today)
    assert [step.on for step in steps] == sorted(step.on for step in steps)
    assert steps[-1].on == target_on
    assert len(steps) >= 7
    assert all(step.is_late == (step.on < today) for step in steps)


@pytest.mark.parametrize("route", Route)
def test_only_delays_of_the_law_have_a_source(route: Route) -> None:
    for step in backward_calendar(route, TARGET, None, TODAY):
        assert bool(step.source) is step.is_legal
        assert step.kind_label == (LAW if step.is_legal else HABIT)


@pytest.mark.parametrize("route", Route)
def test_employees_are_told_only_of_a_sale_of_the_business_or_of_the_majority(route: Route) -> None:
    assert [step.name for step in _legal(route, Workforce.SMALL)] == ["Informer les salariés"] * (route in SALES)


@pytest.mark.parametrize(
    ("workforce", "are_told"),
    [
        (Workforce.NONE, False), (Workforce.MICRO, True), (Workforce.SMALL, True), (Workforce.MEDIUM, True),
        (Workforce.LARGE, False), (None, True),
    ],
)
def test_employees_are_told_under_250_of_them(workforce: Workforce | None, are_told: bool) -> None:
    assert bool(_legal(Route.BUSINESS_SALE, workforce)) is are_told


def test_who_does_not_know_the_size_reads_the_condition() -> None:
    assert "moins de 250" in _legal(Route.SCOP, None)[0].detail
    assert "moins de 250" not in _legal(Route.SCOP, Workforce.MICRO)[0].detail


@given(DAYS)
def test_employees_have_two_whole_months_before_the_sale(target_on: date) -> None:
    told_on = _legal(Route.BUSINESS_SALE, Workforce.MICRO, target_on)[0].on
    assert told_on + timedelta(days=1) <= months_before(target_on, 2)
    assert (target_on - told_on).days <= 63


def test_a_new_delay_of_the_law_moves_the_date_from_its_first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def lowered(key: str, on: date) -> legal_parameters.Parameter:
        rows = [row for row in legal_parameters.parameters() if row.key == key]
        return rows[-1] if key == calendar.INFORMATION_MONTHS and on >= date(2028, 1, 1) else rows[0]

    monkeypatch.setattr(calendar, "parameter", lowered)
    assert _legal(Route.BUSINESS_SALE, None, date(2027, 12, 31))[0].on == date(2027, 10, 30)
    assert _legal(Route.BUSINESS_SALE, None, date(2028, 1, 31))[0].on == date(2027, 12, 30)


def test_what_should_be_done_already_is_said_late() -> None:
    soon = backward_calendar(Route.SCOP, date(2026, 12, 31), Workforce.SMALL, TODAY)
    assert [step.is_late for step in soon] == [True] * 7 + [False] * 2
    later = backward_calendar(Route.SCOP, date(2030, 12, 31), Workforce.SMALL, TODAY)
    assert not any(step.is_late for step in later)


def test_an_association_declares_its_board_to_the_court() -> None:
    last = backward_calendar(Route.NEW_BOARD, TARGET, None, TODAY)[-1]
    assert "registre des associations du tribunal" in last.detail


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2027, 9, 30), 12, date(2026, 9, 30)), (date(2027, 4, 30), 2, date(2027, 2, 28)),
        (date(2028, 4, 30), 2, date(2028, 2, 29)), (date(2027, 1, 31), 1, date(2026, 12, 31)),
        (date(2027, 5, 5), 0, date(2027, 5, 5)),
    ],
)
def test_months_before_a_day(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier


@pytest.mark.parametrize(
    ("quarter", "end"),
    [
        ("2027-T1", date(2027, 3, 31)), ("2027-T2", date(2027, 6, 30)),
        ("2027-T3", date(2027, 9, 30)), ("2027-T4", date(2027, 12, 31)),
    ],
)
def test_a_quarter_ends_on_its_last_day(quarter: str, end: date) -> None:
    assert quarter_end(quarter) == end


@pytest.mark.parametrize("typed", ["", "2027", "2027-T5", "2027-T0", "T3-2027", "2027-T3 ", "２０２７-T1", "0000-T1"])
def test_anything_else_is_no_quarter(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        quarter_end(typed)


def test_the_next_quarters_begin_with_this_one() -> None:
    assert quarters_from(TODAY, 3) == [
        ("2026-T4", "4e trimestre 2026"), ("2027-T1", "1er trimestre 2027"), ("2027-T2", "2e trimestre 2027"),
    ]


@given(DAYS, st.integers(1, 40))
def test_every_offered_quarter_can_be_read_back(today: date, n: int) -> None:
    ends = [quarter_end(value) for value, _ in quarters_from(today, n)]
    assert len(ends) == n
    assert ends[0] >= today
    assert ends == sorted(set(ends))
