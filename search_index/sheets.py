"""The ROME sheets as weighted terms.

A sheet is the bag of terms of its label, its appellations and its competences. Analysing forty thousand labels
takes seconds, so what they give is built once at set-up, beside them (`python -m search_index.sheets`), with the
fingerprint of the tables and of the analysis; without it, or when it differs, the tables themselves are read.
"""

import hashlib
import math
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from search_index.analyzers import terms_of
from search_index.tables import read_table

LABEL_WEIGHT = 3
SOURCES = (
    "data/rome_fiches.csv", "data/rome_appellations.csv", "data/rome_competences.csv",
    "data/rome_fiche_competences.csv", "analyzers.py", "french.py", "sheets.py",
)  # fmt: skip
BUILT = "data/rome_sheets.npz"

Bags = Mapping[str, Counter[str]]
_reading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Sheets:
    """`spans`: term → where its sheets stand in `numbers` (of sheets) and `weights` (there, times the term's
    rarity)."""

    codes: list[str]
    spans: dict[str, tuple[int, int]]
    numbers: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]


def sheets() -> Sheets:
    """All the sheets, read once a process."""
    with _reading:  # two threads must not both pay for the reading
        return _read_once()


@lru_cache(maxsize=1)
def _read_once() -> Sheets:
    return read_built() or read_tables()


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Of everything the sheets come from."""
    digest = hashlib.blake2b(digest_size=16)
    for source in SOURCES:
        digest.update((files("search_index") / source).read_bytes())
    return digest.hexdigest()


def read_built() -> Sheets | None:
    """The sheets as built; None when they are absent, or not of these tables and this analysis."""
    path = files("search_index") / BUILT
    if not path.is_file():
        return None
    with path.open("rb") as stream, np.load(stream) as arrays:
        if str(arrays["fingerprint"]) != fingerprint():
            return None
        terms, ends = str(arrays["terms"]).split(), arrays["ends"].tolist()
        spans = dict(zip(terms, zip([0, *ends], ends, strict=False), strict=True))
        return Sheets(str(arrays["codes"]).split(), spans, arrays["numbers"].astype(np.int32), arrays["weights"])


def read_tables() -> Sheets:
    """The sheets from the tables of France Travail."""
    bags = _bags()
    frequency = Counter(term for bag in bags.values() for term in bag)
    rarity = {term: math.log(1 + len(bags) / count) for term, count in frequency.items()}
    by_term: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, bag in enumerate(bags.values()):
        sheet = {term: (1 + math.log(count)) * rarity[term] for term, count in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in sheet.values()))
        for term, weight in sheet.items():
            by_term[term].append((number, weight * rarity[term] / length))
    ends = np.cumsum([len(holders) for holders in by_term.values()]).tolist()
    spans = dict(zip(by_term, zip([0, *ends], ends, strict=False), strict=True))
    holders = [holder for term in by_term for holder in by_term[term]]
    numbers = np.array([number for number, _ in holders], dtype=np.int32)
    return Sheets(list(bags), spans, numbers, np.array([weight for _, weight in holders], dtype=np.float32))


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


def build() -> None:
    """Write what the tables give, unless that was already done."""
    if read_built() is not None:
        return
    read = read_tables()
    with open(str(files("search_index") / BUILT), "wb") as stream:
        np.savez_compressed(
            stream,
            fingerprint=fingerprint(),
            codes=" ".join(read.codes),
            terms=" ".join(read.spans),
            ends=np.array([end for _, end in read.spans.values()], dtype=np.int32),
            numbers=read.numbers.astype(np.uint16),
            weights=read.weights,
        )


if __name__ == "__main__":
    build()
