"""The door of the engine: a folder with one index per audience and kind, rebuilt beside itself and switched
in one rename."""

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable
from pathlib import Path

from search_index import matching, searching
from search_index.builds import Builds
from search_index.configuration import CURRENT, RankingConfiguration
from search_index.documents import Document
from search_index.errors import SearchIndexError
from search_index.results import MatchHit, SearchPage, SearchQuery, Suggestion
from search_index.shelves import Reading, Shelf

AUDIENCES = ("public", "members")


class Catalogue:
    """Safe to share between threads. Every method may raise IndexUnavailable or IndexCorrupt: then answer
    from the database and call `rebuild`. A first `rebuild` creates the folder."""

    def __init__(self, root: Path, configuration: RankingConfiguration = CURRENT) -> None:
        self._builds = Builds(Path(root))
        self._configuration = configuration
        self._lock = threading.Lock()
        self._open: dict[Path, Shelf] = {}

    def update(self, documents: Iterable[Document] = (), deleted: Iterable[tuple[str, str]] = ()) -> None:
        """Write documents and delete (kind, id) pairs, one commit per index touched; visible to every
        reader at once.

        A document lives in one audience: writing it there removes it from the others. The last of a batch
        wins.
        """
        wanted = deduplicated(documents)
        leaving = {*deleted, *wanted}
        with self._builds.writing():
            build = self._builds.current()
            for kind in sorted({kind for kind, _ in leaving}):
                identifiers = {identifier for leaving_kind, identifier in leaving if leaving_kind == kind}
                self._update_kind(build, kind, identifiers, [d for d in wanted.values() if d.kind == kind])

    def _update_kind(self, build: Path, kind: str, leaving: set[str], documents: list[Document]) -> None:
        audiences = {*self._builds.audiences(build, kind), *(document.audience for document in documents)}
        for audience in sorted(audiences):
            arriving = [document for document in documents if document.audience == audience]
            shelf = self._shelf(self._builds.add_shelf(build, audience, kind))
            removed = shelf.open().holds(leaving - {document.id for document in arriving})
            if arriving or removed:
                shelf.apply(arriving, removed)

    def rebuild(
        self, documents: Iterable[Document], progress: Callable[[int, int], object] | None = None
    ) -> None:
        """Build everything anew beside the old, then switch; readers of the old keep answering.
        `progress(done, total)`."""
        wanted = deduplicated(documents)
        by_shelf: dict[tuple[str, str], list[Document]] = defaultdict(list)
        for document in wanted.values():
            by_shelf[document.audience, document.kind].append(document)
        done = 0

        def advance() -> None:
            nonlocal done
            done += 1
            if progress:
                progress(done, len(wanted))

        with self._builds.writing(create=True), self._builds.new() as build:
            for (audience, kind), group in by_shelf.items():
                shelf = Shelf.create(self._builds.add_shelf(build, audience, kind))
                shelf.apply(group, progress=advance)

    def search(self, query: SearchQuery) -> SearchPage:
        """Search for people; only the audiences asked for are opened, so nothing of the others can show."""
        return searching.search(self._shelves(query.audiences, query.kinds), query)

    def suggest(
        self, prefix: str, *, audiences: Iterable[str], kinds: Iterable[str], limit: int = 8
    ) -> list[Suggestion]:
        """Completions of the last word being typed."""
        return searching.suggest(self._shelves(audiences, kinds), prefix, limit)

    def match(
        self,
        document: Document,
        side: str,
        *,
        audiences: Iterable[str] = AUDIENCES,
        limit: int = 10,
        excluded: Container[str] = (),
    ) -> list[MatchHit]:
        """Proposals of kind `side` for a document, best first; the document itself need not be indexed."""
        searched = self._shelves(audiences, (side,))
        rarity = matching.rarity_over(self._shelves(self._all_audiences(), {document.kind, side}))
        return matching.match(document, searched, rarity, self._configuration, limit, excluded)

    def explain(self, a: Document, b: Document) -> MatchHit:
        """The pair's score and reasons; `explain(b, a)` has the same score and parts."""
        rarity = matching.rarity_over(self._shelves(self._all_audiences(), {a.kind, b.kind}))
        return matching.explain(a, b, rarity, self._configuration)

    def explain_each(
        self, document: Document, others: Iterable[Document], *, over: Collection[str]
    ) -> list[MatchHit]:
        """The pair of a document with each of the others, in their order, none of them indexed.

        What is rare is read from public documents of the kinds `over` alone, so that a score can never tell of
        a document that its reader must not know.
        """
        rarity = matching.rarity_over(self._shelves(AUDIENCES[:1], over))
        return matching.explain_each(document, others, rarity, self._configuration)

    def versions(self, audience: str, kind: str) -> dict[str, str]:
        """Id → version of what the index holds, to be compared with the database."""
        return {
            key: value
            for shelf in self._shelves((audience,), (kind,))
            for key, value in shelf.versions().items()
        }

    def is_usable(self) -> bool:
        """True when every index opens and can be read."""
        try:
            for path in self._builds.shelves(self._builds.current()):
                self._shelf(path).open().ledger()
        except SearchIndexError:
            return False
        return True

    def close(self) -> None:
        """Release this thread's readers."""
        with self._lock:
            for shelf in self._open.values():
                shelf.close()
            self._open.clear()

    def _all_audiences(self) -> list[str]:
        return self._builds.all_audiences(self._builds.current())

    def _shelves(self, audiences: Iterable[str], kinds: Iterable[str]) -> list[Reading]:
        kinds = sorted(set(kinds))
        return [
            self._shelf(path).open()
            for path in self._builds.find(self._builds.current(), sorted(set(audiences)), kinds)
        ]

    def _shelf(self, path: Path) -> Shelf:
        with self._lock:
            if path not in self._open:
                for known in [known for known in self._open if known.parent != path.parent]:
                    del self._open[known]
                self._open[path] = Shelf.create(path)
            return self._open[path]


def deduplicated(documents: Iterable[Document]) -> dict[tuple[str, str], Document]:
    """(kind, id) → the last document of the batch with that key."""
    return {(document.kind, document.id): document for document in documents}
