"""How long one listing takes to be compared with many projects: `python -m bench.transfers [--projects 100 1000]`.

The engine's own part, in memory, without a database: building profiles and scoring pairs. Peer: SQLite's FTS5 asked
for the same listing over the same projects, with its index built beforehand.
"""

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from club_ess.matching.evaluation_tasks import read_tasks
from search_index import Catalogue, Document

TASKS = Path(__file__).parents[1] / "platform" / "club_ess" / "demo" / "data" / "matching-dev"
RUNS = 5


def documents(number: int) -> tuple[Document, list[Document]]:
    """One listing, and projects written with the sentences of the tuning set, shuffled by rank."""
    tasks = {task.name: task for task in read_tasks(TASKS)}
    task = tasks["cedants-repreneurs"]
    sentences = [sentence for record in task.docs for sentence in record.text.split(". ") if sentence]
    listing = task.queries[0]
    picked = ([sentences[(rank * 7 + step * 3) % len(sentences)] for step in range(6)] for rank in range(number))
    texts = [". ".join(six) for six in picked]
    projects = [_document(f"p{rank}", "project", text) for rank, text in enumerate(texts)]
    return _document("l", "listing", listing.text), projects


def _document(key: str, kind: str, text: str) -> Document:
    return Document(id=key, kind=kind, audience="nobody", version="", owner=key, title="", text=text)


def median_s(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def with_fts5(listing: Document, projects: list[Document]) -> Callable[[], object]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE projects USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
    base.executemany("INSERT INTO projects VALUES (?)", [(project.text,) for project in projects])
    words = " OR ".join({f'"{word}"' for word in listing.text.replace('"', " ").split()})
    return lambda: base.execute(
        "SELECT rowid, bm25(projects) AS score FROM projects WHERE projects MATCH ? ORDER BY score", (words,)
    ).fetchall()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.transfers")
    parser.add_argument("--projects", type=int, nargs="+", default=[100, 1000])
    for number in parser.parse_args().projects:
        listing, projects = documents(number)
        with tempfile.TemporaryDirectory() as folder:
            catalogue = Catalogue(Path(folder) / "index")
            catalogue.rebuild([])
            ours = median_s(lambda: catalogue.explain_each(listing, projects, over=("need",)))  # noqa: B023
            catalogue.close()
        peer = median_s(with_fts5(listing, projects))
        print(
            f"{number} projets : {ours * 1000:.0f} ms, {ours / number * 1000:.2f} ms la paire, avec raisons ;"
            f" FTS5, index déjà bâti et sans raison : {peer * 1000:.1f} ms ({ours / peer:.0f} ×)"
        )


if __name__ == "__main__":
    main()
