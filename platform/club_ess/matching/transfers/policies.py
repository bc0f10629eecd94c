"""Who may see a proposal of transmission: each side sees its own, while it may still know of the other."""

import uuid

from sqlalchemy import Select, or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import NotFound
from club_ess.matching.transfers.enums import TransferMatchState
from club_ess.matching.transfers.models import TransferMatch
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import held_listings, readable_teasers
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import carried_projects
from club_ess.transfers.states import ReviewState


def visible_transfer_matches(actor: Person | None) -> Select[TransferMatch]:
    """Open proposals between a listing and a project that are both on line, and that one of the actor's sides."""
    on_line = select(Project.id).where(Project.state == ReviewState.PUBLISHED)
    held = held_listings(actor).where(Listing.state == ReviewState.PUBLISHED).with_only_columns(Listing.id)
    carried = carried_projects(actor).with_only_columns(Project.id)
    as_cedant = TransferMatch.listing_id.in_(held) & TransferMatch.project_id.in_(on_line)
    read = readable_teasers(actor).with_only_columns(Listing.id)
    as_repreneur = TransferMatch.listing_id.in_(read) & TransferMatch.project_id.in_(carried)
    proposed = TransferMatch.state == TransferMatchState.PROPOSED
    return select(TransferMatch).where(proposed, or_(as_cedant, as_repreneur))


def get_transfer_match_for(actor: Person | None, match_id: uuid.UUID) -> TransferMatch:
    """Whoever sees it may set it aside. Raises NotFound."""
    match = db.session.scalar(visible_transfer_matches(actor).where(TransferMatch.id == match_id))
    if match is None:
        raise NotFound()
    return match


def side_of(actor: Person, match: TransferMatch) -> Side:
    held = held_listings(actor).where(Listing.id == match.listing_id).with_only_columns(Listing.id)
    return Side.CEDANT if db.session.scalar(held) is not None else Side.REPRENEUR
