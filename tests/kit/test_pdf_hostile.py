"""Files made to swell, to loop or to hang, and noise: the answer is a document or a sentence, soon."""

import io
import os
import sys
import time
import zlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject

from club_ess.kit.errors import Invalid
from club_ess.kit.pdf import intake, page_count, receiving, sentences
from club_ess.kit.pdf.rebuilding import rebuild
from tests.kit.documents import (
    changed,
    dictionary,
    numbers,
    pdf,
    photograph,
    stream,
    trapped,
)


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        intake(name, content)
    return caught.value.errors["file"]


def bomb(layers: int, size: int = 60_000_000) -> bytes:
    data = bytes(size)
    for _ in range(layers):
        data = zlib.compress(data, 9)

    def swell(writer: PdfWriter) -> None:
        program = stream(data, Filter=ArrayObject([NameObject("/FlateDecode")] * layers))
        writer.pages[0][NameObject("/Contents")] = writer._add_object(program)
    return changed(pdf(), swell)


def repeated() -> bytes:
    """One stream of 10 MB, called by each of 200 pages."""
    def swell(writer: PdfWriter) -> None:
        program = writer._add_object(stream(zlib.compress(b" " * 10_000_000), Filter="/FlateDecode"))
        for page in writer.pages:
            page[NameObject("/Contents")] = ArrayObject([program] * 50)
    return changed(pdf(*["page"] * 200), swell)


def nested() -> bytes:
    def deepen(writer: PdfWriter) -> None:
        form = stream(b"", Subtype="/Form", BBox=numbers(0, 0, 1, 1))
        for _ in range(500):
            inner = dictionary(XObject=dictionary(F=writer._add_object(form)))
            form = stream(b"/F Do", Subtype="/Form", BBox=numbers(0, 0, 1, 1), Resources=inner)
        resources = dictionary(XObject=dictionary(F=writer._add_object(form)))
        writer.pages[0][NameObject("/Resources")] = resources
    return changed(pdf(), deepen)


@pytest.mark.parametrize("made", [lambda: bomb(1), lambda: bomb(2), repeated, nested])
def test_a_document_made_to_swell_is_refused_quickly(made: Callable[[], bytes]) -> None:
    content = made()
    assert len(content) < receiving.MOST_BYTES
    begun = time.monotonic()
    assert refused("a.pdf", content) == sentences.TOO_COMPLEX
    assert time.monotonic() - begun < 15


def test_a_picture_made_to_swell_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (8_000, 8_000)).save(out, "PNG")
    assert refused("a.png", out.getvalue()) == sentences.TOO_LARGE


def test_a_form_that_draws_itself_is_copied_once() -> None:
    def loop(writer: PdfWriter) -> None:
        form = stream(b"", Subtype="/Form", BBox=numbers(0, 0, 1, 1))
        reference = writer._add_object(form)
        form[NameObject("/Resources")] = dictionary(XObject=dictionary(Me=reference))
        writer.pages[0]["/Resources"][NameObject("/XObject")] = dictionary(Me=reference)  # type: ignore[index]
    assert page_count(intake("a.pdf", changed(pdf(), loop))) == 1


def test_a_document_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_SECONDS", 0.001)
    assert refused("a.pdf", pdf()) == sentences.TOO_COMPLEX


def test_when_that_process_dies_the_person_gets_a_sentence_and_the_operator_a_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert refused("a.pdf", pdf()) == sentences.TOO_COMPLEX
    assert "ended with 1" in caplog.text


def test_the_process_that_opens_the_file_is_given_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLUB_SECRET_KEY", "secret")
    assert not [name for name in receiving._environment() if name.startswith("CLUB")]
    assert os.environ["CLUB_SECRET_KEY"] == "secret"


patient = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SAMPLE = trapped()
PICTURE = photograph()


def survives(kind: str, content: bytes) -> None:
    try:
        kept = rebuild(kind, content)
    except Invalid as invalid:
        assert set(invalid.errors) == {"file"}  # noqa: PT017 a document is a good answer too
    else:
        assert page_count(kept) >= 1
        assert b"/JavaScript" not in kept


@patient
@given(st.binary(max_size=400), st.sampled_from(["PDF", "PNG", "JPEG", "WEBP"]))
def test_noise_is_refused_and_nothing_worse(noise: bytes, kind: str) -> None:
    survives(kind, noise)
    survives("PDF", b"%PDF-1.7\n" + noise + b"\n%%EOF")


@patient
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=12))
def test_a_damaged_document_is_mended_or_refused(wounds: list[tuple[int, bytes]]) -> None:
    wounded = bytearray(SAMPLE)
    for at, bytes_ in wounds:
        wounded[at : at + len(bytes_)] = bytes_
    survives("PDF", bytes(wounded))


@patient
@given(st.integers(0, len(PICTURE) - 1), st.binary(min_size=1, max_size=6))
def test_a_damaged_picture_is_mended_or_refused(at: int, wound: bytes) -> None:
    survives("JPEG", PICTURE[:at] + wound + PICTURE[at + len(wound) :])


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.binary(max_size=200))
def test_whatever_is_sent_the_answer_is_a_document_or_a_sentence(name: str, content: bytes) -> None:
    assert refused(name, content)
