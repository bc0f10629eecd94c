"""What is sent is kept as pages and nothing else, or refused with a reason."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NullObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from club_ess.kit.errors import Invalid
from club_ess.kit.pdf import intake, page_count, receiving, sentences
from tests.kit.documents import (
    CANARY,
    changed,
    everything,
    pdf,
    photograph,
    texts,
    trapped,
    with_annotation,
)

FORBIDDEN = [
    CANARY, "JavaScript", "/AA", "/OpenAction", "/Annots", "/EmbeddedFile", "/Metadata", "/AcroForm", "/URI", "/Launch",
    "/Names", "/Outlines", "/Producer", "/Author", "/CreationDate", "pypdf", "ReportLab",
]


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        intake(name, content)
    return caught.value.errors["file"]


def test_of_a_trapped_document_only_the_page_is_kept() -> None:
    sent = trapped()
    assert everything(sent).count(CANARY.encode()) > 12, "the specimens are really there"
    kept = intake("comptes.pdf", sent)
    assert "Comptes de l’exercice" in texts(kept)[0]
    inside = everything(kept)
    for word in FORBIDDEN:
        assert word.encode() not in inside, word
        assert word.encode("utf-16-be") not in inside, word
    root = PdfReader(io.BytesIO(kept)).trailer["/Root"]
    assert set(root) == {"/Type", "/Pages"}  # type: ignore[call-overload]


def test_what_a_filled_form_shows_stays_on_the_page_and_its_field_goes() -> None:
    kept = intake("formulaire.pdf", with_annotation("Effectif 12 salaries"))
    assert "Effectif 12 salaries" in texts(kept)[0]
    assert b"/Annots" not in kept
    assert CANARY.encode() not in everything(kept)


def test_what_an_annotation_hides_is_not_kept() -> None:
    kept = intake("formulaire.pdf", with_annotation("Effectif secret", flags=2))
    assert b"Effectif secret" not in everything(kept)


def test_pages_keep_their_order_their_turn_and_what_they_inherit() -> None:
    def turn(writer: PdfWriter) -> None:
        writer.pages[1].rotate(90)
        pages = writer.root_object["/Pages"]
        pages[NameObject("/Resources")] = writer.pages[0].pop("/Resources")  # type: ignore[index]
    kept = intake("A.PDF", changed(pdf("un", "deux", "trois"), turn))
    assert [text.strip() for text in texts(kept)] == ["un", "deux", "trois"]
    assert [page.rotation for page in PdfReader(io.BytesIO(kept)).pages] == [0, 90, 0]


def test_intake_is_the_same_each_time_and_a_kept_document_can_be_sent_again() -> None:
    kept = intake("a.pdf", trapped())
    assert intake("a.pdf", trapped()) == kept
    assert texts(intake("a.pdf", kept)) == texts(kept)


@pytest.mark.parametrize(
    ("name", "kind"), [("photo.JPG", "JPEG"), ("photo.jpeg", "JPEG"), ("p.png", "PNG"), ("p.webp", "WEBP")]
)
def test_a_picture_becomes_one_page_without_what_the_camera_noted(name: str, kind: str) -> None:
    sent = photograph(kind)
    assert CANARY.encode() in sent
    kept = intake(name, sent)
    assert page_count(kept) == 1
    assert CANARY.encode() not in everything(kept)
    box = PdfReader(io.BytesIO(kept)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (794, 595) or max(box.width, box.height) <= 843


def test_a_photograph_inside_a_pdf_loses_what_the_camera_noted_and_keeps_its_pixels() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawImage(ImageReader(io.BytesIO(photograph())), 0, 0)
    canvas.save()
    sent = changed(out.getvalue(), _jpeg_as_it_was)
    assert CANARY.encode() in sent
    kept = intake("plan.pdf", sent)
    assert CANARY.encode() not in kept
    picture = PdfReader(io.BytesIO(kept)).pages[0]["/Resources"]["/XObject"]["/Page"]["/Resources"]["/XObject"]  # type: ignore[index]
    data = next(iter(picture.values())).get_object()._data
    assert Image.open(io.BytesIO(data)).tobytes() == Image.open(io.BytesIO(photograph())).tobytes()


def _jpeg_as_it_was(writer: PdfWriter) -> None:
    picture = next(iter(writer.pages[0]["/Resources"]["/XObject"].values())).get_object()  # type: ignore[index]
    picture._data = photograph()
    picture[NameObject("/Filter")] = NameObject("/DCTDecode")


def encrypted() -> bytes:
    return changed(pdf(), lambda writer: writer.encrypt("secret", algorithm="RC4-128"))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", sentences.EMPTY),
        ("a.pdf", b"%PDF-" + bytes(receiving.MOST_BYTES), sentences.TOO_HEAVY),
        ("bilan.docx", b"PK\x03\x04", sentences.OFFICE),
        ("bilan.xls", b"\xd0\xcf", sentences.OFFICE),
        ("a.exe", pdf(), sentences.NOT_ACCEPTED),
        ("sans extension", pdf(), sentences.NOT_ACCEPTED),
        ("a.png", pdf(), sentences.NOT_ACCEPTED),
        ("a.pdf", photograph(), sentences.NOT_ACCEPTED),
        ("a.pdf", b"%PDF-1.7\nrien", sentences.BROKEN),
        ("a.pdf", b"%PDF-1.7\nrien\n%%EOF", sentences.BROKEN),
        ("a.pdf", pdf("un", "deux")[:-300], sentences.BROKEN),
        ("a.jpg", photograph()[:400], sentences.BROKEN),
        ("a.pdf", encrypted(), sentences.PROTECTED),
        ("a.pdf", pdf(*["page"] * 201), sentences.TOO_MANY_PAGES),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(name: str, content: bytes, sentence: str) -> None:
    assert refused(name, content) == sentence


def test_a_page_whose_program_is_lost_is_damage_not_a_blank_page() -> None:
    def lose(writer: PdfWriter) -> None:
        writer._objects[writer.pages[0].raw_get("/Contents").idnum - 1] = NullObject()
    assert refused("a.pdf", changed(pdf(), lose)) == sentences.BROKEN
