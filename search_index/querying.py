"""From what people type to a Whoosh query. Words are analysed, never parsed: `*`, `~` or quotes mean
nothing special."""

from collections.abc import Iterable
from dataclasses import dataclass

from whoosh.query import And, AndMaybe, NullQuery, Or, Query, Term

from search_index.analyzers import Token

TITLE_BOOST = 1.5
EXACT_WORD_BOOST = 0.5
WORDS_THAT_NARROW = 4  # beyond, the text is a sentence: any word may answer, the rarest counts most
MOST_WORDS = 64


def union(queries: Iterable[Query]) -> Or:
    """An Or that loads postings into arrays: more than twice as fast over many terms."""
    union = Or(list(queries))
    union.matcher_type = Or.ARRAY_MATCHER
    return union


@dataclass(frozen=True, slots=True)
class Wanted:
    """`required` says which documents answer, `scored` ranks them as well."""

    required: Query
    scored: Query


def words_query(tokens: list[Token], every_word: bool) -> Wanted:
    """Documents that hold every word, or any; words of the title and words spelled the same count more."""
    terms = list(dict.fromkeys(token.term for token in tokens))[:MOST_WORDS]
    if not terms:
        return Wanted(NullQuery, NullQuery)
    wanted = [Term("body", term) for term in terms]
    exact = {token.surface.lower() for token in tokens[:MOST_WORDS]}
    bonus = [Term("title", term, boost=TITLE_BOOST) for term in terms]
    bonus += [Term("words", word, boost=EXACT_WORD_BOOST) for word in sorted(exact)]
    if every_word:
        return Wanted(And(wanted), AndMaybe(And(wanted), union(bonus)))
    return Wanted(union(wanted), AndMaybe(union(wanted), union([And(wanted), *bonus])))
