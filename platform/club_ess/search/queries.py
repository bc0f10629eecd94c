"""Answering a search: the index finds, the database decides what this person may read."""

import logging
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.pages import Page
from club_ess.postings.enums import Audience
from club_ess.search.catalogue import get_catalogue
from club_ess.search.enums import Facet
from club_ess.search.fallback import search_in_database
from club_ess.search.inputs import Search
from club_ess.search.kinds import KINDS
from club_ess.search.upkeep import ask_for_rebuild
from search_index import Hit, SearchIndexError, SearchPage, SearchQuery

PAGE_SIZE = 20
LONGEST_PREFIX = 60
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Found:
    """A row that may be read; `excerpt` is safe HTML with the words found in <mark>, None without an index."""

    kind: str
    row: Any
    title: Markup | None = None
    excerpt: Markup | None = None


@dataclass(frozen=True)
class Results:
    """`corrected`: what was searched instead, when the words typed are nowhere. `is_simplified`: without the index."""

    page: Page[Found]
    facet_counts: dict[str, dict[str, int]] = field(default_factory=dict)
    corrected: str | None = None
    is_simplified: bool = False


def audiences_of(actor: Person | None) -> tuple[str, ...]:
    """The indexes that a person's searches open; nothing of the others can show in hits, counts or suggestions."""
    return (Audience.PUBLIC.value,) if actor is None else (Audience.PUBLIC.value, Audience.MEMBERS.value)


def search_for(actor: Person | None, asked: Search, number: int = 1) -> Results:
    """One page of results. Without a usable index: a plain search of the database, and a rebuild is promised."""
    query = SearchQuery(
        text=asked.q, audiences=audiences_of(actor), kinds=tuple(KINDS), facets=asked.chosen,
        count_facets=tuple(Facet), sort=asked.tri.value, page=number, size=PAGE_SIZE,
    )
    try:
        found = get_catalogue().search(query)
    except SearchIndexError:
        log.warning("the index cannot be read: searching the database", exc_info=True)
        ask_for_rebuild()
        rows, total = search_in_database(actor, asked, number, PAGE_SIZE)
        return Results(Page([Found(kind, row) for kind, row in rows], number, PAGE_SIZE, total), is_simplified=True)
    page = Page(_readable(actor, found), number, PAGE_SIZE, found.total)
    return Results(page, found.facet_counts, found.corrected)


def _readable(actor: Person | None, found: SearchPage) -> list[Found]:
    """The hits that the database says this person may read, in the order of the index: one query a kind."""
    by_kind: dict[str, list[uuid.UUID]] = defaultdict(list)
    for hit in found.hits:
        by_kind[hit.kind].append(uuid.UUID(hit.id))
    rows: dict[tuple[str, str], Any] = {}
    for kind, ids in by_kind.items():
        allowed = KINDS[kind].visible(actor).where(KINDS[kind].model.id.in_(ids))
        rows |= {(kind, str(row.id)): row for row in db.session.scalars(allowed)}
    return [_found(hit, rows[hit.kind, hit.id]) for hit in found.hits if (hit.kind, hit.id) in rows]


def _found(hit: Hit, row: Any) -> Found:
    # The engine promises escaped HTML whose only tag is <mark>.
    return Found(hit.kind, row, Markup(hit.title_html), Markup(hit.excerpt_html))  # noqa: S704


def suggestions_for(actor: Person | None, prefix: str, limit: int = 8) -> list[str]:
    """Completions of the word being typed; none rather than an error without an index."""
    if not prefix or len(prefix) > LONGEST_PREFIX:
        return []
    try:
        found = get_catalogue().suggest(prefix, audiences=audiences_of(actor), kinds=tuple(KINDS), limit=limit)
    except SearchIndexError:
        ask_for_rebuild()
        return []
    return [suggestion.text for suggestion in found]
