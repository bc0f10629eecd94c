"""What is asked of the index and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("organization", "need", "offer")


@dataclass(frozen=True)
class SearchQuery:
    """A search by people. Facets: OR inside one facet, AND between facets. `sort` is "relevance" or
    "recent"."""

    text: str = ""
    audiences: tuple[str, ...] = ("public",)
    kinds: tuple[str, ...] = KINDS
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    count_facets: tuple[str, ...] = ()
    sort: str = "relevance"
    page: int = 1
    size: int = 20


@dataclass(frozen=True)
class Hit:
    """A document found; both texts are escaped HTML whose only tag is <mark>."""

    id: str
    kind: str
    score: float
    title_html: str
    excerpt_html: str


@dataclass(frozen=True)
class SearchPage:
    """One page of hits. `facet_counts` counts each facet without its own filter, so that other values can
    still be chosen. `corrected` is what was searched instead when nothing was found."""

    hits: list[Hit]
    total: int
    facet_counts: dict[str, dict[str, int]]
    corrected: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """What the person may be typing, and in how many documents its last word stands."""

    text: str
    count: int


@dataclass(frozen=True)
class ScorePart:
    """One part of a score, 0..1. Names: words, skills, distance, sector, size, dates. A missing answer has
    no part."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True)
class Reason:
    """Why, as JSON-able data; the shapes are listed in `explanations`."""

    kind: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class MatchHit:
    """A proposal: score 0..100, its parts, its reasons and the configuration that computed them."""

    id: str
    score: float
    parts: tuple[ScorePart, ...]
    reasons: tuple[Reason, ...]
    configuration: str
