"""The plain engine ours is measured against: BM25F with Whoosh's stock French analyser, as its tutorial
shows."""

from collections.abc import Mapping

from whoosh.analysis import LanguageAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import Or, Term


def bm25_ranking(
    documents: Mapping[str, str], queries: Mapping[str, str], limit: int
) -> dict[str, list[str]]:
    """Query id → document ids, best first, from texts alone."""
    analyzer = LanguageAnalyzer("fr")
    index = RamStorage().create_index(Schema(id=ID(stored=True), text=TEXT(analyzer=analyzer)))
    writer = index.writer()
    for identifier, text in documents.items():
        writer.add_document(id=identifier, text=text)
    writer.commit()
    with index.searcher() as searcher:
        return {
            identifier: [
                hit["id"]
                for hit in searcher.search(
                    Or([Term("text", token.text) for token in analyzer(text)]), limit=limit
                )
            ]
            for identifier, text in queries.items()
        }
