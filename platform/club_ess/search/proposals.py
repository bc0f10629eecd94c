"""What the matching room asks of the engine, as plain data: it never sees the engine itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from club_ess.kit.text import markdown
from club_ess.needs.models import Need
from club_ess.patronage.models import Offer
from club_ess.search.catalogue import get_catalogue
from club_ess.search.documents import need_document, offer_document
from club_ess.search.transfer_documents import listing_document, project_document
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project
from search_index import MatchHit, SearchIndexError, analyze
from search_index.highlights import mark_words

Unavailable = SearchIndexError  # what the rooms above may catch: they never see the engine
PUBLIC_KINDS = ("need", "offer", "organization")


@dataclass(frozen=True)
class Explanation:
    """Score 0..100 of a need (side `a` of the reasons) and an offer (side `b`); parts and reasons are JSON-able."""

    score: float
    configuration: str
    parts: list[dict[str, Any]]
    reasons: list[dict[str, Any]]

    @property
    def is_explained(self) -> bool:
        """A proposal stands on a word or a skill: near and available is not enough."""
        return any(reason["kind"] in ("words", "skills") for reason in self.reasons)


def offers_near(need: Need, most: int, excluded: Iterable[str]) -> list[str]:
    """Ids of the offers that suit a need best. Raises SearchIndexError."""
    return [hit.id for hit in get_catalogue().match(need_document(need), "offer", limit=most, excluded=set(excluded))]


def needs_near(offer: Offer, most: int, excluded: Iterable[str]) -> list[str]:
    """Ids of the needs that suit an offer best. Raises SearchIndexError."""
    return [hit.id for hit in get_catalogue().match(offer_document(offer), "need", limit=most, excluded=set(excluded))]


def explain(need: Need, offer: Offer) -> Explanation:
    """Always computed from the need's side, so both sides are told the same. Raises SearchIndexError."""
    return _explanation(get_catalogue().explain(need_document(need), offer_document(offer)))


def explain_transfers(listing: Listing, projects: Sequence[Project]) -> list[Explanation]:
    """The listing (side `a`) with each project (side `b`): the teaser's words against the project's, nothing else.

    Neither is in any index; what is rare is read from public documents. Raises SearchIndexError.
    """
    documents = [project_document(project) for project in projects]
    hits = get_catalogue().explain_each(listing_document(listing), documents, over=PUBLIC_KINDS)
    return [_explanation(hit) for hit in hits]


def _explanation(hit: MatchHit) -> Explanation:
    return Explanation(
        score=hit.score,
        configuration=hit.configuration,
        parts=[{"name": part.name, "value": part.value, "weight": part.weight} for part in hit.parts],
        reasons=[{"kind": reason.kind, "data": dict(reason.data)} for reason in hit.reasons],
    )


def marked_paragraphs(source: str, words: Iterable[str]) -> list[Markup]:
    """A Markdown text as escaped paragraphs, the given words (and their inflections) in <mark>."""
    terms = _terms(words)
    blocks = (markdown(block).striptags() for block in source.split("\n\n"))
    return [Markup(mark_words(block, terms)) for block in blocks if block]  # noqa: S704 (escaped by mark_words)


def marked(text: str, words: Iterable[str]) -> Markup:
    """One line, the same way."""
    return Markup(mark_words(text, _terms(words)))  # noqa: S704 (escaped by mark_words)


def is_same_word(one: str, other: str) -> bool:
    """True for two forms of one word, as the engine reads them: « industriel », « industrielles »."""
    return _terms([one]) == _terms([other])


def _terms(words: Iterable[str]) -> set[str]:
    return {token.term for word in words for token in analyze(word)}
