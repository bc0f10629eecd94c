"""How rare each term is: the idf over several shelves, one source for both sides of a pair."""

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

from search_index.numbering import TERMS, Numbers, Values


class Rarity:
    """Called with a term, or with the numbers of many; `key` tells one rarity from another."""

    def __init__(self, counts: Sequence[npt.NDArray[np.intp]], documents: int, key: Hashable) -> None:
        self.key = key
        holding = np.zeros(max((len(each) for each in counts), default=0) + 1)  # the last: a term nobody holds
        for each in counts:
            holding[: len(each)] += each
        self._idf: Values = np.log(1 + (documents - holding + 0.5) / (holding + 0.5))

    def of(self, terms: Numbers) -> Values:
        """The rarity of each of these terms."""
        return self._idf.take(terms, mode="clip")

    def __call__(self, term: str) -> float:
        number = TERMS.find(term)
        return float(self._idf[-1 if number is None else min(number, len(self._idf) - 1)])
