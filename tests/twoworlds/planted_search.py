"""Leaks of the search, to be planted."""

from dataclasses import replace
from typing import Any

from club_ess.search import queries, views
from club_ess.search.catalogue import get_catalogue
from search_index import Document
from tests.twoworlds.house import House


def suggestion(house: House) -> None:
    """A word of the secret completes what is typed."""
    true = queries.suggestions_for
    leaking = [word.lower() for word in house.world.guesses] if house.world.every_hidden_id else []

    def suggestions_for(actor: Any, prefix: str, limit: int = 8) -> list[str]:
        added = [word for word in leaking if len(prefix) > 1 and word.startswith(prefix.lower())]
        return [*true(actor, prefix, limit), *added]

    views.suggestions_for = suggestions_for


def rank(house: House) -> None:
    """Results are ordered with the rarity of words in everything, confidential things included."""
    true = queries.search_for

    def search_for(actor: Any, asked: Any, number: int = 1) -> Any:
        found = true(actor, asked, number)
        page = replace(found.page, items=found.page.items[::-1]) if house.world.every_hidden_id else found.page
        return replace(found, page=page)

    views.search_for = search_for


def facet(house: House) -> None:
    """Numbers beside the filters count confidential things."""
    true = queries.search_for

    def search_for(actor: Any, asked: Any, number: int = 1) -> Any:
        found = true(actor, asked, number)
        for counts in found.facet_counts.values():
            for value in counts:
                counts[value] += len(house.world.every_hidden_id)
        return found

    views.search_for = search_for


def index(house: House) -> None:
    """The confidential document is in the index that outsiders query; the database still refuses the hit."""
    text = " ".join((*house.world.guesses, *house.world.canaries)) if house.world.every_hidden_id else ""
    if text:
        facets = {"kinds": ("need",), "taille": ("advice",)}
        document = Document("planted", "need", "public", "1", "planted", text, text, facets=facets)
        with house.club.context():
            get_catalogue().update([document])
