"""What pages are given of a listing: the teaser that repreneurs read, and how its author sees it stand."""

from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for

from club_ess.accounts.models import Person
from club_ess.kit import clock
from club_ess.reference.sectors import sections
from club_ess.reference.zones import M2A, zones
from club_ess.transfers.calendar import quarters_from
from club_ess.transfers.enums import Route
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.milestones import SLUGS

NO_SECTION = "Activité non précisée"
OLD_WEEKS = 8


def teaser(listing: Listing) -> dict[str, Any]:
    """The teaser, and nothing else of the listing: what is not here is confidential."""
    return {
        "id": str(listing.id),
        "url": url_for("listings.show", listing_id=listing.id),
        "heading": heading(listing),
        "section": sections().get(listing.section or "", NO_SECTION),
        "zone": zones()[listing.zone],
        **{name: _label(getattr(listing, name)) for name in WORDS},
        "routes": [Route(route).label for route in listing.routes],
        "route_guides": [(Route(route).label, SLUGS[Route(route)]) for route in listing.routes],
        "target_quarter": quarter_label(listing.target_quarter),
        "text": listing.teaser_text,
        "published_ago": published_ago(listing.published_at),
    }


WORDS = ("turnover", "result", "workforce", "price", "statute", "reason", "support", "timetable")


def heading(listing: Listing) -> str:
    """« Industrie manufacturière · m2A »: never written by a person, so that it gives nobody away."""
    zone = "m2A" if listing.zone == M2A else zones()[listing.zone]
    return f"{sections().get(listing.section or '', NO_SECTION)} · {zone}"


def _label(word: Any) -> str:
    return "" if word is None else str(word.label)


def quarter_label(quarter: str | None) -> str:
    """« 2027-T3 » as people say it."""
    if quarter is None:
        return ""
    first = date(int(quarter[:4]), int(quarter[-1]) * 3 - 2, 1)
    return quarters_from(first, 1)[0][1]


def published_ago(published_at: datetime | None) -> str:
    """By weeks that turn on Mondays for everybody: a finer date would help to guess who has just written."""
    if published_at is None:
        return ""
    weeks = (week_of(clock.now()) - week_of(published_at)).days // 7
    if weeks <= 0:
        return "cette semaine"
    if weeks == 1:
        return "la semaine dernière"
    return f"il y a {weeks} semaines" if weeks <= OLD_WEEKS else "il y a plus de deux mois"


def week_of(instant: datetime) -> date:
    """Its Monday, in Paris."""
    day = instant.astimezone(clock.PARIS).date()
    return day - timedelta(days=day.weekday())


def own_card(listing: Listing, actor: Person) -> dict[str, Any]:
    """For the lists of its cédant and their advisers; the working name is for the cédant alone."""
    is_owner = listing.owner_id == actor.id
    return {
        "url": url_for("listings.home", listing_id=listing.id),
        "name": own_name(listing, actor),
        "owner_name": "" if is_owner else listing.owner.name,
        "heading": heading(listing),
        "state": listing.state,
        "expires_at": listing.expires_at if listing.is_open else None,
        "sleeps_soon": listing.sleeps_soon,
    }


def own_name(listing: Listing, actor: Person) -> str:
    """What its people call it: the working name for the cédant; advisers, who may have several, know its cédant."""
    return listing.nickname if listing.owner_id == actor.id else f"Annonce de {listing.owner.name}"
