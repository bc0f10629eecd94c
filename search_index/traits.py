"""A profile as arrays of numbers, ready to be compared; made once a document and version, kept in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from search_index.documents import Document, Place
from search_index.numbering import FACETS, OWNERS, ROOTS, SKILLS, SPELLINGS, TERMS, WORDS, Numbers
from search_index.profiles import Profile
from search_index.skills import skill_of
from search_index.trades import Trades

Weights = npt.NDArray[np.float32]
ROOT_LENGTH = 5
NEAREST_TRADES = 40  # enough to tell who is likely; the exact score reads them all


@dataclass(frozen=True, slots=True)
class Feature:
    """Numbers in rising order, so that two documents meet in the same order from either side, and their weights."""

    numbers: Numbers
    weights: Weights


@dataclass(frozen=True)
class Traits:
    """What is compared of a document. `word_terms`: the term each word stands for; `roots`:
    how long words begin; `families`: of its skills."""

    terms: Feature
    words: Feature
    word_terms: Numbers
    roots: Feature
    skills: Feature
    families: Feature
    trades: Feature
    nearest_trades: Feature
    place: Place | None
    is_remote: bool
    sector: str | None
    days: float | None
    starts_on: date | None
    ends_on: date | None

    @cached_property
    def pieces(self) -> tuple[Numbers, npt.NDArray[np.int16], npt.NDArray[np.int16]]:
        """Numbers of the four-letter pieces of all words; for each piece of each word, its place among them;
        how many pieces each word has."""
        by_word = [WORDS.pieces[number] for number in self.words.numbers]
        numbers, places = np.unique(np.concatenate([*by_word, np.zeros(0, np.int32)]), return_inverse=True)
        return numbers, places.astype(np.int16), np.array([len(pieces) for pieces in by_word], dtype=np.int16)


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept in memory of a document of a shelf; `updated` in seconds since 1970."""

    document: Document
    owner: int
    traits: Traits
    spellings: Numbers
    facets: Feature
    updated: int


def row_of(document: Document, profile: Profile) -> Row:
    """The row of a stored document."""
    facets = {facet_term(name, value): 1.0 for name, values in document.facets.items() for value in values}
    return Row(
        document,
        int(OWNERS.of([document.owner])[0]),
        traits_of(profile),
        SPELLINGS.of(profile.spellings),
        _feature(FACETS.of(facets), list(facets.values())),
        int(document.updated_at.timestamp()) if document.updated_at else 0,
    )


def facet_term(name: str, value: str) -> str:
    """How a facet value is named."""
    return f"{name}={value}"


def traits_of(profile: Profile) -> Traits:
    """The arrays of a profile."""
    words = WORDS.of(profile.words)
    order = np.argsort(words)
    weights = np.array([weight for _, weight in profile.words.values()], dtype=np.float32)
    return Traits(
        terms=_feature(TERMS.of(profile.terms), list(profile.terms.values())),
        words=Feature(words[order], weights[order]),
        word_terms=TERMS.of(term for term, _ in profile.words.values())[order],
        roots=_roots(profile),
        skills=_feature(SKILLS.of(profile.skills), list(profile.skills.values())),
        families=_families(profile.skills),
        trades=_trades(profile.trades, len(profile.trades.numbers)),
        nearest_trades=_trades(profile.trades, NEAREST_TRADES),
        place=profile.place,
        is_remote=profile.is_remote,
        sector=profile.sector,
        days=profile.days,
        starts_on=profile.starts_on,
        ends_on=profile.ends_on,
    )


def _feature(numbers: Numbers, weights: list[float]) -> Feature:
    order = np.argsort(numbers)
    return Feature(numbers[order], np.array(weights, dtype=np.float32)[order])


def _roots(profile: Profile) -> Feature:
    weights: dict[str, float] = {}
    for word, (_, weight) in profile.words.items():
        if len(word) > ROOT_LENGTH:
            weights[word[:ROOT_LENGTH]] = max(weight, weights.get(word[:ROOT_LENGTH], 0.0))
    return _feature(ROOTS.of(weights), list(weights.values()))


def _trades(trades: Trades, count: int) -> Feature:
    numbers = trades.numbers[:count]
    order = np.argsort(numbers)
    return Feature(numbers[order], trades.weights[:count][order])


def _families(skills: Mapping[str, float]) -> Feature:
    surest: dict[str, float] = {}
    for identifier, sure in skills.items():
        if skill := skill_of(identifier):
            surest[f"family:{skill.family}"] = max(sure, surest.get(f"family:{skill.family}", 0.0))
    return _feature(SKILLS.of(surest), list(surest.values()))
