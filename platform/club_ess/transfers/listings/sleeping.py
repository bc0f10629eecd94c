"""What time does to listings: a warning, then sleep. Run by the schedule."""

from sqlalchemy import select

from club_ess.events import ListingExpiring, ListingWithdrawn
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation, record
from club_ess.transfers import reviewed
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.states import ReviewState


@operation
def expire_listings() -> int:
    """Puts to sleep those whose 90 days are over; returns how many."""
    due = select(Listing).where(Listing.state == ReviewState.PUBLISHED, Listing.expires_at <= clock.now())
    expired = db.session.scalars(due).all()
    for listing in expired:
        reviewed.fall_asleep(listing)
        record(ListingWithdrawn(listing.id))
    return len(expired)


@operation
def warn_expiring_listings() -> int:
    """Says once that some will sleep soon; returns how many."""
    soon = clock.now() + reviewed.WARNED_BEFORE
    due = select(Listing).where(
        Listing.state == ReviewState.PUBLISHED, Listing.warned_at.is_(None), Listing.expires_at <= soon
    )
    warned = db.session.scalars(due).all()
    for listing in warned:
        listing.warned_at = clock.now()
        record(ListingExpiring(listing.id))
    return len(warned)
