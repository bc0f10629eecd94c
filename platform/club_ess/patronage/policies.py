"""Who may read an offer, and who may change it."""

import uuid

from sqlalchemy import Select

from club_ess.accounts.models import Person
from club_ess.events import OfferClosed, OfferPublished
from club_ess.organizations.enums import OrganizationKind
from club_ess.patronage.models import Offer
from club_ess.postings.policies import To, get_posting_for, visible_postings
from club_ess.postings.rooms import PostingRoom

OFFERS = PostingRoom(
    noun="offer", model=Offer, published=OfferPublished, closed=OfferClosed,
    may_post=lambda kind: kind is OrganizationKind.COMPANY,
    refusal="Le mécénat de compétences est proposé par des entreprises : votre structure publie plutôt un besoin.",
)


def visible_offers(actor: Person | None) -> Select[Offer]:
    return visible_postings(OFFERS, actor)


def get_offer_for(actor: Person | None, offer_id: uuid.UUID, to: To) -> Offer:
    """Raises NotFound for an offer that the actor may not read, Forbidden for one that they may only read."""
    return get_posting_for(OFFERS, actor, offer_id, to)
