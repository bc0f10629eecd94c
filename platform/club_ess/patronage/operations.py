"""What happens to an offer: one verb, one transaction. The rules are those of `postings.lifecycle`."""

import uuid

from club_ess.accounts.models import Person
from club_ess.kit.operation import operation
from club_ess.patronage.inputs import CloseOffer, EditOffer, PostOffer
from club_ess.patronage.policies import OFFERS
from club_ess.postings import lifecycle


@operation
def post_offer(actor: Person, asked: PostOffer) -> uuid.UUID:
    return lifecycle.post(OFFERS, actor, asked)


@operation
def publish_offer(actor: Person, offer_id: uuid.UUID) -> None:
    lifecycle.publish(OFFERS, actor, offer_id)


@operation
def edit_offer(actor: Person, offer_id: uuid.UUID, asked: EditOffer) -> None:
    lifecycle.edit(OFFERS, actor, offer_id, asked)


@operation
def renew_offer(actor: Person, offer_id: uuid.UUID) -> None:
    lifecycle.renew(OFFERS, actor, offer_id)


@operation
def close_offer(actor: Person, offer_id: uuid.UUID, asked: CloseOffer) -> None:
    lifecycle.close(OFFERS, actor, offer_id, asked)


@operation
def expire_offers() -> int:
    return lifecycle.expire(OFFERS)
