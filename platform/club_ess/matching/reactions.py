"""What the matches do when a posting goes on or off line. Each fetches again by id: repeating it changes nothing."""

from club_ess.events import NeedClosed, NeedPublished, OfferClosed, OfferPublished
from club_ess.matching import operations


def propose_for_need(fact: NeedPublished) -> None:
    operations.propose_for_need(fact.need_id)


def propose_for_offer(fact: OfferPublished) -> None:
    operations.propose_for_offer(fact.offer_id)


def lapse_for_need(fact: NeedClosed) -> None:
    """Unless it was published again meanwhile."""
    operations.propose_for_need(fact.need_id)


def lapse_for_offer(fact: OfferClosed) -> None:
    operations.propose_for_offer(fact.offer_id)
