"""Search by people over several shelves: pages, facet counts, one typing mistake tolerated, suggestions.

Whoosh says which documents hold the words and ranks them; facets, dates and counts come from the ledgers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search_index.analyzers import Token, analyze, normalize
from search_index.documents import Document
from search_index.highlights import excerpt, mark_words
from search_index.ledger import Ledger
from search_index.querying import WORDS_THAT_NARROW, Wanted, words_query
from search_index.results import Hit, SearchPage, SearchQuery, Suggestion
from search_index.shelves import Reading, honest_errors
from search_index.vocabulary import nearest, starting_with

DEEPEST_HIT = 10_000
FEW_ANSWERS = (
    3  # fewer than this to three words or more: any of the words may answer, those with every word first
)

Mask = npt.NDArray[np.bool_]  # one truth a document of a ledger
Facets = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Asked:
    """A query with the words it became; no words: everything. `answers`: on each shelf, whatever the facets."""

    tokens: list[Token]
    wanted: Wanted | None
    answers: list[tuple[Reading, Mask]]
    corrected: str | None = None

    def total(self, facets: Facets) -> int:
        """How many documents answer under these facets."""
        return sum(int(narrowed(shelf.ledger(), answers, facets).sum()) for shelf, answers in self.answers)


@dataclass(frozen=True)
class _Found:
    document: Document
    rank: float  # score, or seconds since 1970 when sorted by date


def search(shelves: Sequence[Reading], query: SearchQuery) -> SearchPage:
    """Every word; failing that the words corrected of one mistake; failing that any of the words."""
    if not query.text.strip():
        everything = [(shelf, np.ones(len(shelf.ledger().rows), dtype=bool)) for shelf in shelves]
        return _page(query, _Asked([], None, everything))
    tokens = analyze(query.text)
    asked = _ask(shelves, tokens, every_word=len(tokens) <= WORDS_THAT_NARROW)
    total = asked.total(query.facets)
    if not total:
        asked = _second_chance(shelves, query, tokens)
    elif total < FEW_ANSWERS and len(tokens) > 2:
        asked = _ask(shelves, tokens, every_word=False)
    return _page(query, asked)


def _ask(
    shelves: Sequence[Reading], tokens: list[Token], every_word: bool, corrected: str | None = None
) -> _Asked:
    wanted = words_query(tokens, every_word)
    return _Asked(tokens, wanted, [(shelf, _answers(shelf, wanted)) for shelf in shelves], corrected)


def _answers(shelf: Reading, wanted: Wanted) -> Mask:
    ledger = shelf.ledger()
    with honest_errors(shelf.path):
        docnums = list(wanted.required.docs(shelf.searcher))
    return np.isin(ledger.docnums, docnums)


def _second_chance(shelves: Sequence[Reading], query: SearchQuery, tokens: list[Token]) -> _Asked:
    corrected = correct(shelves, query.text, tokens)
    if corrected is not None:
        asked = _ask(shelves, analyze(corrected), every_word=True, corrected=corrected)
        if asked.total(query.facets):
            return asked
    return _ask(shelves, tokens, every_word=False)


def narrowed(ledger: Ledger, answers: Mask, facets: Facets) -> Mask:
    """OR inside a facet, AND between facets."""
    for name, values in facets.items():
        if values:
            answers = answers & ledger.with_facet(name, values)
    return answers


def correct(shelves: Sequence[Reading], text: str, tokens: list[Token]) -> str | None:
    """The text with each word these shelves do not know replaced by the nearest they know; None when
    nothing changes."""
    typed = corrected = normalize(text)
    ledgers = [shelf.ledger() for shelf in shelves]
    for token in reversed(tokens):
        if any(ledger.holds_term(token.term) for ledger in ledgers):
            continue
        near = [found for ledger in ledgers if (found := nearest(ledger, token.surface))]
        if near:
            word, _ = max(near, key=lambda found: (found[1], found[0]))
            corrected = corrected[: token.start] + word + corrected[token.end :]
    return corrected if corrected != typed else None


def _page(query: SearchQuery, asked: _Asked) -> SearchPage:
    page, size = max(1, query.page), max(1, query.size)
    depth = min(page * size, DEEPEST_HIT)
    found = [hit for shelf, answers in asked.answers for hit in _found(shelf, answers, query, asked.wanted, depth)]
    found.sort(key=lambda hit: -hit.rank)
    terms = {token.term for token in asked.tokens}
    return SearchPage(
        hits=[_hit(hit, terms) for hit in found[(page - 1) * size : page * size]],
        total=asked.total(query.facets),
        facet_counts={name: _facet_counts(asked, query.facets, name) for name in query.count_facets},
        corrected=asked.corrected,
    )


def _found(
    shelf: Reading, answers: Mask, query: SearchQuery, wanted: Wanted | None, depth: int
) -> list[_Found]:
    ledger = shelf.ledger()
    kept = np.flatnonzero(narrowed(ledger, answers, query.facets))
    if wanted is None or query.sort == "recent":
        latest = kept[np.argsort(-ledger.updated[kept], kind="stable")[:depth]]
        return [_Found(ledger.rows[at].document, float(ledger.updated[at])) for at in latest.tolist()]
    if not len(kept):
        return []
    with honest_errors(shelf.path):
        among = set(ledger.docnums[kept].tolist())
        results = shelf.searcher.search(wanted.scored, limit=depth, filter=among, optimize=False)
    places = np.searchsorted(ledger.docnums, [docnum for _, docnum in results.top_n]).tolist()
    return [_Found(ledger.rows[at].document, score) for at, (score, _) in zip(places, results.top_n, strict=True)]


def _hit(found: _Found, terms: set[str]) -> Hit:
    document = found.document
    title, text = mark_words(document.title, terms), excerpt(document.text, terms)
    return Hit(document.id, document.kind, round(found.rank, 4), title, text)


def _facet_counts(asked: _Asked, facets: Facets, name: str) -> dict[str, int]:
    others = {facet: values for facet, values in facets.items() if facet != name}
    counts: Counter[str] = Counter()
    for shelf, answers in asked.answers:
        ledger = shelf.ledger()
        for value, count in ledger.facet_counts(name, narrowed(ledger, answers, others)):
            counts[value] += count
    return dict(counts.most_common())


def suggest(shelves: Sequence[Reading], prefix: str, limit: int) -> list[Suggestion]:
    """Completions of the last word being typed, most frequent first; what comes before it is kept as
    typed."""
    before, space, last = normalize(prefix).rpartition(" ")
    if len(last) < 2:
        return []
    counts: Counter[str] = Counter()
    for shelf in shelves:
        for word, count in starting_with(shelf.ledger(), last):
            counts[word] += count
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]
    return [Suggestion(before + space + word, count) for word, count in best]
