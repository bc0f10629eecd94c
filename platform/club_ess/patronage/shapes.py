"""Offers as plain data."""

from typing import Any

from flask import url_for

from club_ess.accounts.models import Person
from club_ess.patronage.models import Offer
from club_ess.postings.shapes import posting_card


def offer_card(offer: Offer, actor: Person | None) -> dict[str, Any]:
    """For macros/cards.html. Whoever reads the posting reads all of its card: `actor` is asked of every shape."""
    return posting_card(offer, url_for("patronage.show", offer_id=offer.id))
