"""The Whoosh fields of one shelf. Texts come already analysed, as lists of terms: Whoosh never analyses
anything."""

import pickle
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader
from whoosh.fields import ID, STORED, TEXT, Schema

from search_index.documents import Document
from search_index.profiles import Profile, build_profile, words_of

SCHEMA_VERSION = 3  # rises when what is stored changes, the ROME sheets included


def new_schema() -> Schema:
    """`body` and `title` are searched, `words` holds words as written, `content` keeps the document and its
    profile."""
    return Schema(
        id=ID(unique=True, stored=True),
        version=STORED(),
        title=TEXT(phrase=False),
        body=TEXT(phrase=False),
        words=TEXT(phrase=False),
        content=STORED(),
    )


class _LengthsInMemory(W3PerDocReader):  # type: ignore[misc]
    """Whoosh reads a document's length from a file for every posting it writes: here, once a field."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        self._read: dict[str, list[int]] = {}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if fieldname not in self._read:
            every = range(self.doc_count_all())
            self._read[fieldname] = [super(_LengthsInMemory, self).doc_field_length(at, fieldname) for at in every]
        return self._read[fieldname][docnum] or default


class _WritingCodec(W3Codec):  # type: ignore[misc]
    def per_document_reader(self, storage: Any, segment: Any) -> W3PerDocReader:
        return _LengthsInMemory(storage, segment)


def new_codec() -> W3Codec:
    """For writing. Large uncompressed blocks: faster to read, for half as much disk again."""
    return _WritingCodec(blocklimit=1024, compression=0)


def to_fields(document: Document) -> dict[str, Any]:
    """A document as Whoosh fields."""
    words = words_of(document)
    profile = build_profile(document, words)
    return {
        "id": document.id,
        "version": document.version,
        "title": [token.term for token in words.title],
        "body": [token.term for token in words.all()],
        "words": list(profile.spellings),
        "content": pickle.dumps((document, profile), protocol=5),
    }


def read_content(stored: dict[str, Any]) -> tuple[Document, Profile]:
    """The document and the profile a stored row keeps."""
    document, profile = pickle.loads(stored["content"])  # noqa: S301 - the folder is private to the service
    return document, profile
