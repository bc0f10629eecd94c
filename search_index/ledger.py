"""All the documents of a shelf at one generation as a few long arrays, shared by all threads.

A commit costs the reading of its new segment; what is deleted leaves at once. Whoosh remains the store: this is
only what it stores, read once.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from search_index.numbering import FACETS, SPELLINGS, TERMS, Numbers, Values
from search_index.rarity import Rarity
from search_index.schema import read_content
from search_index.traits import Feature, Row, facet_term, row_of


class Table:
    """One feature of many documents, end to end."""

    def __init__(self, features: Sequence[Feature]) -> None:
        lengths = np.array([len(feature.numbers) for feature in features], dtype=np.intp)
        self.numbers: Numbers = np.concatenate([*(f.numbers for f in features), np.zeros(0, np.int32)])
        self.weights = np.concatenate([*(f.weights for f in features), np.zeros(0, np.float32)])
        self.sizes = lengths
        self.starts = np.cumsum(lengths) - lengths
        self.is_empty = lengths == 0

    def sums(self, values: npt.NDArray[np.floating]) -> Values:
        """One sum a document of values that run along the table."""
        if not len(self.starts):
            return np.zeros(0)
        padded = np.append(values, 0.0)  # a document without this feature may start at the very end
        sums = np.add.reduceat(padded, self.starts)
        sums[self.is_empty] = 0.0
        return np.asarray(sums)

    def dot(self, asked: Values) -> Values:
        """Products with a vector spread over the numbers; it ends with a 0 that stands for all it lacks."""
        return self.sums(np.take(asked, self.numbers, mode="clip") * self.weights)

    def lengths(self) -> Values:
        """Length of each document's vector; 1 for an empty one."""
        return np.asarray(np.sqrt(self.sums(np.square(self.weights))) + self.is_empty)

    @cached_property
    def counts(self) -> npt.NDArray[np.intp]:
        """In how many documents each number stands; the last is 0."""
        return np.append(np.bincount(self.numbers), 0)

    def sharing(self, asked: Feature, most: int) -> npt.NDArray[np.bool_]:
        """Which documents share one of the weightiest of these, rare ones weighing more and unknown ones nothing."""
        holding, documents = self.counts.take(asked.numbers, mode="clip"), len(self.starts)
        weights = asked.weights * np.log(1 + (documents - holding + 0.5) / (holding + 0.5)) * (holding > 0)
        heavy = np.argsort(-weights, kind="stable")[:most]
        spread = np.zeros(int(asked.numbers.max(initial=-1)) + 2)
        spread[asked.numbers[heavy]] = weights[heavy]
        return self.dot(spread) > 0

    def weighed(self, weights: npt.NDArray[np.floating]) -> "Table":
        """The same numbers with other weights."""
        table = Table(())
        table.numbers, table.sizes, table.starts = self.numbers, self.sizes, self.starts
        table.is_empty = self.is_empty
        table.weights = weights.astype(np.float32)
        return table


@dataclass(frozen=True, slots=True)
class Weighing:
    """The words of a ledger under one rarity."""

    terms: Table
    term_lengths: Values
    words: Table
    word_lengths: Values


class Ledger:
    """The live documents of a shelf; `docnums` are Whoosh's at the same generation."""

    def __init__(self, rows: Sequence[Row], docnums: Sequence[int]) -> None:
        self.rows = rows
        self.docnums = np.array(docnums, dtype=np.intp)
        self.updated = np.array([row.updated for row in rows], dtype=np.int64)
        self.facets = Table([row.facets for row in rows])
        self.owners = np.array([row.owner for row in rows], dtype=np.int32)
        traits = [row.traits for row in rows]
        self.terms = Table([each.terms for each in traits])
        self.words = Table([each.words for each in traits])
        self.roots = Table([each.roots for each in traits])
        self.skills = Table([each.skills for each in traits])
        self.trades = Table([each.nearest_trades for each in traits])
        self.skill_lengths = self.skills.lengths()
        self.spelling_counts = _counted([row.spellings for row in rows], len(SPELLINGS))
        self._word_terms: Numbers = np.concatenate(
            [*(each.word_terms for each in traits), np.zeros(0, np.int32)]
        )
        self._weighing: tuple[object, Weighing] | None = None

    def with_facet(self, name: str, values: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which documents have one of these values of a facet."""
        known = [number for value in values if (number := FACETS.find(facet_term(name, value))) is not None]
        spread = np.zeros(max(known, default=-1) + 2)
        spread[known] = 1.0
        return np.asarray(self.facets.dot(spread) > 0)

    def facet_counts(self, name: str, among: npt.NDArray[np.bool_]) -> Iterator[tuple[str, int]]:
        """How many of these documents have each value of a facet."""
        counts = np.bincount(self.facets.numbers[np.repeat(among, self.facets.sizes)])
        for number in np.flatnonzero(counts).tolist():
            facet, _, value = FACETS.names[number].partition("=")
            if facet == name:
                yield value, int(counts[number])

    def holds_term(self, term: str) -> bool:
        """True when a live document has this term."""
        number = TERMS.find(term)
        return number is not None and number < len(self.terms.counts) and self.terms.counts[number] > 0

    def documents_with(self, spelling: int) -> int:
        """In how many live documents a spelling stands."""
        return int(self.spelling_counts[spelling]) if spelling < len(self.spelling_counts) else 0

    def weighed(self, rarity: Rarity) -> Weighing:
        """Made once a rarity; two threads that make it at once make the same."""
        if self._weighing is None or self._weighing[0] != rarity.key:
            terms = self.terms.weighed(self.terms.weights * rarity.of(self.terms.numbers))
            words = self.words.weighed(self.words.weights * rarity.of(self._word_terms))
            self._weighing = rarity.key, Weighing(terms, terms.lengths(), words, words.lengths())
        return self._weighing[1]


def _counted(numbers: Iterable[Numbers], length: int) -> npt.NDArray[np.intp]:
    return np.bincount(np.concatenate([*numbers, np.zeros(0, np.int32)]), minlength=length)


class LedgerKeeper:
    """Keeps the rows of each segment as long as the segment lives, and the ledger of the last generation."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._segments: dict[str, dict[int, Row]] = {}
        self._ledger: tuple[int, Ledger] | None = None

    def at(self, generation: int, reader: IndexReader) -> Ledger:
        """The ledger of a generation. Whoosh's errors come out as they are."""
        with self._lock:
            if self._ledger is None or self._ledger[0] != generation:
                self._ledger = generation, self._read(reader)
            return self._ledger[1]

    def _read(self, reader: IndexReader) -> Ledger:
        segments: dict[str, dict[int, Row]] = {}
        rows: list[Row] = []
        docnums: list[int] = []
        for leaf, offset in reader.leaf_readers():
            known = self._segments.get(leaf.segment().segment_id(), {}) if leaf.segment() else {}
            live = {
                docnum: known.get(docnum) or read_row(leaf.stored_fields(docnum)) for docnum in leaf.all_doc_ids()
            }
            if leaf.segment():
                segments[leaf.segment().segment_id()] = live
            rows += live.values()
            docnums += [offset + docnum for docnum in live]
        self._segments = segments
        return Ledger(rows, docnums)


def read_row(stored: dict[str, object]) -> Row:
    """The row of a stored document."""
    document, profile = read_content(stored)
    return row_of(document, profile)
