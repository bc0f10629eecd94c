"""What approaches do when something happened to a listing, a mandate or a project. All are safe to repeat."""

from club_ess.events import ListingWithdrawn, MandateEnded, MandateGiven, ProjectReviewed, ProjectWithdrawn
from club_ess.extensions import db
from club_ess.transfers.approaches.endings import end_with_listing, end_with_project
from club_ess.transfers.approaches.thread import sync_advisers, sync_people
from club_ess.transfers.listings.models import Mandate


def follow_mandate(fact: MandateGiven | MandateEnded) -> None:
    """Advisers join the conversations of the listing, or leave them."""
    mandate = db.session.get(Mandate, fact.mandate_id)
    if mandate is not None:
        sync_advisers(mandate.listing_id)


def follow_project(fact: ProjectReviewed | ProjectWithdrawn) -> None:
    """Whoever joined the project takes part in its conversations, and whoever left does not."""
    sync_people(fact.project_id)


def end_closed_listing(fact: ListingWithdrawn) -> None:
    end_with_listing(fact.listing_id)


def end_closed_project(fact: ProjectWithdrawn) -> None:
    end_with_project(fact.project_id)
