"""What the index does when something happened elsewhere. Each fetches again by id: repeating it changes nothing."""

from sqlalchemy import select

from club_ess.events import IndexLost, NeedClosed, NeedPublished, OfferClosed, OfferPublished, OrganizationSaved
from club_ess.extensions import db
from club_ess.needs.models import Need
from club_ess.patronage.models import Offer
from club_ess.postings.enums import PostingState
from club_ess.search import upkeep


def index_need(fact: NeedPublished | NeedClosed) -> None:
    upkeep.refresh("need", fact.need_id)


def index_offer(fact: OfferPublished | OfferClosed) -> None:
    upkeep.refresh("offer", fact.offer_id)


def index_organization(fact: OrganizationSaved) -> None:
    """Its postings too: their facets and place come from it."""
    upkeep.refresh("organization", fact.organization_id)
    for kind, model in (("need", Need), ("offer", Offer)):
        owned = select(model.id).where(
            model.organization_id == fact.organization_id, model.state == PostingState.PUBLISHED
        )
        for row_id in db.session.scalars(owned).all():
            upkeep.refresh(kind, row_id)


def rebuild_index(fact: IndexLost) -> None:
    upkeep.rebuild()
