"""The figures of the law: dated, sourced, and a bill is never applied."""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from club_ess.reference.legal_parameters import IN_FORCE, Parameter, parameter, parameters

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("key", "value", "unit"),
    [
        ("employee_information_months", "2", "mois"),
        ("employee_information_threshold", "250", "salariés"),
        ("scop_capital_share", "51", "%"),
        ("scop_votes_share", "65", "%"),
        ("patronage_rate", "60", "%"),
        ("patronage_rate_threshold", "2000000", "€"),
        ("patronage_rate_above", "40", "%"),
        ("patronage_base_floor", "20000", "€"),
        ("patronage_base_turnover", "5", "‰"),
        ("patronage_carry_years", "5", "ans"),
        ("patronage_staff_cap", "3", "plafonds annuels"),
        ("staff_lending_max_years", "3", "ans"),
    ],
)
def test_each_figure_is_that_of_the_law(key: str, value: str, unit: str) -> None:
    found = parameter(key, TODAY)
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert found.source


def test_a_figure_changes_with_the_year() -> None:
    assert parameter("social_security_ceiling", date(2025, 12, 31)).value == 47_100
    assert parameter("social_security_ceiling", date(2026, 1, 1)).value == 48_060


def test_a_year_that_is_not_known_yet_is_not_guessed() -> None:
    for day in (date(2024, 12, 31), date(2027, 1, 1)):
        with pytest.raises(LookupError):
            parameter("social_security_ceiling", day)
    with pytest.raises(LookupError):
        parameter("unknown", TODAY)


def test_the_bill_to_one_month_is_shown_and_never_applied() -> None:
    bills = [known for known in parameters() if not known.is_in_force]
    assert [(bill.key, bill.value) for bill in bills] == [("employee_information_months", Decimal(1))]
    assert not bills[0].holds_on(TODAY)
    assert not bills[0].holds_on(date(2040, 1, 1))
    assert parameter("employee_information_months", date(2040, 1, 1)).value == 2


def test_two_values_of_one_figure_never_hold_on_the_same_day() -> None:
    rows = [known for known in parameters() if known.is_in_force]
    pairs = [(one, other) for one, other in combinations(rows, 2) if one.key == other.key]
    assert pairs
    assert [one.key for one, other in pairs if _overlap(one, other)] == []


def _overlap(one: Parameter, other: Parameter) -> bool:
    latest_start = max(one.valid_from or date.min, other.valid_from or date.min)
    return latest_start <= min(one.valid_to or date.max, other.valid_to or date.max)


def test_every_row_says_where_it_comes_from_and_what_it_is_worth() -> None:
    assert {known.status for known in parameters()} == {IN_FORCE, "projet, non confirmé"}
    assert all(known.source and known.label and known.unit and known.theme for known in parameters())
    assert Counter(known.theme for known in parameters()).keys() == {"Transmission", "Mécénat de compétences"}
