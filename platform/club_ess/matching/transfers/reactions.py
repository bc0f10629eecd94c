"""What the proposals do when a listing or a project goes on or off line. Repeating it changes nothing."""

from club_ess.events import ListingPublished, ListingWithdrawn, ProjectPublished, ProjectWithdrawn
from club_ess.matching.transfers import proposing


def propose_for_listing(fact: ListingPublished | ListingWithdrawn) -> None:
    """Whatever the fact said, the listing is read as it stands now."""
    proposing.propose_for_listing(fact.listing_id)


def propose_for_project(fact: ProjectPublished | ProjectWithdrawn) -> None:
    proposing.propose_for_project(fact.project_id)
