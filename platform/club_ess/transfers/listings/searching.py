"""The teasers that a repreneur may read, narrowed by what they look for. No count is ever given."""

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.reference.zones import M2A
from club_ess.transfers.listings.inputs import TeaserFilters
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import readable_teasers
from club_ess.transfers.listings.shapes import week_of


def find_teasers(actor: Person, asked: TeaserFilters) -> list[Listing]:
    """The newest week first; within a week in an order that tells nothing."""
    found = [listing for listing in db.session.scalars(readable_teasers(actor)) if _fits(listing, asked)]
    by_chance = sorted(found, key=lambda listing: listing.id)
    return sorted(by_chance, key=lambda each: week_of(each.published_at or each.created_at), reverse=True)


def _fits(listing: Listing, asked: TeaserFilters) -> bool:
    """What a teaser does not tell may be anything: many hide a field so that nobody recognises them."""
    told = (
        (asked.section, listing.section), (asked.price, listing.price), (asked.timetable, listing.timetable),
        (asked.zone, None if listing.zone == M2A else listing.zone),
    )
    fits_words = all(wanted in (None, M2A, value) or value is None for wanted, value in told)
    return fits_words and (asked.route is None or asked.route.value in listing.routes)
