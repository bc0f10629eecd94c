"""What matching keeps of a document: weighted terms, the words as typed, skills, trades and circumstances."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from search_index.analyzers import Token, analyze, fold
from search_index.documents import Document, Place
from search_index.skills import recognise
from search_index.synonyms import expansions
from search_index.trades import Trades, trades_of

CONTEXT_WEIGHT = 0.5  # words around a document, against one of its own
EXPANSION_WEIGHT = 0.5  # an acronym opened, or folded back


@dataclass(frozen=True, slots=True)
class Profile:
    """Computed once when a document is indexed, and kept with it.

    `terms`: term → weight (1 + ln of its boosted count). `surfaces`: term → the first word that gave it, as
    typed. `words`: folded word → (term, weight), from which the four-letter pieces are cut. `spellings`: all the
    words as typed, in lower case.
    """

    terms: Mapping[str, float]
    surfaces: Mapping[str, str]
    words: Mapping[str, tuple[str, float]]
    skills: Mapping[str, float]
    trades: Trades
    spellings: tuple[str, ...]
    place: Place | None
    is_remote: bool
    sector: str | None
    days: float | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, by where they stand."""

    title: list[Token]
    text: list[Token]
    chosen: list[Token]
    around: list[Token]

    def all(self) -> list[Token]:
        """Every word, the title first."""
        return [*self.title, *self.text, *self.chosen, *self.around]


def words_of(document: Document) -> Words:
    """The analysis of a document, to be made once: it costs most of the profile."""
    skills = " ; ".join(document.skills)
    return Words(*(analyze(text) for text in (document.title, document.text, skills, document.context)))


def build_profile(document: Document, words: Words | None = None) -> Profile:
    """The profile of a document; the same document always gives the same profile. `words`: when already known."""
    words = words or words_of(document)
    title, text, chosen, around, written = words.title, words.text, words.chosen, words.around, words.all()
    counts: dict[str, float] = defaultdict(float)
    for tokens, weight in ((title, 1.0), (text, 1.0), (chosen, 1.0), (around, CONTEXT_WEIGHT)):
        for token in tokens:
            counts[token.term] += weight
    terms = {term: _saturated(count) for term, count in counts.items()}
    for term in sorted(expansions(written)):
        terms[term] = EXPANSION_WEIGHT
    return Profile(
        terms=terms,
        surfaces={token.term: token.surface for token in reversed(written)},
        words=_words(written, terms),
        skills=recognise(document.skills, [*title, *text, *around]),
        trades=trades_of(terms),
        spellings=tuple(sorted({token.surface.lower() for token in written})),
        place=document.place,
        is_remote=document.is_remote,
        sector=document.sector,
        days=document.days,
        starts_on=document.starts_on,
        ends_on=document.ends_on,
    )


def _saturated(count: float) -> float:
    return 1 + math.log(count) if count >= 1 else count


def _words(tokens: list[Token], terms: Mapping[str, float]) -> dict[str, tuple[str, float]]:
    """Each folded word once; words of one term share its weight."""
    words = {fold(token.surface): token.term for token in tokens}
    sharing = Counter(words.values())
    return {word: (term, terms[term] / sharing[term]) for word, term in words.items()}
