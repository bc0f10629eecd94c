"""How the answers of a teaser and of a project meet: the same from both sides, silence neutral."""

from hypothesis import given
from hypothesis import strategies as st

from club_ess.matching.transfers.criteria import WEIGHTS, compare, parts_of
from club_ess.matching.transfers.enums import Fit
from club_ess.transfers.enums import Price, Route, Timetable, Turnover, Workforce
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project

SECTIONS, ZONES = ("A", "C", "Q"), ("m2a", "mulhouse", "nord")


def _fits(listing: Listing, project: Project) -> dict[str, Fit]:
    return {one.name: one.fit for one in compare(listing, project)}


def _listing(**values: object) -> Listing:
    return Listing(**({"zone": "m2a", "routes": []} | values))


def _project(**values: object) -> Project:
    lists = ("sections", "zones", "workforces", "turnovers", "prices", "routes")
    return Project(**({name: [] for name in lists} | values))


def test_what_nobody_said_is_unknown_and_weighs_nothing() -> None:
    compared = compare(_listing(), _project())
    assert {one.fit for one in compared} == {Fit.UNKNOWN}
    assert parts_of(compared) == []


def test_each_answer_is_met_or_not() -> None:
    listing = _listing(
        section="C", zone="nord", price=Price.SMALL, workforce=Workforce.MICRO, routes=[Route.SCOP],
        timetable=Timetable.YEAR,
    )
    met = _project(
        sections=["A", "C"], zones=["m2a"], prices=[Price.SMALL], workforces=[Workforce.MICRO], routes=[Route.SCOP],
        timetable=Timetable.YEAR,
    )
    unmet = _project(
        sections=["Q"], zones=["mulhouse"], prices=[Price.HUGE], workforces=[Workforce.LARGE], routes=[Route.MERGER],
        timetable=Timetable.NOW,
    )
    assert set(_fits(listing, met).values()) == {Fit.YES, Fit.UNKNOWN}
    assert set(_fits(listing, unmet).values()) == {Fit.NO, Fit.UNKNOWN}


def test_a_teaser_of_the_whole_area_meets_half_of_who_wants_one_part() -> None:
    assert _fits(_listing(), _project(zones=["nord"]))["zone"] is Fit.PARTLY
    assert _fits(_listing(timetable=Timetable.NOW), _project(timetable=Timetable.HALF_YEAR))["timetable"] is Fit.PARTLY


@given(
    st.builds(
        _listing, section=st.sampled_from((None, *SECTIONS)), zone=st.sampled_from(ZONES),
        price=st.sampled_from((None, *Price)), turnover=st.sampled_from((None, *Turnover)),
        routes=st.lists(st.sampled_from(Route), unique=True), timetable=st.sampled_from((None, *Timetable)),
    ),
    st.builds(
        _project, sections=st.lists(st.sampled_from(SECTIONS)), zones=st.lists(st.sampled_from(ZONES)),
        prices=st.lists(st.sampled_from(Price)), routes=st.lists(st.sampled_from(Route)),
        timetable=st.sampled_from((None, *Timetable)),
    ),
)
def test_parts_are_bounded_and_every_criterion_is_told_once(listing: Listing, project: Project) -> None:
    compared = compare(listing, project)
    assert [one.name for one in compared] == list(WEIGHTS)
    assert all(0 <= part["value"] <= 1 and part["weight"] > 0 for part in parts_of(compared))
