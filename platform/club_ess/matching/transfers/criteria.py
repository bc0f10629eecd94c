"""How the answers of a teaser and of a project meet, one by one. Data in, data out; the same from both sides.

A criterion that one side leaves open is neutral: « peu importe » is an answer that suits, silence is one that waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from club_ess.matching.transfers.enums import Fit
from club_ess.transfers.enums import Timetable
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project

CONFIGURATION = "transfers-1"
WHOLE_AREA = "m2a"
WEIGHTS = {
    "sector": 0.30, "zone": 0.08, "price": 0.12, "workforce": 0.06, "turnover": 0.06, "route": 0.12, "timetable": 0.06,
}
VALUES = {Fit.YES: 1.0, Fit.PARTLY: 0.5, Fit.NO: 0.0}
PATIENCE = tuple(Timetable)


@dataclass(frozen=True)
class Criterion:
    """`listing` and `project` are the codes that each side gave."""

    name: str
    fit: Fit
    listing: tuple[str, ...]
    project: tuple[str, ...]


def compare(listing: Listing, project: Project) -> list[Criterion]:
    """Every criterion, known or not, in the order in which people care."""
    return [
        _among("sector", listing.section, project.sections),
        _zone(listing.zone, project.zones),
        _among("price", listing.price, project.prices),
        _among("workforce", listing.workforce, project.workforces),
        _among("turnover", listing.turnover, project.turnovers),
        _routes(listing.routes, project.routes),
        _timetable(listing.timetable, project.timetable),
    ]


def parts_of(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """The parts of the score, in the engine's shape; unknown ones are left out."""
    return [
        {"name": one.name, "value": VALUES[one.fit], "weight": WEIGHTS[one.name]}
        for one in criteria
        if one.fit is not Fit.UNKNOWN
    ]


def reasons_of(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """The reasons, in the engine's shape: a is the listing, b the project."""
    return [
        {
            "kind": "criterion",
            "data": {"name": one.name, "fit": one.fit.value, "a": list(one.listing), "b": list(one.project)},
        }
        for one in criteria
    ]


def _among(name: str, mine: str | None, wanted: Sequence[str]) -> Criterion:
    said = (str(mine),) if mine else ()
    fit = Fit.UNKNOWN if not (said and wanted) else Fit.YES if mine in wanted else Fit.NO
    return Criterion(name, fit, said, tuple(wanted))


def _zone(mine: str, wanted: Sequence[str]) -> Criterion:
    """A teaser that says « m2A » may be anywhere in it: it meets half of who wants one part."""
    if not wanted:
        fit = Fit.UNKNOWN
    elif mine in wanted or WHOLE_AREA in wanted:
        fit = Fit.YES
    else:
        fit = Fit.PARTLY if mine == WHOLE_AREA else Fit.NO
    return Criterion("zone", fit, (mine,), tuple(wanted))


def _routes(mine: Sequence[str], wanted: Sequence[str]) -> Criterion:
    fit = Fit.UNKNOWN if not (mine and wanted) else Fit.YES if set(mine) & set(wanted) else Fit.NO
    return Criterion("route", fit, tuple(mine), tuple(wanted))


def _timetable(mine: Timetable | None, wanted: Timetable | None) -> Criterion:
    said = (tuple([mine.value]) if mine else (), tuple([wanted.value]) if wanted else ())
    if mine is None or wanted is None:
        return Criterion("timetable", Fit.UNKNOWN, *said)
    apart = abs(PATIENCE.index(mine) - PATIENCE.index(wanted))
    return Criterion("timetable", (Fit.YES, Fit.PARTLY, Fit.NO)[min(apart, 2)], *said)
