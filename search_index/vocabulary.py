"""The terms of a shelf with their counts, and its words in order, for rarity, suggestions and typing
mistakes."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from whoosh.reading import IndexReader

from search_index.analyzers import fold

SHORTEST_CORRECTED = 4
LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` are (folded, as written, documents), in folded order; only words of live documents are
    there."""

    documents: int
    term_counts: dict[str, int]
    words: list[tuple[str, str, int]]
    by_folded: dict[str, tuple[str, int]]

    def starting_with(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Words, as written, that begin so; accents and case do not matter."""
        folded = fold(prefix)
        start = bisect_left(self.words, (folded, "", 0))
        end = bisect_left(self.words, (folded + LAST_LETTER, "", 0))
        for _, word, count in self.words[start:end]:
            yield word, count

    def nearest(self, word: str) -> tuple[str, int] | None:
        """The most frequent word one typing mistake away, or None."""
        found = [self.by_folded[other] for other in _one_mistake_from(fold(word)) if other in self.by_folded]
        return max(found, key=lambda entry: (entry[1], entry[0]), default=None)


def read_vocabulary(reader: IndexReader) -> Vocabulary:
    """Read a shelf's vocabulary; a word whose last document was deleted is left out, merged or not."""
    counts = {term: info.doc_frequency() for term, info in _live_terms(reader, "matter")}
    words = sorted((fold(word), word, info.doc_frequency()) for word, info in _live_terms(reader, "words"))
    by_folded: dict[str, tuple[str, int]] = {}
    for folded, word, count in words:
        if folded not in by_folded or count > by_folded[folded][1]:
            by_folded[folded] = word, count
    return Vocabulary(reader.doc_count(), counts, words, by_folded)


def _live_terms(reader: IndexReader, field: str) -> Iterator[tuple[str, Any]]:
    checks = reader.has_deletions()
    for term, info in reader.iter_field(field):
        if not checks or reader.postings(field, term).is_active():
            yield term.decode(), info


def _one_mistake_from(word: str) -> Iterator[str]:
    if len(word) < SHORTEST_CORRECTED:
        return
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
