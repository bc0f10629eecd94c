"""French full-text search and matching behind a narrow door; knows no web and no database."""

import warnings

# Whoosh 2.7.4 is older than these warnings about its source; they say nothing about ours.
for _category in (SyntaxWarning, DeprecationWarning):
    warnings.filterwarnings("ignore", category=_category, module=r".*\bwhoosh\b.*")

from search_index.analyzers import analyze  # noqa: E402
from search_index.catalogue import Catalogue  # noqa: E402
from search_index.documents import Document, Place  # noqa: E402
from search_index.errors import IndexCorrupt, IndexUnavailable, SearchIndexError  # noqa: E402
from search_index.results import (  # noqa: E402
    Hit,
    MatchHit,
    Reason,
    ScorePart,
    SearchPage,
    SearchQuery,
    Suggestion,
)

__all__ = [
    "Catalogue",
    "Document",
    "Hit",
    "IndexCorrupt",
    "IndexUnavailable",
    "MatchHit",
    "Place",
    "Reason",
    "ScorePart",
    "SearchIndexError",
    "SearchPage",
    "SearchQuery",
    "Suggestion",
    "analyze",
]
