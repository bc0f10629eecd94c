"""Measure search and matching beside SQLite FTS5: `python -m bench.search [--documents 1000 10000]`.

The same documents, the same process, calls in turn, so that what else runs on the machine weighs on both. Prints
one JSON line a measure: medians, 95th percentiles, and the ratio of the medians (under 1: ours is faster).
"""

import argparse
import json
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.corpus import THEMES, documents
from bench.fts5 import Fts5
from search_index import Catalogue, Document, SearchQuery

CALLS = 60
UPDATES = 20
SEARCHES = ("comptabilité bénévoles", "machines atelier", "jardin entretien", "formation numérique", "site internet")
PREFIXES = ("co", "men", "form", "jar", "at", "compta", "ré", "pro")
OTHER_SIDE = {"need": "offer", "offer": "need"}
AUDIENCES = ("public", "members")

Line = dict[str, object]
Call = Callable[[], object]


def timed(call: Call) -> float:
    """Milliseconds."""
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


def side_by_side(measure: str, calls: Sequence[tuple[Call, Call]]) -> Line:
    """Ours, then the peer's, for each pair of calls."""
    times = [(timed(ours), timed(theirs)) for ours, theirs in calls]
    ours, theirs = ([pair[side] for pair in times] for side in (0, 1))
    return {
        "measure": measure,
        "p50_ms": round(median(ours), 2),
        "p95_ms": round(_p95(ours), 2),
        "fts5_p50_ms": round(median(theirs), 2),
        "fts5_p95_ms": round(_p95(theirs), 2),
        "ratio_to_fts5": round(median(ours) / median(theirs), 2),
    }


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def measures(count: int, folder: Path) -> Iterator[Line]:
    """Every measure over that many documents."""
    held = list(documents(count))
    catalogue, peer = Catalogue(folder / "index"), Fts5(folder / "fts5.sqlite")
    yield build(held, catalogue, peer)
    asked = list(documents(CALLS, seed=2))
    yield {"measure": "first match", "ms": round(timed(lambda: _match(catalogue, asked[0])), 1)}
    pairs = [(_matching(catalogue, each), _peer_matching(peer, each)) for each in asked]
    yield side_by_side("match", pairs)
    yield side_by_side("two words and facets", list(_searches(catalogue, peer)))
    yield side_by_side("suggest", list(_suggestions(catalogue, peer)))
    yield side_by_side("update and commit", list(_updates(held, catalogue, peer)))
    yield {"measure": "match after a change", "p50_ms": round(median(_after_changes(held, catalogue, asked)), 2)}
    size = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield {"measure": "size", "index_mb": round(size / 1e6, 1), "process_peak_mb": round(peak)}
    catalogue.close()
    peer.close()


def build(held: Sequence[Document], catalogue: Catalogue, peer: Fts5) -> Line:
    """Documents a second, tables read beforehand; ours and the peer's from the same texts."""
    with TemporaryDirectory() as folder:
        Catalogue(Path(folder) / "warm").rebuild(held[:2])
    ours, theirs = timed(lambda: catalogue.rebuild(held)), timed(lambda: peer.write(held))
    rates = {"per_second": round(1000 * len(held) / ours), "fts5_per_second": round(1000 * len(held) / theirs)}
    return {"measure": "build", **rates, "ratio_to_fts5": round(ours / theirs, 2)}


def _match(catalogue: Catalogue, document: Document) -> object:
    return catalogue.match(document, OTHER_SIDE[document.kind], audiences=AUDIENCES)


def _matching(catalogue: Catalogue, document: Document) -> Call:
    return lambda: _match(catalogue, document)


def _peer_matching(peer: Fts5, document: Document) -> Call:
    return lambda: peer.match(document, OTHER_SIDE[document.kind])


def _searches(catalogue: Catalogue, peer: Fts5) -> Iterator[tuple[Call, Call]]:
    for number, words in enumerate(islice(cycle(SEARCHES), CALLS)):
        themes = THEMES[number % 4], THEMES[number % 4 + 2]
        query = SearchQuery(words, AUDIENCES, ("need",), {"theme": themes}, count_facets=("commune",))
        yield (lambda query=query: catalogue.search(query)), (  # type: ignore[misc]
            lambda words=words, themes=themes: peer.search(words, "need", themes)  # type: ignore[misc]
        )


def _suggestions(catalogue: Catalogue, peer: Fts5) -> Iterator[tuple[Call, Call]]:
    for prefix in islice(cycle(PREFIXES), CALLS):
        yield (
            lambda prefix=prefix: catalogue.suggest(prefix, audiences=AUDIENCES, kinds=("need",)),  # type: ignore[misc]
            lambda prefix=prefix: peer.suggest(prefix, "need"),  # type: ignore[misc]
        )


def _updates(held: Sequence[Document], catalogue: Catalogue, peer: Fts5) -> Iterator[tuple[Call, Call]]:
    for document in held[:UPDATES]:
        changed = replace(document, title=f"{document.title}, de nouveau", version="2")
        yield (
            lambda changed=changed: catalogue.update([changed]),  # type: ignore[misc]
            lambda changed=changed: peer.write([changed]),  # type: ignore[misc]
        )


def _after_changes(held: Sequence[Document], catalogue: Catalogue, asked: Sequence[Document]) -> Iterator[float]:
    for changed, question in zip(held[:UPDATES], asked, strict=False):
        catalogue.update([changed])
        yield timed(lambda question=question: _match(catalogue, question))  # type: ignore[misc]


def main(arguments: Sequence[str] | None = None) -> int:
    """One JSON line a measure and a number of documents."""
    parser = argparse.ArgumentParser(prog="bench.search", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000], help="sizes to measure (default: 1000)")
    for count in parser.parse_args(arguments).documents:
        with TemporaryDirectory() as folder:
            for line in measures(count, Path(folder)):
                print(json.dumps({"documents": count, **line}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
