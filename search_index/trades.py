"""ROME trades a text is about: its words projected on the sheets of France Travail.

A sheet is the bag of terms of its label, its appellations and its competences. A text is compared with
every sheet that shares a term (tf·idf, sheets of unit length) and keeps the nearest: « tenir nos comptes »
and « expert-comptable » meet on the same sheets even though they share no word. Sheets are read at first
use (about three seconds), once a process.
"""

import math
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from search_index.analyzers import terms_of
from search_index.tables import read_table

KEPT_SHEETS = 200
LABEL_WEIGHT = 3

Bags = Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class _Sheets:
    """`by_term`: term → (positions of the sheets that hold it, weight there times the term's rarity)."""

    codes: list[str]
    by_term: dict[str, tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]]


_reading = threading.Lock()


@lru_cache(maxsize=1)
def _sheets_once() -> _Sheets:
    return _weighed(_bags())


def _sheets() -> _Sheets:
    with _reading:  # two threads must not both pay for the reading
        return _sheets_once()


def _bags() -> Bags:
    bags: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_table("rome_fiches"):
        for term in terms_of(row["libelle"]):
            bags[row["code_rome"]][term] += LABEL_WEIGHT
    for row in read_table("rome_appellations"):
        bags[row["code_rome"]].update(terms_of(row["appellation"]))
    competences = {row["code_ogr"]: terms_of(row["libelle"]) for row in read_table("rome_competences")}
    for row in read_table("rome_fiche_competences"):
        bags[row["code_rome"]].update(competences.get(row["code_ogr"], ()))
    return bags


def _weighed(bags: Bags) -> _Sheets:
    frequency = Counter(term for bag in bags.values() for term in bag)
    rarity = {term: math.log(1 + len(bags) / count) for term, count in frequency.items()}
    positions: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, list[float]] = defaultdict(list)
    for position, bag in enumerate(bags.values()):
        sheet = {term: (1 + math.log(count)) * rarity[term] for term, count in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in sheet.values()))
        for term, weight in sheet.items():
            positions[term].append(position)
            weights[term].append(weight * rarity[term] / length)
    by_term = {
        term: (np.array(positions[term], dtype=np.intp), np.array(weights[term])) for term in positions
    }
    return _Sheets(list(bags), by_term)


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {row["code_rome"]: row["libelle"] for row in read_table("rome_fiches")}


def trade_label(code: str) -> str:
    """The label of a sheet, or its code when unknown."""
    return _labels().get(code, code)


def trades_of(weights: Mapping[str, float]) -> dict[str, float]:
    """Sheet code → nearness, unit length, nearest first, for a bag of weighted terms."""
    sheets = _sheets()
    scores = np.zeros(len(sheets.codes))
    for term, weight in sorted(weights.items()):
        if term in sheets.by_term:
            positions, sheet_weights = sheets.by_term[term]
            scores[positions] += weight * sheet_weights
    nearest = [
        int(position) for position in np.argsort(-scores, kind="stable")[:KEPT_SHEETS] if scores[position] > 0
    ]
    length = float(np.linalg.norm(scores[nearest]))
    return {sheets.codes[position]: round(float(scores[position]) / length, 5) for position in nearest}
