"""SQLite FTS5 used well: a table a kind, the same terms as ours, a file on disk, one transaction a change."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from search_index import Document, analyze

SCHEMA = """
CREATE VIRTUAL TABLE {kind}_texts USING fts5(body, tokenize = 'unicode61', detail = 'column');
CREATE VIRTUAL TABLE {kind}_words USING fts5vocab('{kind}_texts', 'row');
CREATE TABLE {kind}_facets (rowid INTEGER PRIMARY KEY, id TEXT UNIQUE, commune TEXT, theme TEXT);
CREATE INDEX {kind}_theme ON {kind}_facets (theme);
"""


def terms_of(document: Document) -> list[str]:
    """The terms our own index holds of a document."""
    parts = (document.title, document.text, " ; ".join(document.skills))
    return [token.term for part in parts for token in analyze(part)]


class Fts5:
    """The peer: it answers with ids, without reasons."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        for kind in ("need", "offer"):
            self._database.executescript(SCHEMA.format(kind=kind))

    def write(self, documents: Iterable[Document]) -> None:
        """One transaction, each id replacing what was."""
        with self._database:
            for document in documents:
                self._write(document)

    def _write(self, document: Document) -> None:
        run, kind = self._database.execute, document.kind
        if known := run(f"SELECT rowid FROM {kind}_facets WHERE id = ?", (document.id,)).fetchone():
            run(f"DELETE FROM {kind}_texts WHERE rowid = ?", known)
            run(f"DELETE FROM {kind}_facets WHERE rowid = ?", known)
        commune, theme = document.facets["commune"][0], document.facets["theme"][0]
        row = run(f"INSERT INTO {kind}_facets VALUES (NULL, ?, ?, ?)", (document.id, commune, theme)).lastrowid
        run(f"INSERT INTO {kind}_texts (rowid, body) VALUES (?, ?)", (row, " ".join(terms_of(document))))

    def match(self, document: Document, side: str) -> list[str]:
        """The ten best of the other side by BM25, every term of the document asking."""
        asked = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms_of(document)))
        rows = self._database.execute(
            f"SELECT id FROM (SELECT rowid FROM {side}_texts WHERE {side}_texts MATCH ? ORDER BY rank LIMIT 10)"
            f" JOIN {side}_facets USING (rowid)",
            (asked,),
        )
        return [identifier for (identifier,) in rows]

    def search(self, words: str, kind: str, themes: Sequence[str]) -> tuple[list[str], list[tuple[str, int]]]:
        """Twenty documents with every word and one of the themes, best first, and how many in each commune."""
        asked = " ".join(f'"{token.term}"' for token in analyze(words))
        among = f"FROM {kind}_texts t JOIN {kind}_facets f ON f.rowid = t.rowid WHERE {kind}_texts MATCH ?"
        narrowed = f"{among} AND theme IN ({', '.join('?' * len(themes))})"
        run = self._database.execute
        hits = run(f"SELECT f.id {narrowed} ORDER BY t.rank LIMIT 20", (asked, *themes)).fetchall()
        counts = run(f"SELECT commune, count(*) {narrowed} GROUP BY commune", (asked, *themes)).fetchall()
        return [identifier for (identifier,) in hits], counts

    def suggest(self, prefix: str, kind: str) -> list[str]:
        """The eight most frequent terms that begin so."""
        rows = self._database.execute(
            f"SELECT term FROM {kind}_words WHERE term >= ? AND term < ? ORDER BY doc DESC LIMIT 8",
            (prefix, prefix + "\U0010ffff"),
        )
        return [term for (term,) in rows]

    def close(self) -> None:
        """Close the file."""
        self._database.close()
