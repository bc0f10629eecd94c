"""Versioned, immutable settings of the ranking: a stored match names the one that computed it, for ever."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RankingConfiguration:
    """Weights are relative; a part whose answer is missing on either side leaves the sum, so it neither
    helps nor harms."""

    name: str
    words: float
    skills: float
    distance: float
    sector: float
    size: float
    dates: float
    gram_share: float  # of the words' likeness, what comes from four-letter pieces rather than whole terms
    trade_share: float  # of the skills' likeness, what comes from ROME trades rather than the thesaurus
    evenness: float  # exponent under 1 that spreads small likenesses: people read 0..100
    family_credit: float  # two skills of one family
    distance_halved_at_km: float
    candidates: int  # how many the index hands over to be scored exactly


MATCHING_1 = RankingConfiguration(
    name="matching-1",
    words=0.50,
    skills=0.40,
    distance=0.04,
    sector=0.02,
    size=0.03,
    dates=0.03,
    gram_share=0.5,
    trade_share=0.8,
    evenness=0.5,
    family_credit=0.4,
    distance_halved_at_km=20.0,
    candidates=100,
)
CURRENT = MATCHING_1
