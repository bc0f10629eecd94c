"""Needs as plain data."""

from typing import Any

from flask import url_for

from club_ess.accounts.models import Person
from club_ess.needs.models import Need
from club_ess.postings.shapes import posting_card


def need_card(need: Need, actor: Person | None) -> dict[str, Any]:
    """For macros/cards.html. Whoever reads the posting reads all of its card: `actor` is asked of every shape."""
    return posting_card(need, url_for("needs.show", need_id=need.id))
