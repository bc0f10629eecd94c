"""What a person opens bears that person's name, on every page."""

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from club_ess.kit.pdf import intake, page_count, watermark
from club_ess.kit.pdf.rebuilding import rebuild
from tests.kit.documents import (
    changed,
    everything,
    pdf,
    stream,
    texts,
)

NAME = "Zoé L’Œuvre-Łuk"
WHEN = "ouvert le 22 novembre 2026 à 14 h 05"


SIMPLE = rebuild("PDF", pdf())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (842, 595), (80, 60), (3000, 200), (5000, 7000)])
def test_every_page_bears_the_name_twice_whatever_its_size_and_turn(size: tuple[int, int], turn: int) -> None:
    kept = changed(pdf("un", "deux", size=size), lambda writer: [page.rotate(turn) for page in writer.pages])
    marked = watermark(rebuild("PDF", kept), [NAME, WHEN])
    for text in texts(marked):
        assert text.count(NAME) == 2, text
        assert text.count(WHEN) == 2, text


@pytest.mark.parametrize(("turn", "foot"), [(0, (0, 0)), (90, (1, 0)), (180, (1, 1)), (270, (0, 1))])
def test_the_foot_is_where_the_reader_sees_the_foot(turn: int, foot: tuple[int, int]) -> None:
    """The origin of the mark is the corner that stands bottom left once the page is turned."""
    def crop(writer: PdfWriter) -> None:
        writer.pages[0].rotate(turn)
        writer.pages[0].cropbox.lower_left, writer.pages[0].cropbox.upper_right = (50, 60), (500, 800)
    page = PdfReader(io.BytesIO(watermark(rebuild("PDF", changed(pdf(), crop)), [NAME]))).pages[0]
    program = page["/Contents"][2].get_object().get_data().split()  # type: ignore[index]
    assert [float(number) for number in program[6:8]] == [(50, 500)[foot[0]], (60, 800)[foot[1]]]


def test_a_page_that_leaves_its_states_open_cannot_push_the_name_away() -> None:
    def open_states(writer: PdfWriter) -> None:
        program = stream(b"q q 0 0 0 0 900 900 cm Q Q Q Q q q 3 Tr")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(program)
    kept = intake("a.pdf", changed(pdf(), open_states))
    root = PdfReader(io.BytesIO(kept)).pages[0]["/Contents"]
    assert isinstance(root, StreamObject)
    assert root.get_data() == b"q /Page Do Q\n"
    assert NAME in texts(watermark(kept, [NAME]))[0]


def test_the_mark_says_nothing_of_the_server() -> None:
    inside = everything(watermark(rebuild("PDF", pdf()), [NAME]))
    for word in (b"pypdf", b"ReportLab", b"/Producer", b"/CreationDate", b"/Info", os.getcwd().encode()):
        assert word not in inside, word


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=3))
def test_a_name_of_any_alphabet_can_be_written(lines: list[str]) -> None:
    assert page_count(watermark(SIMPLE, [WHEN, *lines])) == 1


def test_letters_that_the_font_lacks_become_latin_ones() -> None:
    assert "Nguyen Lev Ioannina" in texts(watermark(SIMPLE, ["Nguyễn Лев Ιωάννινα"]))[0]


def test_letters_typed_in_two_parts_keep_their_accent() -> None:
    assert "Angélique Noël" in texts(watermark(SIMPLE, ["Ange\u0301lique\n\0 Noe\u0308l"]))[0]


def test_a_mark_without_a_word_is_a_mistake_not_an_unmarked_document() -> None:
    with pytest.raises(ValueError, match="word"):
        watermark(SIMPLE, [" ", ""])
