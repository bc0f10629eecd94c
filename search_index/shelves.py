"""One shelf: the Whoosh index of one audience and one kind, with one searcher a thread."""

import pickle
import struct
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from whoosh.index import FileIndex, create_in, exists_in, open_dir
from whoosh.index import IndexError as WhooshIndexError
from whoosh.searching import Searcher
from whoosh.writing import MERGE_SMALL, NO_MERGE, SegmentWriter

from search_index.documents import Document
from search_index.errors import IndexCorrupt, IndexUnavailable, SearchIndexError
from search_index.ledger import Ledger, LedgerKeeper
from search_index.profiles import Profile
from search_index.schema import new_codec, new_schema, read_content, to_fields

COMMITS_BETWEEN_MERGES = 16
_UNREADABLE = (
    struct.error, EOFError, TypeError, ValueError, KeyError, LookupError, AttributeError, AssertionError,
    NameError, zlib.error, pickle.UnpicklingError, OverflowError, MemoryError,
)  # fmt: skip


@contextmanager
def honest_errors(path: Path) -> Iterator[None]:
    """Whoosh's many ways to fail become IndexUnavailable or IndexCorrupt."""
    try:
        yield
    except SearchIndexError:
        raise
    except (OSError, WhooshIndexError) as error:
        raise IndexUnavailable(f"{path.name}: {error}") from error
    except _UNREADABLE as error:
        raise IndexCorrupt(f"{path.name}: {type(error).__name__}: {error}") from error


class Shelf:
    """Opened once a process; a searcher is never shared between threads (Whoosh would answer wrong in
    silence)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._keeper = LedgerKeeper()
        with honest_errors(path):
            self._index: FileIndex = open_dir(str(path))

    @classmethod
    def create(cls, path: Path) -> "Shelf":
        """The shelf of a folder; an empty folder becomes an empty shelf, a damaged one is an error."""
        with honest_errors(path):
            if not exists_in(str(path)) and not any(path.iterdir()):
                create_in(str(path), new_schema())
        return cls(path)

    def open(self) -> "Reading":
        """The shelf as it stands now, through this thread's searcher, reopened when the index has moved."""
        if not self.path.is_dir():
            raise IndexUnavailable(f"{self.path.name}: the folder is gone")
        with honest_errors(self.path):
            generation = self._index.latest_generation()
            if generation < 0:
                raise IndexUnavailable(f"{self.path.name}: no index in the folder")
            if getattr(self._local, "generation", None) != generation:
                self._local.searcher = self._index.searcher()
                self._local.generation = self._local.searcher.reader().generation()
            return Reading(self, self._local.searcher, self._local.generation)

    def ledger_at(self, reading: "Reading") -> Ledger:
        """The documents as arrays, read once a generation and shared by all threads."""
        with honest_errors(self.path):
            return self._keeper.at(reading.generation, reading.searcher.reader())

    def apply(
        self,
        documents: Iterable[Document] = (),
        deleted: Iterable[str] = (),
        progress: Callable[[], object] | None = None,
    ) -> None:
        """Write and delete in one commit, or not at all. The caller gives each id once."""
        with honest_errors(self.path):
            writer = self._index.writer(timeout=10.0, codec=new_codec())
        try:
            documents = list(documents)
            self._delete(writer, {*deleted, *(document.id for document in documents)})
            for document in documents:
                fields = to_fields(document)  # a document that cannot be analysed is no fault of the index
                with honest_errors(self.path):
                    writer.add_document(**fields)
                if progress:
                    progress()
        except BaseException:
            writer.cancel()
            raise
        merges = writer.generation % COMMITS_BETWEEN_MERGES == 0
        with honest_errors(self.path):
            writer.commit(mergetype=MERGE_SMALL if merges else NO_MERGE)

    def _delete(self, writer: SegmentWriter, identifiers: Iterable[str]) -> None:
        """One searcher for the whole batch: Whoosh's `update_document` opens one a document."""
        with honest_errors(self.path), self._index.searcher() as searcher:
            for identifier in identifiers:
                for docnum in searcher.document_numbers(id=identifier):
                    writer.delete_document(docnum)

    def close(self) -> None:
        """Release this thread's searcher; other threads release theirs when they end."""
        if searcher := getattr(self._local, "searcher", None):
            searcher.close()
        self._local = threading.local()


@dataclass(frozen=True, slots=True)
class Reading:
    """A shelf at one generation, for one operation of one thread: its document numbers are its own."""

    shelf: Shelf
    searcher: Searcher
    generation: int

    @property
    def path(self) -> Path:
        """Where the shelf is, to name it in errors."""
        return self.shelf.path

    def ledger(self) -> Ledger:
        """The shelf's documents as arrays."""
        return self.shelf.ledger_at(self)

    def profile(self, docnum: int) -> Profile:
        """The profile stored with a document."""
        with honest_errors(self.path):
            return read_content(self.searcher.stored_fields(docnum))[1]

    def versions(self) -> dict[str, str]:
        """Id → version of every live document."""
        with honest_errors(self.path):
            return {row["id"]: row["version"] for _, row in self.searcher.reader().iter_docs()}

    def holds(self, identifiers: Iterable[str]) -> set[str]:
        """Which of these ids are on the shelf."""
        with honest_errors(self.path):
            return {key for key in identifiers if self.searcher.document_number(id=key) is not None}
