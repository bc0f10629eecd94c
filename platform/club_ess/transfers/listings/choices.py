"""What the selects of the forms offer."""

from sqlalchemy import select

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.organizations.models import Organization
from club_ess.organizations.policies import organizations_of
from club_ess.reference.sectors import sections
from club_ess.reference.zones import zones
from club_ess.transfers.calendar import quarters_from
from club_ess.transfers.enums import (
    Price,
    Result,
    Route,
    Statute,
    Support,
    Timetable,
    TransferReason,
    Turnover,
    Workforce,
)
from club_ess.transfers.listings.fields import QUARTERS_AHEAD
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.recognition import owner_organizations
from club_ess.transfers.listings.shapes import quarter_label

Choices = list[tuple[str, str]]


def teaser_choices(listing: Listing) -> dict[str, Choices]:
    """By field. A quarter that is over stays on offer, so that its error has a place to stand."""
    quarters = quarters_from(clock.today(), QUARTERS_AHEAD)
    kept = listing.target_quarter
    if kept and kept not in dict(quarters):
        quarters.insert(0, (kept, f"{quarter_label(kept)} (passé)"))
    return {
        "section": list(sections().items()), "zone": list(zones().items()), "workforce": Workforce.choices(),
        "turnover": Turnover.choices(), "result": Result.choices(), "price": Price.choices(),
        "statute": Statute.choices(), "reason": TransferReason.choices(), "routes": Route.choices(),
        "support": Support.choices(), "timetable": Timetable.choices(), "target_quarter": quarters,
    }


def filter_choices() -> dict[str, Choices]:
    return {
        "section": list(sections().items()), "zone": list(zones().items()), "route": Route.choices(),
        "price": Price.choices(), "timetable": Timetable.choices(),
    }


def structure_choices(listing: Listing) -> Choices:
    """The cédant's structures; the one that the listing names stays on offer."""
    mine = {each.id: each.name for each in organizations_of(listing.owner)}
    if listing.organization is not None:
        mine[listing.organization.id] = listing.organization.name
    return [(str(key), name) for key, name in mine.items()]


def exclusion_choices(listing: Listing) -> Choices:
    """Every structure of the club but the cédant's own, which are excluded already."""
    own = {each.id for each in owner_organizations(listing)}
    rows = db.session.scalars(select(Organization).order_by(Organization.sort_key))
    return [(str(each.id), each.name) for each in rows if each.id not in own]
