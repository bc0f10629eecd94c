"""Figures of the law, dated and with their source. Every one is an estimate to have checked by a professional."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from club_ess.reference.tables import rows

IN_FORCE = "en vigueur"


@dataclass(frozen=True)
class Parameter:
    """A figure in its unit, for the days from `valid_from` to `valid_to` included.

    None is no bound: the first day is not known here, or the last day not yet.
    """

    key: str
    theme: str
    label: str
    value: Decimal
    unit: str
    source: str
    valid_from: date | None
    valid_to: date | None
    status: str
    note: str

    @property
    def is_in_force(self) -> bool:
        """False for a bill, which is shown but never applied."""
        return self.status == IN_FORCE

    def holds_on(self, day: date) -> bool:
        has_begun = self.valid_from is None or self.valid_from <= day
        return self.is_in_force and has_begun and (self.valid_to is None or day <= self.valid_to)


@cache
def parameters() -> tuple[Parameter, ...]:
    """Every row of the table, bills and past values included, in its order."""
    return tuple(
        Parameter(
            row["key"], row["theme"], row["label"], Decimal(row["value"]), row["unit"], row["source"],
            _day(row["valid_from"]), _day(row["valid_to"]), row["status"], row["note"],
        )
        for row in rows("parametres_legaux")
    )


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def parameter(key: str, on: date) -> Parameter:
    """The value in force on that day. Raises LookupError when the table has none: nothing is guessed."""
    found = next((known for known in parameters() if known.key == key and known.holds_on(on)), None)
    if found is None:
        raise LookupError(f"no value of {key} is known for {on.isoformat()}")
    return found
