"""What the proposals add to the pages of a listing and of a project, for the people who hold or carry them."""

import logging
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.matching.transfers.fitting import how_many_fit
from club_ess.matching.transfers.models import TransferMatch
from club_ess.matching.transfers.policies import visible_transfer_matches
from club_ess.matching.transfers.shapes import transfer_match_card
from club_ess.organizations.panels import Panel
from club_ess.search.proposals import Unavailable
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project

SHOWN = 10
log = logging.getLogger(__name__)


def projects_panel(listing: Listing, actor: Person) -> Panel | None:
    """« Repreneurs qui correspondent », on the cédant's page of a listing on line."""
    if not listing.is_open:
        return None
    mine = visible_transfer_matches(actor).where(TransferMatch.listing_id == listing.id, _not_approached())
    return Panel("transfer_matches/_projects.html", {"cards": _cards(mine, Side.CEDANT)})


def listings_panel(project: Project, actor: Person) -> Panel | None:
    """« Annonces qui correspondent », on the page of a project on line."""
    if not project.is_open:
        return None
    mine = visible_transfer_matches(actor).where(TransferMatch.project_id == project.id, _not_approached())
    return Panel("transfer_matches/_listings.html", {"cards": _cards(mine, Side.REPRENEUR)})


def fitting_panel(listing: Listing, actor: Person) -> Panel:
    """« Combien de repreneurs correspondent ? », before publishing."""
    try:
        number = how_many_fit(listing)
    except Unavailable:
        log.warning("the index cannot be read: fitting projects are not counted", exc_info=True)
        number = None
    return Panel("transfer_matches/_fitting.html", {"number": number})


def _not_approached() -> ColumnElement[bool]:
    """An approach has its own page: its proposal has done its work."""
    near = select(Approach.id).where(
        Approach.listing_id == TransferMatch.listing_id, Approach.project_id == TransferMatch.project_id
    )
    return ~near.exists()


def _cards(rows: Select[TransferMatch], side: Side) -> list[dict[str, Any]]:
    best = rows.order_by(TransferMatch.score.desc(), TransferMatch.id).limit(SHOWN)
    return [transfer_match_card(match, side) for match in db.session.scalars(best)]
