"""Why this proposal, in plain French, from the stored reasons alone; each side reads it from its own chair.

In the reasons `a` is the need and `b` the offer. What somebody left out is said without blame, with what would help.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from club_ess.kit.pages import number_fr
from club_ess.matching.enums import MatchSide
from club_ess.search.proposals import is_same_word

Data = Mapping[str, Any]
MOST_WORDS, MOST_TRADES = 6, 2


@dataclass(frozen=True)
class Sentence:
    """One line of the explanation; `kind` is the reason's, for its icon. Words in common are in <mark>."""

    text: str
    kind: str


def sentences(reasons: Iterable[Mapping[str, Any]], side: MatchSide) -> list[Sentence]:
    """What speaks for the pair, in the stored order."""
    said: list[Sentence] = []
    for reason in reasons:
        write = WRITERS.get(reason["kind"])
        lines = write(reason["data"], side) if write else []
        said += [Sentence(line, reason["kind"]) for line in lines]
    return said


def questions(reasons: Iterable[Mapping[str, Any]], side: MatchSide) -> list[str]:
    """What nobody has said yet, or does not fit: to be checked together."""
    asked = []
    for reason in reasons:
        if reason["kind"] == "missing":
            asked += _missing(reason["data"], side)
        elif reason["kind"] == "dates" and not reason["data"]["fits"]:
            asked.append("Les dates indiquées ne se recoupent pas : à voir ensemble.")
    return asked


def words_of(reasons: Iterable[Mapping[str, Any]], side: MatchSide) -> list[str]:
    """The words in common as written on one side, to be highlighted in its text."""
    letter = _letter(side)
    return [pair[letter] for reason in reasons if reason["kind"] == "words" for pair in reason["data"]["words"]]


def _letter(side: MatchSide) -> str:
    return "a" if side is MatchSide.NEED else "b"


def _words(data: Data, side: MatchSide) -> list[str]:
    pairs = [_pair(pair, side) for pair in data["words"][:MOST_WORDS]]
    label = "Mots en commun" if len(pairs) > 1 else "Mot en commun"
    return [Markup("{} : {}").format(label, Markup(", ").join(dict.fromkeys(pairs)))] if pairs else []


def _pair(pair: Mapping[str, str], side: MatchSide) -> Markup:
    """One word, or two of one family, one's own first: « comptable » and « comptabilité »."""
    mine, theirs = (pair["a"], pair["b"]) if side is MatchSide.NEED else (pair["b"], pair["a"])
    if is_same_word(mine, theirs):
        return Markup("<mark>{}</mark>").format(mine)
    return Markup("<mark>{}</mark> / <mark>{}</mark>").format(mine, theirs)


def _skills(data: Data, side: MatchSide) -> list[str]:
    mine = "Vous cherchez / ils proposent" if side is MatchSide.NEED else "Vous proposez / ils cherchent"
    lines = {mine: data.get("skills"), "Domaine commun": data.get("families")}
    if not any(lines.values()):
        lines = {"Métiers proches": data.get("trades", [])[:MOST_TRADES]}
    return [f"{label} : {', '.join(values)}" for label, values in lines.items() if values]


def _distance(data: Data, side: MatchSide) -> list[str]:
    mine, theirs = (data["from"], data["to"]) if side is MatchSide.NEED else (data["to"], data["from"])
    if mine == theirs:
        return [f"Dans la même commune : {mine}"]
    km = max(1, round(data["km"]))
    return [f"À {number_fr(km)} km : {mine} ↔ {theirs}"]


def _days(data: Data, side: MatchSide) -> list[str]:
    need, offer = number_fr(data["a"]), number_fr(data["b"])
    if side is MatchSide.NEED:
        return [f"Jours : vous en cherchez {need}, ils en proposent {offer}"]
    return [f"Jours : vous en proposez {offer}, ils en cherchent {need}"]


def _sector(data: Data, side: MatchSide) -> list[str]:
    return ["Même secteur d’activité" if data["same"] else "Secteurs d’activité voisins"]


def _dates(data: Data, side: MatchSide) -> list[str]:
    return ["Vos dates se recoupent"] if data["fits"] else []


def _remote(data: Data, side: MatchSide) -> list[str]:
    return ["À distance, c’est possible"]


WRITERS: dict[str, Callable[[Data, MatchSide], list[str]]] = {
    "words": _words, "skills": _skills, "distance": _distance, "remote": _remote, "sector": _sector, "days": _days,
    "dates": _dates,
}
FIELDS = {
    "place": ("le lieu", "Indiquer une commune, ou « à distance », aiderait."),
    "skills": ("les compétences", "En choisir quelques-unes aiderait."),
    "days": ("le nombre de jours", "Un ordre de grandeur suffit."),
    "dates": ("les dates", "Même approximatives, elles aideraient."),
}


def _missing(data: Data, side: MatchSide) -> list[str]:
    if data["field"] not in FIELDS:
        return []
    what, advice = FIELDS[data["field"]]
    letter = _letter(side)
    is_mine, is_theirs = data.get(letter), data.get("b" if letter == "a" else "a")
    if is_mine and is_theirs:
        return [f"Ni vous ni eux n’avez encore dit {what} : à voir ensemble."]
    if is_mine:
        return [f"Vous n’avez pas précisé {what}. {advice}"]
    return [f"À leur demander : {what}."]
