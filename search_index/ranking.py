"""How well two documents suit each other: data in, data out, the same number from either side.

Every part is symmetrical by construction, and sums run in sorted order so that even rounding is the same
both ways.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from search_index.analyzers import MAX_TERM_LENGTH
from search_index.configuration import RankingConfiguration
from search_index.documents import Place
from search_index.profiles import Profile
from search_index.results import ScorePart
from search_index.sectors import sector_likeness
from search_index.skills import skill_of

Rarity = Callable[[str], float]  # a term → its idf, from one source for both sides
EARTH_RADIUS_KM = 6371.0
GRAM = 4


class Vector:
    """A sparse vector of positive numbers that knows its length."""

    __slots__ = ("length", "values")

    def __init__(self, values: Mapping[str, float]) -> None:
        self.values = values
        self.length = math.sqrt(sum(value * value for value in values.values()))


def cosine(a: Vector, b: Vector) -> float:
    """Cosine of two vectors; 0 when one is empty."""
    shared = sorted(a.values.keys() & b.values.keys())
    dot = sum(a.values[key] * b.values[key] for key in shared)
    return min(1.0, dot / (a.length * b.length)) if dot else 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A profile with its vectors under one rarity, made once however many pairs it is part of."""

    profile: Profile
    terms: Vector
    pieces: Vector
    skills: Vector
    trades: Vector


def weigh(profile: Profile, rarity: Rarity, configuration: RankingConfiguration) -> Weighed:
    """The vectors of a profile."""
    return Weighed(
        profile,
        terms=Vector({term: weight * rarity(term) for term, weight in profile.terms.items()}),
        pieces=Vector(_rare_grams(profile, rarity)),
        skills=Vector(_with_families(profile, configuration.family_credit)),
        trades=Vector(profile.trades),
    )


def score_parts(a: Weighed, b: Weighed, configuration: RankingConfiguration) -> tuple[ScorePart, ...]:
    """The parts both sides answer; a part missing on either side is left out."""
    one, other = a.profile, b.profile
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


def _rare_grams(profile: Profile, rarity: Rarity) -> dict[str, float]:
    vector: dict[str, float] = {}
    for word, (term, weight) in profile.words.items():
        pieces = grams_of(word)
        share = weight * rarity(term) / math.sqrt(len(pieces))
        for piece in pieces:
            vector[piece] = vector.get(piece, 0.0) + share
    return vector


@lru_cache(maxsize=50_000)
def grams_of(word: str) -> tuple[str, ...]:
    """Four-letter pieces of a folded word, its beginning marked; a short word is one piece."""
    padded = f" {word[:MAX_TERM_LENGTH]}"
    return tuple(padded[start : start + GRAM] for start in range(max(1, len(padded) - GRAM + 1)))


def skills_likeness(a: Weighed, b: Weighed, configuration: RankingConfiguration) -> float | None:
    """Skills and ROME trades in common (one family: partial credit); None when neither is known on a side."""
    likes: list[tuple[float, float]] = []
    if a.trades.values and b.trades.values:
        likes.append((configuration.trade_share, cosine(a.trades, b.trades)))
    if a.skills.values and b.skills.values:
        likes.append((1 - configuration.trade_share, cosine(a.skills, b.skills)))
    weight = sum(share for share, _ in likes)
    if not weight:
        return None
    return float((sum(share * value for share, value in likes) / weight) ** configuration.evenness)


def _with_families(profile: Profile, credit: float) -> dict[str, float]:
    vector = dict(profile.skills)
    for identifier, sure in profile.skills.items():
        if skill := skill_of(identifier):
            key = f"family:{skill.family}"
            vector[key] = max(vector.get(key, 0.0), sure * credit)
    return vector


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


def distance_likeness(a: Profile, b: Profile, configuration: RankingConfiguration) -> float | None:
    """1 in the same commune, halved every so many kilometres; None when remote or unknown."""
    if a.is_remote or b.is_remote or a.place is None or b.place is None:
        return None
    return float(0.5 ** (kilometres(a.place, b.place) / configuration.distance_halved_at_km))


def size_likeness(a: float | None, b: float | None) -> float | None:
    """The smaller number of days over the larger."""
    if not a or not b or a <= 0 or b <= 0:
        return None
    return min(a, b) / max(a, b)


def dates_likeness(a: Profile, b: Profile) -> float | None:
    """Share of the shorter period that both cover; an open end is open; None when a side says nothing."""
    periods = [(p.starts_on or date.min, p.ends_on or date.max) for p in (a, b) if p.starts_on or p.ends_on]
    if len(periods) < 2:
        return None
    overlap = (min(end for _, end in periods) - max(start for start, _ in periods)).days + 1
    shorter = max(1, min((end - start).days + 1 for start, end in periods))
    return max(0.0, min(1.0, overlap / shorter))
