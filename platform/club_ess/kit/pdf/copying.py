"""Copies what drawing needs from one document into another: known keys only, so that nothing rides along."""

from collections.abc import Iterable
from enum import Enum, auto

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from club_ess.kit.pdf import sentences
from club_ess.kit.pdf.images import without_metadata
from club_ess.kit.pdf.keys import KEPT, NAMED, NAMED_RESOURCES, value
from club_ess.kit.pdf.sentences import refusal

MOST_OBJECTS = 200_000
MOST_DEPTH = 60
MOST_PIXELS = 100_000_000
JPEG = (["/DCTDecode"], ["/DCT"])


class Kind(Enum):
    TYPED = auto()  # the keys are the format's own
    RESOURCES = auto()  # the keys are the categories of resources
    NAMES = auto()  # the keys were chosen by whoever wrote the file


class Copier:
    """Copies into `writer`; refuses what would draw more than `most_bytes` once decompressed."""

    def __init__(self, writer: PdfWriter, most_bytes: int) -> None:
        self._writer, self._bytes_left, self._objects_left = writer, most_bytes, MOST_OBJECTS
        self._done: dict[tuple[int, int, Kind], PdfObject] = {}
        self._depth = 0

    def add(self, made: PdfObject) -> IndirectObject:
        return self._writer._add_object(made)

    def resources(self, found: object) -> PdfObject:
        return self.copy(found if isinstance(found, DictionaryObject) else DictionaryObject(), Kind.RESOURCES)

    def decoded(self, streams: Iterable[StreamObject]) -> bytes:
        return b"\n".join(self._decoded(stream) for stream in streams)

    def copy(self, given: PdfObject, kind: Kind = Kind.TYPED) -> PdfObject:
        """A copy that belongs to the new document. Loops are kept as loops."""
        self._objects_left -= 1
        self._depth += 1
        if self._objects_left < 0 or self._depth > MOST_DEPTH:
            raise refusal(sentences.TOO_COMPLEX)
        try:
            return self._once(given, kind) if isinstance(given, IndirectObject) else self._content(given, kind)
        finally:
            self._depth -= 1

    def _once(self, reference: IndirectObject, kind: Kind) -> PdfObject:
        key = (reference.idnum, reference.generation, kind)
        if key not in self._done:
            found = reference.get_object()
            target = _empty_like(found)
            if target is None:
                self._done[key] = found if found is not None else NullObject()
            else:
                self._done[key] = self.add(target)
                self._fill(target, found, kind)
        return self._done[key]

    def _content(self, given: PdfObject, kind: Kind) -> PdfObject:
        target = _empty_like(given)
        if target is None:
            return given
        self._fill(target, given, kind)
        return self.add(target) if isinstance(target, StreamObject) else target

    def _fill(self, target: PdfObject, found: object, kind: Kind) -> None:
        if isinstance(target, ArrayObject) and isinstance(found, ArrayObject):
            target.extend(self.copy(item) for item in found)
        elif isinstance(target, DictionaryObject) and isinstance(found, DictionaryObject):
            self._keys(target, found, kind)
            if isinstance(target, EncodedStreamObject) and isinstance(found, StreamObject):
                self._data(target, found)

    def _keys(self, target: DictionaryObject, found: DictionaryObject, kind: Kind) -> None:
        for key in found:
            inner = _inside(kind, key)
            if inner is not None:
                target[NameObject(key)] = self.copy(found.raw_get(key), inner)

    def _data(self, target: EncodedStreamObject, found: StreamObject) -> None:
        """Images stay encoded as they are; any other stream is decoded, measured and packed anew."""
        if value(found, "/Subtype") == "/Image":
            target._data = self._pixels(found)
            return
        plain = DecodedStreamObject()
        plain.set_data(self._decoded(found))
        target._data = plain.flate_encode()._data
        target.pop("/DecodeParms", None)
        target[NameObject("/Filter")] = NameObject("/FlateDecode")

    def _pixels(self, image: StreamObject) -> bytes:
        width, height = image["/Width"], image["/Height"]
        if not isinstance(width, NumberObject) or not isinstance(height, NumberObject) or width * height > MOST_PIXELS:
            raise refusal(sentences.TOO_COMPLEX)
        filters = value(image, "/Filter")
        named = [part.get_object() for part in filters] if isinstance(filters, ArrayObject) else [filters]
        return without_metadata(image._data) if named in JPEG else image._data

    def _decoded(self, stream: StreamObject) -> bytes:
        data = stream.get_data()
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise refusal(sentences.TOO_COMPLEX)
        return data


def _empty_like(found: object) -> PdfObject | None:
    """The container to fill; None for what holds nothing else."""
    if isinstance(found, StreamObject):
        return EncodedStreamObject()
    if isinstance(found, DictionaryObject):
        return DictionaryObject()
    return ArrayObject() if isinstance(found, ArrayObject) else None


def _inside(kind: Kind, key: str) -> Kind | None:
    """What the value under this key is; None when the key is not copied."""
    if kind is Kind.NAMES:
        return Kind.TYPED
    if kind is Kind.RESOURCES:
        return Kind.NAMES if key in NAMED_RESOURCES else None
    if key not in KEPT:
        return None
    if key == "/Resources":
        return Kind.RESOURCES
    return Kind.NAMES if key in NAMED else Kind.TYPED
