"""ROME trades a text is about: its words projected on the sheets of France Travail.

A text is compared with every sheet that shares a term (tf·idf, sheets of unit length) and keeps the nearest:
« tenir nos comptes » and « expert-comptable » meet on the same sheets even though they share no word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from search_index.sheets import sheets
from search_index.tables import read_table

KEPT_SHEETS = 200


@dataclass(frozen=True, slots=True, eq=False)
class Trades:
    """Numbers of sheets, nearest first, and how near each is; unit length."""

    numbers: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]

    def nearest(self, count: int) -> dict[str, float]:
        """Sheet code → nearness of the first ones."""
        codes = sheets().codes
        return {
            codes[number]: weight
            for number, weight in zip(self.numbers[:count].tolist(), self.weights[:count].tolist(), strict=True)
        }


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {row["code_rome"]: row["libelle"] for row in read_table("rome_fiches")}


def trade_label(code: str) -> str:
    """The label of a sheet, or its code when unknown."""
    return _labels().get(code, code)


def trades_of(weights: Mapping[str, float]) -> Trades:
    """The trades of a bag of weighted terms."""
    known = sheets()
    spans = [(known.spans[term], weight) for term, weight in sorted(weights.items()) if term in known.spans]
    where = [known.numbers[start:end] for (start, end), _ in spans]
    values = [known.weights[start:end] * np.float32(weight) for (start, end), weight in spans]
    if not spans:
        return Trades(np.zeros(0, np.int32), np.zeros(0, np.float32))
    scores = np.bincount(np.concatenate(where), np.concatenate(values), minlength=len(known.codes))
    nearest = np.argsort(-scores, kind="stable")[:KEPT_SHEETS]
    nearest = nearest[scores[nearest] > 0]
    kept = scores[nearest]
    return Trades(nearest.astype(np.int32), (kept / np.sqrt(np.square(kept).sum())).astype(np.float32))
