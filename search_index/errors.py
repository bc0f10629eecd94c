"""What can go wrong with an index; each means: answer from the database and rebuild."""


class SearchIndexError(Exception):
    """The index cannot answer."""


class IndexUnavailable(SearchIndexError):
    """The folder is missing, unreadable, or written by another version of the analysis."""


class IndexCorrupt(SearchIndexError):
    """The folder is there but what it holds cannot be read."""
