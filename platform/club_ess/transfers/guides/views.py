"""Doors of the guides: how to transmit, in plain words, open to everybody."""

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from club_ess.kit import clock
from club_ess.kit.errors import NotFound
from club_ess.kit.forms import read
from club_ess.reference.legal_parameters import Parameter, parameter, parameters
from club_ess.transfers.calendar import Step, backward_calendar, quarter_end
from club_ess.transfers.enums import Route, Workforce
from club_ess.transfers.guides.content import Guide, advisers, guides, life
from club_ess.transfers.guides.inputs import Example, offered_quarters

doors = Blueprint("guides", __name__)


@doors.get("/transmission/guides")
def index() -> ResponseReturnValue:
    return render_template("guides/index.html", guides=guides().values(), steps=life(), advisers=advisers().values())


@doors.get("/transmission/guides/voies/<slug>")
def way(slug: str) -> ResponseReturnValue:
    """One way to transmit, and its calendar for the quarter and the size in the address."""
    guide = guides().get(slug)
    if guide is None:
        raise NotFound()
    form = read(Example, request.args)
    asked = form.asked or Example()
    today = clock.today()
    quarter = asked.trimestre or _first_comfortable(guide.route, asked.effectif, today)
    form.typed.setdefault("trimestre", quarter)
    page = render_template(
        "guides/way.html", guide=guide, others=_others(guide), form=form, law=_law(guide, today), today=today,
        quarters=offered_quarters(), quarter_label=dict(offered_quarters())[quarter], sizes=Workforce.choices(),
        calendar=_calendar(guide.route, quarter, asked.effectif, today),
    )
    return page, 200 if form.asked else 422


def _calendar(route: Route, quarter: str, workforce: Workforce | None, today: date) -> list[Step]:
    return backward_calendar(route, quarter_end(quarter), workforce, today)


def _first_comfortable(route: Route, workforce: Workforce | None, today: date) -> str:
    """The first quarter for which nothing is late already."""
    quarters = [value for value, _ in offered_quarters()]
    in_time = (q for q in quarters if not any(step.is_late for step in _calendar(route, q, workforce, today)))
    return next(in_time, quarters[-1])


def _law(guide: Guide, today: date) -> list[Parameter]:
    return [parameter(key, today) for key in guide.law]


def _others(guide: Guide) -> list[Guide]:
    return [other for other in guides().values() if other is not guide]


@doors.get("/transmission/guides/etapes")
def steps() -> ResponseReturnValue:
    return render_template("guides/steps.html", steps=life())


@doors.get("/transmission/guides/accompagnement")
def support() -> ResponseReturnValue:
    names = {step.key: step.name for step in life()}
    return render_template("guides/support.html", advisers=advisers().values(), steps=life(), names=names)


@doors.get("/transmission/guides/reperes-legaux")
def law() -> ResponseReturnValue:
    themes: dict[str, list[Parameter]] = {}
    for known in parameters():
        themes.setdefault(known.theme, []).append(known)
    return render_template("guides/law.html", themes=themes, today=clock.today())
