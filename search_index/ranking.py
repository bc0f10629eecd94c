"""How well two documents suit each other: data in, data out, the same number from either side.

Every part is symmetrical by construction, and sums run in sorted order so that even rounding is the same
both ways.
"""

import math
from collections.abc import Callable, Mapping
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


def score_parts(
    a: Profile, b: Profile, rarity: Rarity, configuration: RankingConfiguration
) -> tuple[ScorePart, ...]:
    """The parts both sides answer; a part missing on either side is left out."""
    values = {
        "words": words_likeness(a, b, rarity, configuration),
        "skills": skills_likeness(a, b, configuration),
        "distance": distance_likeness(a, b, configuration),
        "sector": sector_likeness(a.sector, b.sector),
        "size": size_likeness(a.days, b.days),
        "dates": dates_likeness(a, b),
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


def words_likeness(a: Profile, b: Profile, rarity: Rarity, configuration: RankingConfiguration) -> float:
    """Cosine of rare terms, mixed with the cosine of four-letter pieces that lets « comptable » meet «
    comptabilité »."""
    terms = cosine(_rare_terms(a, rarity), _rare_terms(b, rarity))
    share = configuration.gram_share
    pieces = cosine(_rare_grams(a, rarity), _rare_grams(b, rarity)) if share else 0.0
    return float(((1 - share) * terms + share * pieces) ** configuration.evenness)


def _rare_terms(profile: Profile, rarity: Rarity) -> dict[str, float]:
    return {term: weight * rarity(term) for term, weight in profile.terms.items()}


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


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Cosine of two sparse vectors of positive numbers; 0 when one is empty."""
    shared = sorted(a.keys() & b.keys())
    if not shared:
        return 0.0
    dot = sum(a[key] * b[key] for key in shared)
    return min(1.0, dot / (_length(a) * _length(b))) if dot else 0.0


def _length(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(value * value for value in vector.values()))


def skills_likeness(a: Profile, b: Profile, configuration: RankingConfiguration) -> float | None:
    """Skills in common (one family: partial credit) and ROME trades in common; None when neither is known
    on a side."""
    likes: list[tuple[float, float]] = []
    if a.trades and b.trades:
        likes.append((configuration.trade_share, cosine(a.trades, b.trades)))
    if a.skills and b.skills:
        credit = configuration.family_credit
        likes.append(
            (1 - configuration.trade_share, cosine(_with_families(a, credit), _with_families(b, credit)))
        )
    weight = sum(share for share, _ in likes)
    return (
        float((sum(share * value for share, value in likes) / weight) ** configuration.evenness)
        if weight
        else None
    )


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
