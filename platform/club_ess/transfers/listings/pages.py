"""The home of a preparation, shown again by every door that refuses a form of it."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from club_ess.accounts.models import Person
from club_ess.kit import clock
from club_ess.kit.forms import Form, prefilled
from club_ess.transfers.calendar import Step, backward_calendar, quarter_end
from club_ess.transfers.enums import Route
from club_ess.transfers.guides.content import support_for
from club_ess.transfers.listings.inputs import CloseListing, RenameListing
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.panels import OWNER_PANELS, shown
from club_ess.transfers.listings.readiness import checklist
from club_ess.transfers.listings.shapes import heading, own_name, quarter_label
from club_ess.transfers.listings.wording import what_comes_next
from club_ess.transfers.milestones import SLUGS
from club_ess.transfers.states import ClosingReason, ReviewState


@dataclass(frozen=True)
class Countdown:
    """The calendar of one route, back from the quarter that is aimed at."""

    label: str
    slug: str
    steps: list[Step]


def countdowns(listing: Listing) -> list[Countdown]:
    """One for each route that the cédant would accept; none without a quarter."""
    if listing.target_quarter is None:
        return []
    until, today = quarter_end(listing.target_quarter), clock.today()
    routes = [Route(route) for route in listing.routes]
    return [
        Countdown(route.label, SLUGS[route], backward_calendar(route, until, listing.workforce, today))
        for route in routes
    ]


def home_page(
    listing: Listing, actor: Person, close_form: Form[CloseListing] | None = None,
    rename_form: Form[RenameListing] | None = None,
) -> str:
    step = "prepare" if listing.state is ReviewState.DRAFT else "publish"
    return render_template(
        "listings/home.html", listing=listing, name=own_name(listing, actor), heading=heading(listing),
        is_owner=listing.owner_id == actor.id, items=checklist(listing), next_sentence=what_comes_next(listing),
        countdowns=countdowns(listing), quarter=quarter_label(listing.target_quarter), advisers=support_for(step),
        panels=shown(OWNER_PANELS, listing, actor), close_form=close_form or Form(CloseListing),
        rename_form=rename_form or prefilled(RenameListing, listing), closing_choices=ClosingReason.choices(),
    )


def back_home(listing: Listing, sentence: str) -> Response:
    """To the home of the preparation, saying what was done."""
    flash(sentence, "success")
    return redirect(url_for("listings.home", listing_id=listing.id), 303)
