"""The calendar counted back from the date a transmission is wanted for. Pure: nothing is read but reference tables."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from club_ess.reference.legal_parameters import Parameter, parameter
from club_ess.transfers.enums import Route, Workforce
from club_ess.transfers.milestones import MILESTONES, SLUGS, Milestone

HABIT = "repère, à adapter"
LAW = "délai légal : estimation, à faire valider"
INFORMATION_MONTHS = "employee_information_months"
INFORMATION_THRESHOLD = "employee_information_threshold"
MOST_EMPLOYEES: dict[Workforce, int] = {
    Workforce.NONE: 0, Workforce.MICRO: 9, Workforce.SMALL: 49, Workforce.MEDIUM: 249
}
QUARTER = re.compile(r"(\d{4})-T([1-4])", re.ASCII)


@dataclass(frozen=True)
class Step:
    """One thing to have done by the day `on`. `source` is the text of law behind a legal delay.

    `guide` is the page that explains it, under /transmission/guides (« voies/scop », « reperes-legaux »).
    """

    name: str
    on: date
    detail: str
    is_late: bool
    source: str | None
    is_legal: bool
    guide: str

    @property
    def kind_label(self) -> str:
        """How far its date can be trusted."""
        return LAW if self.is_legal else HABIT


def backward_calendar(route: Route, target_on: date, workforce: Workforce | None, today: date) -> list[Step]:
    """What to do and when, in time order up to the target date, for an establishment of that size.

    An unknown size keeps the information of employees: to prepare for nothing is better than to sell too early.
    """
    applicable_on = max(target_on, today)
    steps = [
        _habit(milestone, milestone.months, route, target_on, today)
        if milestone.months is not None
        else _information(milestone, target_on, workforce, today, applicable_on)
        for milestone in MILESTONES[route]
        if milestone.months is not None or _must_inform(workforce, applicable_on)
    ]
    return sorted(steps, key=lambda step: step.on)


def _habit(milestone: Milestone, months: int, route: Route, target_on: date, today: date) -> Step:
    on = months_before(target_on, months)
    guide = milestone.guide or f"voies/{SLUGS[route]}"
    return Step(milestone.name, on, milestone.detail, on < today, None, False, guide)


def _information(
    milestone: Milestone, target_on: date, workforce: Workforce | None, today: date, applicable_on: date
) -> Step:
    delay = parameter(INFORMATION_MONTHS, applicable_on)
    # The delay must have wholly run on the day of the sale: its last day is not enough.
    on = months_before(target_on, int(delay.value)) - timedelta(days=1)
    sentences = [f"Au moins {delay.value} mois avant la vente.", milestone.detail]
    if workforce is None:
        sentences.append(_condition(parameter(INFORMATION_THRESHOLD, applicable_on)))
    return Step(milestone.name, on, " ".join(sentences), on < today, delay.source, True, milestone.guide)


def _condition(threshold: Parameter) -> str:
    return f"À faire si vous avez des salariés, et moins de {threshold.value}."


def _must_inform(workforce: Workforce | None, on: date) -> bool:
    if workforce is None:
        return True
    most = MOST_EMPLOYEES.get(workforce)
    return most is not None and 0 < most < parameter(INFORMATION_THRESHOLD, on).value


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day. Raises ValueError before the year 1."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        raise ValueError(f"{months} months before {day} is before the calendar begins")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def quarter_end(quarter: str) -> date:
    """The last day of « 2027-T3 ». Raises ValueError for anything else."""
    found = QUARTER.fullmatch(quarter)
    if found is None:
        raise ValueError(f"{quarter!r} is not a quarter")
    year, month = int(found[1]), int(found[2]) * 3
    return date(year, month, monthrange(year, month)[1])


def quarters_from(today: date, n: int) -> list[tuple[str, str]]:
    """The quarter of `today` and the next ones, `n` in all, as (« 2027-T1 », « 1er trimestre 2027 »)."""
    first = today.year * 4 + (today.month - 1) // 3
    return [_named_quarter(*divmod(rank, 4)) for rank in range(first, first + n)]


def _named_quarter(year: int, rank: int) -> tuple[str, str]:
    ordinal = "1er" if rank == 0 else f"{rank + 1}e"
    return f"{year:04d}-T{rank + 1}", f"{ordinal} trimestre {year}"
