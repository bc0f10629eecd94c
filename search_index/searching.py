"""Search by people over several shelves: pages, facet counts, one typing mistake tolerated, suggestions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whoosh.query import Query
from whoosh.sorting import FieldFacet

from search_index.analyzers import Token, analyze, normalize
from search_index.highlights import excerpt, mark_words
from search_index.querying import WORDS_THAT_NARROW, everything, with_facets, words_query
from search_index.results import Hit, SearchPage, SearchQuery, Suggestion
from search_index.schema import FACET_SEPARATOR, read_content
from search_index.shelves import Reading, honest_errors
from search_index.vocabulary import nearest, starting_with

DEEPEST_HIT = 10_000
FEW_ANSWERS = (
    3  # fewer than this to three words or more: any of the words may answer, those with every word first
)


@dataclass(frozen=True)
class _Found:
    shelf: Reading
    docnum: int
    rank: float  # score, or seconds since 1970 when sorted by date


def search(shelves: Sequence[Reading], query: SearchQuery) -> SearchPage:
    """Every word; failing that the words corrected of one mistake; failing that any of the words."""
    tokens, corrected = analyze(query.text), None
    if not query.text.strip():
        wanted = everything()
    else:
        wanted = words_query(tokens, every_word=len(tokens) <= WORDS_THAT_NARROW)
        answers = _total(shelves, wanted, query.facets)
        if not answers:
            tokens, corrected, wanted = _second_chance(shelves, query, tokens)
        elif answers < FEW_ANSWERS and len(tokens) > 2:
            wanted = words_query(tokens, every_word=False)
    return _page(shelves, query, wanted, tokens, corrected)


def _second_chance(
    shelves: Sequence[Reading], query: SearchQuery, tokens: list[Token]
) -> tuple[list[Token], str | None, Query]:
    corrected = correct(shelves, query.text, tokens)
    if corrected is not None:
        retyped = analyze(corrected)
        wanted = words_query(retyped, every_word=True)
        if _total(shelves, wanted, query.facets):
            return retyped, corrected, wanted
    return tokens, None, words_query(tokens, every_word=False)


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


def _total(shelves: Sequence[Reading], wanted: Query, facets: Mapping[str, tuple[str, ...]]) -> int:
    return sum(len(_docnums(shelf, with_facets(wanted, facets))) for shelf in shelves)


def _docnums(shelf: Reading, wanted: Query) -> list[int]:
    with honest_errors(shelf.path):
        return list(wanted.docs(shelf.searcher))


def _page(
    shelves: Sequence[Reading], query: SearchQuery, wanted: Query, tokens: list[Token], corrected: str | None
) -> SearchPage:
    narrowed = with_facets(wanted, query.facets)
    page, size = max(1, query.page), max(1, query.size)
    depth = min(page * size, DEEPEST_HIT)
    by_date = query.sort == "recent" or not query.text.strip()
    found = [hit for shelf in shelves for hit in _found(shelf, narrowed, depth, by_date)]
    found.sort(key=lambda hit: -hit.rank)
    terms = {token.term for token in tokens}
    return SearchPage(
        hits=[_hit(hit, terms) for hit in found[(page - 1) * size : page * size]],
        total=_total(shelves, wanted, query.facets),
        facet_counts={name: _facet_counts(shelves, query, wanted, name) for name in query.count_facets},
        corrected=corrected,
    )


def _found(shelf: Reading, narrowed: Query, depth: int, by_date: bool) -> list[_Found]:
    with honest_errors(shelf.path):
        searcher = shelf.searcher
        if not by_date:
            results = searcher.search(narrowed, limit=depth, optimize=False)
            return [_Found(shelf, docnum, score) for score, docnum in results.top_n]
        results = searcher.search(narrowed, limit=depth, sortedby=FieldFacet("updated", reverse=True))
        moments = searcher.reader().column_reader("updated")
        return [_Found(shelf, docnum, float(moments[docnum])) for _, docnum in results.top_n]


def _hit(found: _Found, terms: set[str]) -> Hit:
    with honest_errors(found.shelf.path):
        document, _ = read_content(found.shelf.searcher.stored_fields(found.docnum))
    title, text = mark_words(document.title, terms), excerpt(document.text, terms)
    return Hit(document.id, document.kind, round(found.rank, 4), title, text)


def _facet_counts(shelves: Sequence[Reading], query: SearchQuery, wanted: Query, name: str) -> dict[str, int]:
    others = {facet: values for facet, values in query.facets.items() if facet != name}
    counts: Counter[str] = Counter()
    for shelf in shelves:
        docnums = _docnums(shelf, with_facets(wanted, others))
        with honest_errors(shelf.path):
            column = shelf.searcher.reader().column_reader("facets")
            rows = Counter(column[docnum] for docnum in docnums)
        for row, times in rows.items():
            for term in row.decode().split(FACET_SEPARATOR):
                facet, _, value = term.partition("=")
                if facet == name:
                    counts[value] += times
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
