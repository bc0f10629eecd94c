"""Why this proposal of transmission, in plain French, from the stored reasons alone; each side from its own chair.

In the reasons `a` is the listing and `b` the project. What does not fit is a question, never a reproach.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from club_ess.matching.enums import MatchSide
from club_ess.matching.explanations import Sentence
from club_ess.matching.explanations import sentences as sentences_of_words
from club_ess.matching.transfers.enums import Fit
from club_ess.reference.sectors import sections
from club_ess.reference.zones import zones
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.enums import Price, Route, Timetable, Turnover, Worded, Workforce

Data = Mapping[str, Any]
# The cédant's words are `a`, as a need's are.
CHAIR = {Side.CEDANT: MatchSide.NEED, Side.REPRENEUR: MatchSide.OFFER}


def _labels(words: type[Worded]) -> Callable[[str], str]:
    return lambda value: words(value).label


NAMES: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "sector": ("Même secteur", "le secteur", lambda code: sections().get(code, code)),
    "zone": ("Même zone", "la zone", lambda code: zones().get(code, code)),
    "price": ("Prix dans la fourchette cherchée", "le prix", _labels(Price)),
    "workforce": ("Taille d’équipe cherchée", "la taille de l’équipe", _labels(Workforce)),
    "turnover": ("Chiffre d’affaires dans la fourchette cherchée", "le chiffre d’affaires", _labels(Turnover)),
    "route": ("Même façon de transmettre", "la façon de transmettre", _labels(Route)),
    "timetable": ("Calendriers compatibles", "le calendrier", _labels(Timetable)),
}
ICONS = {"sector": "skills", "zone": "distance", "timetable": "dates", "workforce": "size"}


def sentences(reasons: Iterable[Mapping[str, Any]], side: Side) -> list[Sentence]:
    """What speaks for the pair."""
    said: list[Sentence] = []
    for reason in reasons:
        if reason["kind"] == "criterion":
            said += _fitting(reason["data"])
        elif reason["kind"] == "skills":
            said += [Sentence(line, "skills") for line in _skills(reason["data"])]
        else:
            said += sentences_of_words([reason], CHAIR[side])
    return said


def questions(reasons: Iterable[Mapping[str, Any]], side: Side) -> list[str]:
    """What does not fit, or nobody has said yet."""
    asked = (_question(reason["data"], side) for reason in reasons if reason["kind"] == "criterion")
    return [sentence for sentence in asked if sentence]


def _fitting(data: Data) -> list[Sentence]:
    if data["fit"] not in (Fit.YES.value, Fit.PARTLY.value):
        return []
    same, _, read = NAMES[data["name"]]
    shared = [value for value in data["a"] if value in data["b"]] or data["a"]
    partly = " (en partie)" if data["fit"] == Fit.PARTLY.value else ""
    return [Sentence(f"{same}{partly} : {', '.join(map(read, shared))}", ICONS.get(data["name"], "criterion"))]


def _skills(data: Data) -> list[str]:
    """The nearest trades are left out: the sector says it better here."""
    lines = {"Savoir-faire communs": data.get("skills"), "Domaine commun": data.get("families")}
    return [f"{label} : {', '.join(values)}" for label, values in lines.items() if values]


def _question(data: Data, side: Side) -> str | None:
    _, what, read = NAMES[data["name"]]
    mine, theirs = (data["a"], data["b"]) if side is Side.CEDANT else (data["b"], data["a"])
    if data["fit"] == Fit.NO.value:
        return f"À voir ensemble, {what} : {_read(mine, read)} chez vous, {_read(theirs, read)} en face."
    if data["fit"] != Fit.UNKNOWN.value or not (mine or theirs):
        return None
    return f"Vous n’avez pas précisé {what}." if not mine else f"En face, {what} reste ouvert."


def _read(values: Iterable[str], read: Callable[[str], str]) -> str:
    return " ou ".join(read(value) for value in values)
