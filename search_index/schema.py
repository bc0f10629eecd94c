"""The Whoosh fields of one shelf. Texts come already analysed, as lists of terms: Whoosh never analyses
anything."""

import pickle
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import RefBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, NUMERIC, STORED, TEXT, Schema

from search_index.analyzers import analyze, fold
from search_index.documents import Document
from search_index.profiles import Profile, build_profile

SCHEMA_VERSION = 1
FACET_SEPARATOR = "\x1f"
INDEXED_TRADES = 40
ROOT_LENGTH = 5


def new_schema() -> Schema:
    """`body` and `title` are searched, `words` holds words as written, `matter` serves matching, `facet`
    filters."""
    return Schema(
        id=ID(unique=True, stored=True),
        version=STORED(),
        title=TEXT(phrase=False),
        body=TEXT(phrase=False),
        words=TEXT(phrase=False),
        matter=TEXT(phrase=False),
        facet=KEYWORD(),
        facets=COLUMN(RefBytesColumn()),
        updated=NUMERIC(int, bits=64, sortable=True),
        content=STORED(),
    )


def new_codec() -> W3Codec:
    """Large uncompressed blocks: a third less time to match for half as much disk again."""
    return W3Codec(blocklimit=1024, compression=0)


def to_fields(document: Document) -> dict[str, Any]:
    """A document as Whoosh fields."""
    profile = build_profile(document)
    title = analyze(document.title)
    body = [
        *title,
        *analyze(document.text),
        *analyze(" ; ".join(document.skills)),
        *analyze(document.context),
    ]
    facets = [facet_term(name, value) for name, values in sorted(document.facets.items()) for value in values]
    return {
        "id": document.id,
        "version": document.version,
        "title": [token.term for token in title],
        "body": [token.term for token in body],
        "words": sorted({token.surface.lower() for token in body}),
        "matter": list(matter_of(profile)),
        "facet": facets,
        "facets": FACET_SEPARATOR.join(facets).encode(),
        "updated": int(document.updated_at.timestamp()) if document.updated_at else 0,
        "content": pickle.dumps((document, profile), protocol=5),
    }


def facet_term(name: str, value: str) -> str:
    """How a facet value is indexed."""
    return f"{name}={value}"


def matter_of(profile: Profile) -> dict[str, float]:
    """What two documents may have in common, with its weight: terms, roots of words (^), skills (#), trades
    (@)."""
    matter = dict(profile.terms)
    for word, (_, weight) in profile.words.items():
        if len(word) > ROOT_LENGTH:
            matter[f"^{fold(word)[:ROOT_LENGTH]}"] = weight / 2
    matter.update({f"#{skill}": 2 * sure for skill, sure in profile.skills.items()})
    matter.update({f"@{code}": near for code, near in list(profile.trades.items())[:INDEXED_TRADES]})
    return matter


def read_content(stored: dict[str, Any]) -> tuple[Document, Profile]:
    """The document and the profile a stored row keeps."""
    document, profile = pickle.loads(stored["content"])  # noqa: S301 - the folder is private to the service
    return document, profile
