"""The words of a shelf in order, for suggestions and typing mistakes; only words of live documents are there."""

from bisect import bisect_left
from collections.abc import Iterator
from string import ascii_lowercase

from search_index.analyzers import fold
from search_index.ledger import Ledger
from search_index.numbering import SPELLINGS

SHORTEST_CORRECTED = 4
LAST_LETTER = "\U0010ffff"


def starting_with(ledger: Ledger, prefix: str) -> Iterator[tuple[str, int]]:
    """Words as written that begin so, and in how many documents each stands; accents and case do not matter."""
    folded, spellings = fold(prefix), SPELLINGS.in_order()
    start = bisect_left(spellings, (folded, "", 0))
    end = bisect_left(spellings, (folded + LAST_LETTER, "", 0))
    for _, word, number in spellings[start:end]:
        if count := ledger.documents_with(number):
            yield word, count


def nearest(ledger: Ledger, word: str) -> tuple[str, int] | None:
    """The most frequent word one typing mistake away, or None."""
    numbers = {
        number for other in set(_one_mistake_from(fold(word))) for number in SPELLINGS.by_folded.get(other, ())
    }
    counted = [(SPELLINGS.names[number], ledger.documents_with(number)) for number in numbers]
    return max((found for found in counted if found[1]), key=lambda found: (found[1], found[0]), default=None)


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
