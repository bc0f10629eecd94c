"""Who may see a proposal and answer it: the people of its two organizations, and nobody else."""

import uuid
from collections.abc import Container
from typing import Literal

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import contains_eager

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import NotFound
from club_ess.matching.enums import MatchSide
from club_ess.matching.models import Match
from club_ess.needs.models import Need
from club_ess.organizations.policies import organization_ids_of
from club_ess.patronage.models import Offer

To = Literal["read", "accept", "decline", "withdraw"]


def visible_matches(actor: Person | None) -> Select[Match]:
    """Those of the actor's organizations, with both postings and their organizations in one query."""
    mine = organization_ids_of(actor)
    is_mine = or_(Need.organization_id.in_(mine), Offer.organization_id.in_(mine)) if mine else false()
    postings = (
        contains_eager(Match.need).joinedload(Need.organization),
        contains_eager(Match.offer).joinedload(Offer.organization),
    )
    return select(Match).join(Match.need).join(Match.offer).where(is_mine).options(*postings)


def get_match_for(actor: Person | None, match_id: uuid.UUID, to: To) -> Match:
    """Every person of either organization may read and answer. Raises NotFound to everybody else.

    Whether the answer still makes sense is the state's business: see `operations`.
    """
    match = db.session.scalar(visible_matches(actor).where(Match.id == match_id))
    if match is None:
        raise NotFound()
    return match


def side_of(match: Match, mine: Container[uuid.UUID]) -> MatchSide:
    """The side of a person whose organizations these are; somebody of both speaks for the need."""
    return MatchSide.NEED if match.need.organization_id in mine else MatchSide.OFFER
