"""Finding known phrases (several terms in a row) in a text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


class PhraseTable(Generic[Meaning]):
    """Known phrases and what each one means."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)

    def add(self, terms: Sequence[str], meaning: Meaning) -> None:
        """Remember a phrase; several meanings of the same phrase are all kept."""
        if terms:
            self._by_first[terms[0]].append((tuple(terms), meaning))

    def find(self, terms: Sequence[str]) -> Iterator[tuple[int, int, Meaning]]:
        """Start, length and meaning of every known phrase of the text."""
        for start, term in enumerate(terms):
            for phrase, meaning in self._by_first.get(term, ()):
                if tuple(terms[start : start + len(phrase)]) == phrase:
                    yield start, len(phrase), meaning
