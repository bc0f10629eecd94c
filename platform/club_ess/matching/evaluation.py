"""Measure the matching engine on judged folders: `python -m club_ess.matching.evaluation [--root DIR]`.

A folder holds docs.jsonl, queries.jsonl and qrels.tsv. Both sides are indexed in a real catalogue, in a
temporary folder, and every query goes through the same `match` (or, for free searches of pages, `search`)
as in the product.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from club_ess.matching.evaluation_tasks import BadTask, Record, Task, read_tasks
from club_ess.matching.metrics import Figures, mean_figures
from club_ess.reference.communes import find_commune
from search_index import Catalogue, Document, Place, SearchQuery
from search_index.baseline import bm25_ranking
from search_index.configuration import CURRENT, RankingConfiguration

SHIPPED = Path(__file__).parent.parent / "demo" / "data" / "matching-dev"
DEPTH = 100
KINDS = {
    "besoin": "need",
    "offre_mecenat": "offer",
    "offre": "offer",
    "cession": "listing",
    "repreneur": "project",
}
# What people look up rather than what suits them: answered by the search box, without trades or skills.
FREE_SEARCHES = frozenset(
    {"page", "pages", "article", "document", "requete", "requête", "recherche", "question", "faq"}
)
ABLATIONS: dict[str, dict[str, float]] = {
    "complet": {},
    "sans morceaux de mots": {"gram_share": 0.0},
    "sans métiers ROME": {"trade_share": 0.0},
    "sans thésaurus": {"trade_share": 1.0},
    "mots seuls": {"skills": 0.0},
    "compétences et métiers seuls": {"words": 0.0},
    "sans distance": {"distance": 0.0},
}

Ranking = dict[str, list[str]]
Ranker = Callable[[Task], Ranking]


def rank_with_product(task: Task, configuration: RankingConfiguration = CURRENT) -> Ranking:
    """Query id → document ids, best first, by the engine of the product."""
    side, asked = "answer_side", "asking_side"
    if task.queries and task.docs:
        side, asked = _kind(task.docs[0]), _kind(task.queries[0])
    if side == asked:
        asked = f"{asked}_asked"
    documents = [_document(record, side) for record in task.docs]
    queries = [_document(record, asked) for record in task.queries]
    is_free_search = any(
        record.type.lower() in FREE_SEARCHES for record in (*task.docs[:1], *task.queries[:1])
    )
    with TemporaryDirectory() as folder:
        catalogue = Catalogue(Path(folder) / "index", configuration)
        catalogue.rebuild([*documents, *queries])
        try:
            if is_free_search:
                return {query.id: _found(catalogue, query, side) for query in queries}
            return {
                query.id: [hit.id for hit in catalogue.match(query, side, limit=DEPTH)] for query in queries
            }
        finally:
            catalogue.close()


def rank_with_bm25(task: Task) -> Ranking:
    """Plain BM25F over Whoosh's stock French analyser: no term, weight or table of ours."""
    return bm25_ranking(
        {record.id: record.everything for record in task.docs},
        {record.id: record.everything for record in task.queries},
        DEPTH,
    )


def _found(catalogue: Catalogue, query: Document, side: str) -> list[str]:
    text = f"{query.title} {query.text}".strip()
    return [hit.id for hit in catalogue.search(SearchQuery(text, kinds=(side,), size=DEPTH)).hits]


def _kind(record: Record) -> str:
    word = "".join(letter for letter in record.type.lower() if letter.isascii() and letter.isalpha())
    return KINDS.get(record.type.lower(), f"other_{word}")


def _document(record: Record, kind: str) -> Document:
    commune = find_commune(record.commune) if record.commune else None
    place = Place(commune.code, commune.name, commune.latitude, commune.longitude) if commune else None
    return Document(
        id=record.id,
        kind=kind,
        audience="public",
        version="1",
        owner=f"{kind} {record.id}",
        title=record.title,
        text=record.text,
        context=record.structure,
        place=place,
    )


def report(tasks: Sequence[Task], rank: Ranker) -> Iterator[str]:
    """One line a task: its name, nDCG@10, recall@10, MRR."""
    width = max(len(task.name) for task in tasks)
    for task in tasks:
        figures: Figures = mean_figures(rank(task), task)
        yield f"{task.name:<{width}}  " + "  ".join(f"{figure:.3f}" for figure in figures)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 2 when the folder cannot be read."""
    parser = argparse.ArgumentParser(prog="evaluate", description="Mesure le moteur de mise en relation.")
    parser.add_argument(
        "--root", type=Path, default=SHIPPED, help="dossier des tâches (défaut : le jeu de réglage livré)"
    )
    parser.add_argument("--baseline", action="store_true", help="ajoute BM25 seul, sur les mêmes données")
    parser.add_argument(
        "--ablation", action="store_true", help="ajoute le moteur privé de chacune de ses parties"
    )
    asked = parser.parse_args(arguments)
    try:
        tasks = read_tasks(asked.root)
    except BadTask as error:
        print(f"Évaluation impossible : {error}", file=sys.stderr)
        return 2
    for line in report(tasks, rank_with_product):
        print(line)
    if asked.baseline:
        print("\nBM25 seul (Whoosh, analyseur français d’origine)", *report(tasks, rank_with_bm25), sep="\n")
    if asked.ablation:
        for name, changes in ABLATIONS.items():
            configuration = replace(CURRENT, **changes)  # type: ignore[arg-type]
            lines = report(tasks, lambda task: rank_with_product(task, configuration))  # noqa: B023
            print(f"\n{name}", *lines, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
