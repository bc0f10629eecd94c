"""What matching adds to the page of a need or an offer, for the people who posted it."""

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.matching.enums import MatchState
from club_ess.matching.models import Match
from club_ess.matching.policies import visible_matches
from club_ess.matching.shapes import match_cards
from club_ess.needs.models import Need
from club_ess.organizations.panels import Panel
from club_ess.organizations.policies import is_member
from club_ess.postings.models import Posting

SHOWN = (MatchState.PROPOSED, MatchState.ACCEPTED)


def proposals_panel(posting: Posting, actor: Person | None) -> Panel | None:
    """The proposals of an open posting, best first, or what to do while there are none."""
    if actor is None or not posting.is_open or not is_member(actor, posting.organization_id):
        return None
    mine = Match.need_id if isinstance(posting, Need) else Match.offer_id
    shown = visible_matches(actor).where(mine == posting.id, Match.state.in_(SHOWN))
    rows = db.session.scalars(shown.order_by(Match.score.desc(), Match.id))
    endpoint = "seek_for_need" if isinstance(posting, Need) else "seek_for_offer"
    key = "need_id" if isinstance(posting, Need) else "offer_id"
    context = {
        "cards": match_cards(rows, actor), "seek_endpoint": f"matching.{endpoint}",
        "seek_args": {key: posting.id},
    }
    return Panel("matching/_panel.html", context)
