"""Writes over every page for whom it was opened: large and pale across it, small and sharp at its foot."""

import io
import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

from anyascii import anyascii
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, RectangleObject, StreamObject
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from club_ess.kit.pdf.rebuilding import packed, written

FONT = "Vera"
MOST_CHARACTERS = 200
GREY = 0.45
PALE, SHARP, BEHIND = 0.22, 1.0, 0.75
Size = tuple[float, float]


def page_count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def watermark(pdf: bytes, lines: Sequence[str]) -> bytes:
    """What `intake` returned, with these lines on every page as text that can be found. ValueError without a word."""
    rows = [row for row in map(_drawable, lines) if row]
    if not rows:
        raise ValueError("a mark without a word would mark nothing")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    forms = _forms({_size(page) for page in writer.pages}, rows, writer)
    opening = writer._add_object(packed(b"q\n"))
    for page in writer.pages:
        closing = writer._add_object(packed(b"\nQ q %s cm /Watermark Do Q\n" % _upright(page)))
        page[NameObject("/Contents")] = ArrayObject([opening, page.raw_get("/Contents"), closing])
        _objects(page)[NameObject("/Watermark")] = forms[_size(page)]
    return written(writer)


def _objects(page: PageObject) -> DictionaryObject:
    """What the page can name in its program."""
    return cast(DictionaryObject, cast(DictionaryObject, page["/Resources"])["/XObject"])


def _size(page: PageObject) -> Size:
    """Width and height as the reader sees them, the page being turned."""
    width, height = round(float(page.cropbox.width), 1), round(float(page.cropbox.height), 1)
    return (height, width) if page.rotation % 180 else (width, height)


def _upright(page: PageObject) -> bytes:
    """From the axes of the reader to those of the page."""
    x0, y0, x1, y1 = (float(side) for side in page.cropbox)
    matrices = {
        0: (1, 0, 0, 1, x0, y0), 90: (0, 1, -1, 0, x1, y0), 180: (-1, 0, 0, -1, x1, y1), 270: (0, -1, 1, 0, x0, y1)
    }
    return b"%g %g %g %g %.3f %.3f" % matrices[page.rotation % 360]


def _forms(sizes: Iterable[Size], lines: Sequence[str], writer: PdfWriter) -> dict[Size, IndirectObject]:
    """One form for each size of page, all with the same embedded font."""
    ordered = sorted(sizes)
    drawn = io.BytesIO()
    canvas = Canvas(drawn, invariant=1, pageCompression=1)
    for size in ordered:
        canvas.setPageSize(size)
        _across(canvas, size, lines)
        _at_the_foot(canvas, size, "  ·  ".join(lines))
        canvas.showPage()
    canvas.save()
    return {size: _form(page, writer) for size, page in zip(ordered, PdfReader(drawn).pages, strict=True)}


def _form(page: PageObject, writer: PdfWriter) -> IndirectObject:
    form = packed(cast(StreamObject, page["/Contents"]).get_data())
    form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
    form[NameObject("/BBox")] = RectangleObject(tuple(page.mediabox))
    form[NameObject("/Resources")] = page["/Resources"].clone(writer)
    return writer._add_object(form)


def _across(canvas: Canvas, size: Size, lines: Sequence[str]) -> None:
    width, height = size
    points = min(_fitting(line, 0.75 * math.hypot(width, height), min(size) / 7) for line in lines)
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.setFont(_font(), points)
    canvas.setFillGray(GREY, PALE)
    for row, line in enumerate(lines):
        canvas.drawCentredString(0, points * 1.3 * ((len(lines) - 1) / 2 - row) - points / 3, line)
    canvas.restoreState()


def _at_the_foot(canvas: Canvas, size: Size, line: str) -> None:
    """On a veil of white: a page may be dark."""
    width, height = size
    points = _fitting(line, 0.94 * width, max(min(9.0, height / 12), min(size) / 80))
    canvas.setFillGray(1, BEHIND)
    canvas.rect(0, 0, width, points * 2, stroke=0, fill=1)
    canvas.setFillGray(0.2, SHARP)
    canvas.setFont(_font(), points)
    canvas.drawCentredString(width / 2, points * 0.7, line)


def _fitting(line: str, width: float, most_points: float) -> float:
    wide: float = pdfmetrics.stringWidth(line, _font(), 1)
    return min(most_points, width / max(wide, 1.0))


@cache
def _font() -> str:
    """Bitstream Vera, which reportlab carries, so that no reader replaces it by a font of its own."""
    pdfmetrics.registerFont(TTFont(FONT, "Vera.ttf"))
    return FONT


def _drawable(line: str) -> str:
    """The line on one row; a letter that the font lacks is written in Latin letters."""
    known = pdfmetrics.getFont(_font()).face.charToGlyph
    drawn = "".join(c if ord(c) in known else anyascii(c) for c in unicodedata.normalize("NFC", line))
    return " ".join("".join(c if c.isprintable() else " " for c in drawn).split())[:MOST_CHARACTERS]
