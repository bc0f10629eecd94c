"""From what people type to a Whoosh query. Words are analysed, never parsed: `*`, `~` or quotes mean
nothing special."""

from collections.abc import Iterable, Mapping

from whoosh.query import And, AndMaybe, ConstantScoreQuery, Every, NullQuery, Or, Query, Term

from search_index.analyzers import Token
from search_index.schema import facet_term

TITLE_BOOST = 1.5
EXACT_WORD_BOOST = 0.5
WORDS_THAT_NARROW = 4  # beyond, the text is a sentence: any word may answer, the rarest counts most
MOST_WORDS = 64


def union(queries: Iterable[Query]) -> Or:
    """An Or that loads postings into arrays: more than twice as fast over many terms."""
    union = Or(list(queries))
    union.matcher_type = Or.ARRAY_MATCHER
    return union


def words_query(tokens: list[Token], every_word: bool) -> Query:
    """Documents that hold every word, or any; words of the title and words spelled the same count more."""
    terms = list(dict.fromkeys(token.term for token in tokens))[:MOST_WORDS]
    if not terms:
        return NullQuery
    wanted = [Term("body", term) for term in terms]
    exact = {token.surface.lower() for token in tokens[:MOST_WORDS]}
    bonus = [Term("title", term, boost=TITLE_BOOST) for term in terms]
    bonus += [Term("words", word, boost=EXACT_WORD_BOOST) for word in sorted(exact)]
    if every_word:
        return AndMaybe(And(wanted), union(bonus))
    return AndMaybe(union(wanted), union([And(wanted), *bonus]))


def with_facets(query: Query, facets: Mapping[str, tuple[str, ...]]) -> Query:
    """Narrow a query; facets never weigh in the score."""
    filters = [
        ConstantScoreQuery(Or([Term("facet", facet_term(name, value)) for value in values]), 0.0)
        for name, values in facets.items()
        if values
    ]
    return And([query, *filters]) if filters else query


def everything() -> Query:
    """Every document of a shelf."""
    return Every()
