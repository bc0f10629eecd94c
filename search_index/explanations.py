"""Reasons computed from the two profiles, as JSON-able data; the sentences are written elsewhere.

Shapes, `a` being the document asked for and `b` the one found:
words {"words": [{"a": surface, "b": surface}, …]} heaviest first · skills {"skills": [label], "families":
[name], "trades": [label]} · distance {"km", "from", "to"} · remote {} · sector {"same"} · days {"a", "b"} ·
dates {"fits"} · missing {"field"} for each of place, skills, days, dates that one side left out.
"""

from collections.abc import Mapping
from typing import Any

from search_index.profiles import Profile
from search_index.ranking import kilometres
from search_index.rarity import Rarity
from search_index.results import Reason, ScorePart
from search_index.skills import skill_label, skill_of
from search_index.trades import trade_label

SHOWN_WORDS = 8
SHOWN_TRADES = 3
NEAREST_TRADES = 60  # a trade is shared when it is among the nearest of both
MIN_RARITY = 0.1  # a word that stands in nearly every document explains nothing


def reasons_for(a: Profile, b: Profile, parts: tuple[ScorePart, ...], rarity: Rarity) -> tuple[Reason, ...]:
    """What speaks for the pair, the strongest kind first, then what nobody answered."""
    values = {part.name: part.value for part in parts}
    found = [
        _words(a, b, rarity),
        _skills(a, b),
        _distance(a, b),
        _sector(values),
        _days(a, b),
        _dates(values),
    ]
    return (*(reason for reason in found if reason), *_missing(a, b))


def is_explained(reasons: tuple[Reason, ...]) -> bool:
    """A proposal needs a word or a skill to stand on; near and available is not enough."""
    return any(reason.kind in ("words", "skills") for reason in reasons)


def _words(a: Profile, b: Profile, rarity: Rarity) -> Reason | None:
    weighed: dict[tuple[str, str], float] = {}
    for term in a.terms.keys() & b.terms.keys():
        if rarity(term) > MIN_RARITY and (term in a.surfaces or term in b.surfaces):
            shown = a.surfaces.get(term) or b.surfaces[term], b.surfaces.get(term) or a.surfaces[term]
            weighed[shown] = rarity(term) * a.terms[term] * b.terms[term]
    weighed.update(_kindred(a, b, rarity))
    heaviest = sorted(weighed.items(), key=lambda item: (-item[1], sorted(item[0])))[:SHOWN_WORDS]
    return (
        Reason("words", {"words": [{"a": mine, "b": theirs} for (mine, theirs), _ in heaviest]})
        if heaviest
        else None
    )


def _kindred(a: Profile, b: Profile, rarity: Rarity) -> dict[tuple[str, str], float]:
    """Pairs of words of one family that are not the same term: « comptable », « comptabilité »."""
    by_start: dict[str, list[str]] = {}
    for word, (term, _) in b.words.items():
        if term not in a.terms:
            by_start.setdefault(word[:4], []).append(word)
    pairs = {}
    for mine, (term_a, weight_a) in a.words.items():
        for theirs in by_start.get(mine[:4], ()) if term_a not in b.terms else ():
            term_b, weight_b = b.words[theirs]
            if are_kindred(mine, theirs):
                weight = min(rarity(term_a), rarity(term_b)) * weight_a * weight_b / 2
                pairs[a.surfaces[term_a], b.surfaces[term_b]] = weight
    return pairs


def are_kindred(one: str, other: str) -> bool:
    """True when a word grows out of the other (« pompe », « pompage ») or shares a long beginning with it."""
    shorter, longer = sorted((one, other), key=len)
    root = shorter.rstrip("es")
    if len(root) >= 4 and longer.startswith(root):
        return len(longer) <= 2 * len(root)
    shared = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    return shared >= 6 and shared >= 0.75 * len(shorter)


def _skills(a: Profile, b: Profile) -> Reason | None:
    shared = sorted(
        a.skills.keys() & b.skills.keys(), key=lambda skill: (-a.skills[skill] * b.skills[skill], skill)
    )
    covered = {skill.family for skill in map(skill_of, shared) if skill}
    families = sorted((_families(a) & _families(b)) - covered)
    trades = _shared_trades(a, b)
    if not (shared or families or trades):
        return None
    return Reason(
        "skills", {"skills": [skill_label(skill) for skill in shared], "families": families, "trades": trades}
    )


def _families(profile: Profile) -> set[str]:
    return {skill.family for skill in map(skill_of, profile.skills) if skill}


def _shared_trades(a: Profile, b: Profile) -> list[str]:
    mine, theirs = a.trades.nearest(NEAREST_TRADES), b.trades.nearest(NEAREST_TRADES)
    shared = sorted(mine.keys() & theirs.keys(), key=lambda code: (-mine[code] * theirs[code], code))
    return [trade_label(code) for code in shared[:SHOWN_TRADES]]


def _distance(a: Profile, b: Profile) -> Reason | None:
    if a.is_remote or b.is_remote:
        return Reason("remote", {})
    if a.place is None or b.place is None:
        return None
    return Reason(
        "distance", {"km": round(kilometres(a.place, b.place), 1), "from": a.place.name, "to": b.place.name}
    )


def _sector(values: Mapping[str, float]) -> Reason | None:
    return Reason("sector", {"same": values["sector"] == 1.0}) if values.get("sector") else None


def _days(a: Profile, b: Profile) -> Reason | None:
    return Reason("days", {"a": a.days, "b": b.days}) if a.days and b.days else None


def _dates(values: Mapping[str, float]) -> Reason | None:
    return Reason("dates", {"fits": values["dates"] > 0}) if "dates" in values else None


def _missing(a: Profile, b: Profile) -> list[Reason]:
    answers: dict[str, tuple[Any, Any]] = {
        "place": (a.place or a.is_remote, b.place or b.is_remote),
        "skills": (a.skills, b.skills),
        "days": (a.days, b.days),
        "dates": (a.starts_on or a.ends_on, b.starts_on or b.ends_on),
    }
    return [
        Reason("missing", {"field": field, "a": not mine, "b": not theirs})
        for field, (mine, theirs) in answers.items()
        if not (mine and theirs)
    ]
