"""Numbers for strings, so that documents are compared as arrays. A number lives as long as the process and is
never written to disk; numbers only grow, so an array sized before may always be read after."""

import threading
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from search_index.analyzers import MAX_TERM_LENGTH, fold

Numbers = npt.NDArray[np.int32]
Values = npt.NDArray[np.float64]
GRAM = 4


class Numbering:
    """Strings numbered from 0 in order of arrival. Safe between threads."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.names)

    def find(self, name: str) -> int | None:
        """The number of a string already met."""
        return self._numbers.get(name)

    def of(self, names: Iterable[str]) -> Numbers:
        """The numbers of these strings, new ones included."""
        known = self._numbers
        found = [known[name] if name in known else self._add(name) for name in names]
        return np.array(found, dtype=np.int32)

    def _add(self, name: str) -> int:
        with self._lock:
            if name not in self._numbers:
                self._arrive(name)
                self.names.append(name)
                self._numbers[name] = len(self.names) - 1
            return self._numbers[name]

    def _arrive(self, name: str) -> None:
        """What to learn of a string before its number is known to anybody."""


def grams_of(word: str) -> list[str]:
    """Four-letter pieces of a folded word, its beginning marked; a short word is one piece."""
    padded = f" {word[:MAX_TERM_LENGTH]}"
    return [padded[start : start + GRAM] for start in range(max(1, len(padded) - GRAM + 1))]


class Words(Numbering):
    """Folded words, each with the numbers of its pieces."""

    def __init__(self, pieces: Numbering) -> None:
        super().__init__()
        self.pieces: list[Numbers] = []
        self._all_pieces = pieces
        self._flat: Numbers = np.zeros(0, dtype=np.int32)
        self._starts: npt.NDArray[np.intp] = np.zeros(0, dtype=np.intp)

    def _arrive(self, name: str) -> None:
        self.pieces.append(self._all_pieces.of(grams_of(name)))

    def weighed_by(self, pieces: Values) -> Values:
        """For every word, the sum of these weights over its pieces, divided by the root of their number."""
        with self._lock:
            flat, starts = self._flattened()
        if not len(starts):
            return np.zeros(0)
        sums = np.add.reduceat(np.take(pieces, flat, mode="clip"), starts)
        return np.asarray(sums / np.sqrt(np.diff(starts, append=len(flat))))

    def _flattened(self) -> tuple[Numbers, npt.NDArray[np.intp]]:
        if arrived := self.pieces[len(self._starts) :]:
            lengths = [0, *(len(pieces) for pieces in arrived[:-1])]
            starts = len(self._flat) + np.cumsum(lengths, dtype=np.intp)
            self._flat, self._starts = np.concatenate([self._flat, *arrived]), np.append(self._starts, starts)
        return self._flat, self._starts


class Spellings(Numbering):
    """Words as people write them, in lower case, found again by how they begin or without their accents."""

    def __init__(self) -> None:
        super().__init__()
        self.by_folded: dict[str, list[int]] = {}
        self._sorted: list[tuple[str, str, int]] = []

    def _arrive(self, name: str) -> None:
        self.by_folded.setdefault(fold(name), []).append(len(self.names))

    def in_order(self) -> list[tuple[str, str, int]]:
        """(folded, as written, number), in order; never changed once given."""
        with self._lock:
            if arrived := self.names[len(self._sorted) :]:
                first = len(self._sorted)
                rows = [(fold(name), name, first + at) for at, name in enumerate(arrived)]
                self._sorted = sorted([*self._sorted, *rows])
            return self._sorted


TERMS = Numbering()
PIECES = Numbering()
WORDS = Words(PIECES)
SPELLINGS = Spellings()
ROOTS = Numbering()
SKILLS = Numbering()
OWNERS = Numbering()
FACETS = Numbering()
