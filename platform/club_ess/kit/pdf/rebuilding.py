"""A new document, into which each page brings what it shows and nothing else."""

import io

from pypdf import PageObject, PdfReader, PdfWriter, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from club_ess.kit.errors import Invalid
from club_ess.kit.pdf import sentences
from club_ess.kit.pdf.annotations import drawings
from club_ess.kit.pdf.copying import Copier
from club_ess.kit.pdf.images import page_of
from club_ess.kit.pdf.keys import value
from club_ess.kit.pdf.receiving import PDF
from club_ess.kit.pdf.sentences import refusal

MOST_PAGES = 200
MOST_PARENTS = 50
MOST_DECODED_BYTES = 100 * 1024 * 1024
MOST_STREAM_BYTES = 30 * 1024 * 1024
STREAM_LIMITS = (
    "zlib_maximum_output_length", "lzw_maximum_output_length", "run_length_maximum_output_length",
    "array_based_stream_maximum_output_length", "maximum_declared_stream_length",
)
SIDES_PT = (3.0, 20_000.0)
QUARTER = 90
Sides = tuple[float, float, float, float]


def rebuild(kind: str, content: bytes) -> bytes:
    """The work of `intake`, without its limits of time and memory. Raises Invalid on `file`."""
    try:
        with apply_configuration(None, **dict.fromkeys(STREAM_LIMITS, MOST_STREAM_BYTES)):
            return _rebuild(content if kind == PDF else page_of(content, kind))
    except Invalid:
        raise
    except (LimitReachedError, MemoryError, RecursionError):
        raise refusal(sentences.TOO_COMPLEX) from None
    except Exception:  # a hostile file makes the libraries raise anything
        raise refusal(sentences.BROKEN) from None


def _rebuild(content: bytes) -> bytes:
    if b"%%EOF" not in content.rstrip(b"\0 \r\n\t")[-1024:]:
        raise refusal(sentences.BROKEN)
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise refusal(sentences.PROTECTED)
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise refusal(sentences.TOO_MANY_PAGES if reader.pages else sentences.BROKEN)
    writer = PdfWriter()
    copier = Copier(writer, MOST_DECODED_BYTES)
    for page in reader.pages:
        _bring(page, writer, copier)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """The bytes of a document that does not say what made it, nor when."""
    writer.metadata = None
    writer.pdf_header = "%PDF-1.7"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _bring(page: PageObject, writer: PdfWriter, copier: Copier) -> None:
    """What the page draws becomes one form: whatever states it leaves open cannot reach what is drawn over it."""
    box = _checked(page.mediabox, within=(-SIDES_PT[1], -SIDES_PT[1], SIDES_PT[1], SIDES_PT[1]))
    new = writer.add_blank_page(box.width, box.height)
    new[NameObject("/MediaBox")] = box
    new[NameObject("/CropBox")] = _checked(page.cropbox, within=_sides(box))
    new[NameObject("/Rotate")] = NumberObject(page.rotation // QUARTER * QUARTER % 360)
    for key in ("/Group", "/UserUnit"):
        if key in page:
            new[NameObject(key)] = copier.copy(page.raw_get(key))
    shown: dict[str, PdfObject] = {"/Page": copier.add(_drawn(page, box, copier))}
    program = b"q /Page Do Q\n"
    for number, (form, matrix) in enumerate(drawings(page)):
        shown[f"/Note{number}"] = copier.copy(form)
        program += b"q %s cm /Note%d Do Q\n" % (matrix, number)
    new[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): _names(shown)})
    new[NameObject("/Contents")] = copier.add(packed(program))


def _names(objects: dict[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): found for name, found in objects.items()})


def _drawn(page: PageObject, box: RectangleObject, copier: Copier) -> StreamObject:
    form = packed(copier.decoded(_streams(page)))
    form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
    form[NameObject("/BBox")] = RectangleObject(tuple(box))
    form[NameObject("/Resources")] = copier.resources(_inherited(page, "/Resources"))
    return form


def _streams(page: PageObject) -> list[StreamObject]:
    """The parts of the page's program. A part that is announced and missing means that the file was damaged."""
    if "/Contents" not in page:
        return []
    contents = page["/Contents"]
    parts = [part.get_object() for part in contents] if isinstance(contents, ArrayObject) else [contents]
    streams = [part for part in parts if isinstance(part, StreamObject)]
    if len(streams) < len(parts):
        raise refusal(sentences.BROKEN)
    return streams


def _inherited(page: DictionaryObject, key: str) -> object:
    """The value on the page or on the nearest of its parents."""
    node: object = page
    for _ in range(MOST_PARENTS):
        if not isinstance(node, DictionaryObject) or key in node:
            break
        node = value(node, "/Parent")
    return value(node, key) if isinstance(node, DictionaryObject) else None


def _checked(box: RectangleObject, within: Sides) -> RectangleObject:
    """The part of the box that lies `within`; refused when too small to be a page."""
    sides = _sides(box)
    inner = [*map(max, sides[:2], within[:2]), *map(min, sides[2:], within[2:])]
    if not all(SIDES_PT[0] <= high - low <= SIDES_PT[1] for low, high in zip(inner[:2], inner[2:], strict=True)):
        raise refusal(sentences.BROKEN)
    return RectangleObject((inner[0], inner[1], inner[2], inner[3]))


def _sides(box: RectangleObject) -> Sides:
    x0, y0, x1, y1 = (float(side) for side in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def packed(data: bytes) -> EncodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream.flate_encode()
