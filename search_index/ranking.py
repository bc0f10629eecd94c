"""How well two documents suit each other: data in, data out, the same number from either side.

Every part is symmetrical by construction, and sums run in sorted order so that even rounding is the same
both ways.
"""

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from search_index.configuration import RankingConfiguration
from search_index.documents import Place
from search_index.numbering import Numbers, Values
from search_index.rarity import Rarity
from search_index.results import ScorePart
from search_index.sectors import sector_likeness
from search_index.traits import Traits

EARTH_RADIUS_KM = 6371.0


class Vector:
    """A sparse vector of positive numbers. Two vectors must hold their common numbers in the same order."""

    def __init__(self, numbers: Numbers, values: Values) -> None:
        self.numbers = numbers
        self.values = values
        self.length = math.sqrt(float(values @ values))

    @cached_property
    def spread(self) -> Values:
        """The values at their numbers, then one 0 that stands for every other number."""
        spread = np.zeros(int(self.numbers.max(initial=-1)) + 2)
        spread[self.numbers] = self.values
        return spread


def cosine(a: Vector, b: Vector) -> float:
    """Cosine of two vectors; 0 when one is empty. `a` is spread: let it be the one that is compared often."""
    products = a.spread.take(b.numbers, mode="clip") * b.values
    dot = float(products[products > 0].sum())  # only what is shared, in one order, whichever side asks
    return min(1.0, dot / (a.length * b.length)) if dot else 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """Traits with their vectors under one rarity, made once however many pairs they are part of."""

    traits: Traits
    terms: Vector
    pieces: Vector
    skills: Vector
    trades: Vector


def weigh(traits: Traits, rarity: Rarity, configuration: RankingConfiguration) -> Weighed:
    """The vectors of these traits."""
    return Weighed(
        traits,
        terms=Vector(traits.terms.numbers, traits.terms.weights * rarity.of(traits.terms.numbers)),
        pieces=_pieces(traits, rarity),
        skills=_skills(traits, configuration.family_credit),
        trades=Vector(traits.trades.numbers, traits.trades.weights.astype(np.float64)),
    )


def score_parts(a: Weighed, b: Weighed, configuration: RankingConfiguration) -> tuple[ScorePart, ...]:
    """The parts both sides answer; a part missing on either side is left out."""
    one, other = a.traits, b.traits
    values = {
        "words": words_likeness(a, b, configuration),
        "skills": skills_likeness(a, b, configuration),
        "distance": distance_likeness(one, other, configuration),
        "sector": sector_likeness(one.sector, other.sector),
        "size": size_likeness(one.days, other.days),
        "dates": dates_likeness(one, other),
    }
    return tuple(
        ScorePart(name, round(value, 6), getattr(configuration, name))
        for name, value in values.items()
        if value is not None
    )


def total_score(parts: tuple[ScorePart, ...]) -> float:
    """The weighted mean of the parts, 0..100."""
    weight = sum(part.weight for part in parts)
    return round(100 * sum(part.value * part.weight for part in parts) / weight, 3) if weight else 0.0


def words_likeness(a: Weighed, b: Weighed, configuration: RankingConfiguration) -> float:
    """Rare terms in common, and four-letter pieces, which let « comptable » meet « comptabilité »."""
    share = configuration.gram_share
    likeness = (1 - share) * cosine(a.terms, b.terms) + share * cosine(a.pieces, b.pieces)
    return float(likeness**configuration.evenness)


def _pieces(traits: Traits, rarity: Rarity) -> Vector:
    """A word shares its weight among its pieces."""
    numbers, places, counts = traits.pieces
    shares = traits.words.weights * rarity.of(traits.word_terms) / np.sqrt(counts)
    summed = np.bincount(places, np.repeat(shares, counts), minlength=len(numbers))
    return Vector(numbers, summed.astype(np.float64))  # without any word, bincount counts in integers


def _skills(traits: Traits, family_credit: float) -> Vector:
    numbers = np.concatenate([traits.skills.numbers, traits.families.numbers])
    sure = [traits.skills.weights.astype(np.float64), traits.families.weights * family_credit]
    return Vector(numbers, np.concatenate(sure))


def skills_likeness(a: Weighed, b: Weighed, configuration: RankingConfiguration) -> float | None:
    """Skills and ROME trades in common (one family: partial credit); None when neither is known on a side."""
    likes: list[tuple[float, float]] = []
    if a.trades.length and b.trades.length:
        likes.append((configuration.trade_share, cosine(a.trades, b.trades)))
    if a.skills.length and b.skills.length:
        likes.append((1 - configuration.trade_share, cosine(a.skills, b.skills)))
    weight = sum(share for share, _ in likes)
    if not weight:
        return None
    return float((sum(share * value for share, value in likes) / weight) ** configuration.evenness)


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance between two communes."""
    phi_a, phi_b = math.radians(a.latitude), math.radians(b.latitude)
    half_phi = math.sin((phi_b - phi_a) / 2) ** 2
    half_lambda = math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return (
        2
        * EARTH_RADIUS_KM
        * math.asin(math.sqrt(min(1.0, half_phi + math.cos(phi_a) * math.cos(phi_b) * half_lambda)))
    )


def distance_likeness(a: Traits, b: Traits, configuration: RankingConfiguration) -> float | None:
    """1 in the same commune, halved every so many kilometres; None when remote or unknown."""
    if a.is_remote or b.is_remote or a.place is None or b.place is None:
        return None
    return float(0.5 ** (kilometres(a.place, b.place) / configuration.distance_halved_at_km))


def size_likeness(a: float | None, b: float | None) -> float | None:
    """The smaller number of days over the larger."""
    if not a or not b or a <= 0 or b <= 0:
        return None
    return min(a, b) / max(a, b)


def dates_likeness(a: Traits, b: Traits) -> float | None:
    """Share of the shorter period that both cover; an open end is open; None when a side says nothing."""
    periods = [(p.starts_on or date.min, p.ends_on or date.max) for p in (a, b) if p.starts_on or p.ends_on]
    if len(periods) < 2:
        return None
    overlap = (min(end for _, end in periods) - max(start for start, _ in periods)).days + 1
    shorter = max(1, min((end - start).days + 1 for start, end in periods))
    return max(0.0, min(1.0, overlap / shorter))
