"""Annotations become part of the drawing: what they showed stays on the page, what they did is gone."""

from collections.abc import Iterator
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, NumberObject, PdfObject, StreamObject

from club_ess.kit.pdf import sentences
from club_ess.kit.pdf.keys import value
from club_ess.kit.pdf.sentences import refusal

DRAWN = {
    "/Widget", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Square", "/Circle", "/Line",
    "/Polygon", "/PolyLine", "/Ink", "/Stamp", "/Caret",
}
HIDDEN_OR_NOT_VIEWED = 2 | 32
MOST_ANNOTATIONS = 5_000
Corners = tuple[float, float, float, float]


def drawings(page: PageObject) -> Iterator[tuple[PdfObject, bytes]]:
    """The form that each visible annotation shows, with the matrix that puts it in its place."""
    annotations = value(page, "/Annots")
    if not isinstance(annotations, ArrayObject):
        return
    if len(annotations) > MOST_ANNOTATIONS:
        raise refusal(sentences.TOO_COMPLEX)
    for each in annotations:
        annotation = each.get_object()
        form = _shown(annotation) if isinstance(annotation, DictionaryObject) else None
        if form is None:
            continue
        matrix = _matrix(annotation, form)
        if matrix is not None:
            yield form.indirect_reference or form, matrix


def _shown(annotation: DictionaryObject) -> StreamObject | None:
    """The normal appearance, for the present state of a box to tick."""
    flags, faces = value(annotation, "/F"), value(annotation, "/AP")
    if value(annotation, "/Subtype") not in DRAWN or not isinstance(faces, DictionaryObject):
        return None
    if isinstance(flags, NumberObject) and flags & HIDDEN_OR_NOT_VIEWED:
        return None
    face, state = value(faces, "/N"), value(annotation, "/AS")
    if isinstance(face, DictionaryObject) and not isinstance(face, StreamObject) and isinstance(state, str):
        face = value(face, state)
    return face if isinstance(face, StreamObject) else None


def _matrix(annotation: DictionaryObject, form: DictionaryObject) -> bytes | None:
    """ISO 32000-1, 12.5.5: the form's box, once transformed, is fitted to the annotation's rectangle."""
    box, rectangle = _corners(_numbers(form["/BBox"])), _corners(_numbers(annotation["/Rect"]))
    a, b, c, d, e, f = _numbers(form["/Matrix"]) if "/Matrix" in form else [1, 0, 0, 1, 0, 0]
    points = [(a * x + c * y + e, b * x + d * y + f) for x in box[::2] for y in box[1::2]]
    across, up = [x for x, _ in points], [y for _, y in points]
    width, height = max(across) - min(across), max(up) - min(up)
    if not width or not height:
        return None
    sx, sy = (rectangle[2] - rectangle[0]) / width, (rectangle[3] - rectangle[1]) / height
    return b"%.5f 0 0 %.5f %.5f %.5f" % (sx, sy, rectangle[0] - sx * min(across), rectangle[1] - sy * min(up))


def _numbers(array: Any) -> list[float]:
    return [float(number.get_object()) for number in array]


def _corners(sides: list[float]) -> Corners:
    x0, y0, x1, y1 = sides
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
