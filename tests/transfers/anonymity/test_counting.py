"""The counts in place, and the file they come from."""

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from club_ess.transfers.anonymity.cells import Cell
from club_ess.transfers.anonymity.counting import Count, are_counts_loaded, count, replace_counts, what_is_loaded
from club_ess.transfers.anonymity.counts_file import BadFile, read_counts, write_counts
from club_ess.transfers.anonymity.generalising import assess
from club_ess.transfers.enums import Statute, Workforce
from tests.cast import Club

COUNTS = [
    Count("E", "nord", Workforce.NONE, None, 90),
    Count("E", "nord", Workforce.MICRO, None, 2),
    Count("E", "nord", Workforce.MEDIUM, None, 1),
    Count("E", "collines", Workforce.MICRO, None, 1),
    Count("Q", "mulhouse", Workforce.SMALL, None, 84),
    Count("Q", "mulhouse", Workforce.SMALL, Statute.ESS, 61),
]
HEADER = "section,zone,workforce,statute,number\n"
GOOD = HEADER + "Q,mulhouse,10-49,,84\nQ,mulhouse,10-49,ess,61\n"


def test_before_loading_everything_is_unknown(club: Club) -> None:
    with club.context():
        assert not are_counts_loaded()
        assert count(Cell(None)) is None
        assert what_is_loaded() is None


def test_the_structures_of_a_cell_are_counted(club: Club) -> None:
    with club.context():
        assert replace_counts(COUNTS, "2026-11.csv") == 6
        assert are_counts_loaded()
        assert count(Cell("E", "nord", Workforce.MICRO)) == 2
        assert count(Cell("E", "m2a", Workforce.MICRO)) == 3
        assert count(Cell(None, "mulhouse", Workforce.SMALL, Statute.ESS)) == 61
        assert count(Cell("A")) == 0
        assert count(Cell("Q", "mulhouse", None, Statute.SIAE)) is None


def test_shells_without_employees_hide_nobody(club: Club) -> None:
    """Ninety self-employed dealers would make a crowd on paper around the one factory."""
    with club.context():
        replace_counts(COUNTS, "2026-11.csv")
        assert count(Cell("E", "nord", Workforce.NONE)) == 90
        assert count(Cell("E")) == 4
        assessment = assess(Cell("E", "nord", Workforce.MEDIUM), count)
        assert not assessment.is_publishable
        assert assessment.widened is not None
        assert assessment.widened.section is None


def test_new_counts_replace_all_former_ones_or_nothing_changes(club: Club) -> None:
    with club.context():
        replace_counts(COUNTS, "2026-11.csv")
        with pytest.raises(IntegrityError):
            replace_counts([COUNTS[0], COUNTS[0]], "twice.csv")
        replace_counts(COUNTS[4:], "2026-12.csv")
        loaded = what_is_loaded()
    assert loaded is not None
    assert (loaded.lines, loaded.structures, loaded.statutes, loaded.source) == (2, 84, [Statute.ESS], "2026-12.csv")


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    write_counts(COUNTS, tmp_path / "counts.csv")
    assert read_counts(tmp_path / "counts.csv") == COUNTS


@pytest.mark.parametrize(("text", "complaint"), [
    ("", "Ligne 1 : les colonnes"),
    ("a,b\n", "Ligne 1 : les colonnes"),
    (HEADER, "aucun établissement"),
    (GOOD + "Z,nord,1-9,,4\n", "Ligne 4 : section : « Z »"),
    (GOOD + "Q,m2a,1-9,,4\n", "Ligne 4 : zone : « m2a »"),
    (GOOD + "Q,nord,20-30,,4\n", "Ligne 4 : workforce"),
    (GOOD + "Q,nord,1-9,scop,4\n", "Ligne 4 : statute"),
    (GOOD + "Q,nord,1-9,,-4\n", "Ligne 4 : number"),
    (GOOD + "Q,nord,1-9,,４\n", "Ligne 4 : number"),
    (GOOD + "Q,nord,1-9,," + "9" * 5000 + "\n", "Ligne 4 : number"),
    (GOOD + "Q,nord,1-9\n", "Ligne 4 : 3 colonne(s)"),
    (GOOD + "Q,mulhouse,10-49,,84\n", "Ligne 4 : cette case est déjà comptée"),
    (HEADER + "Q,nord,1-9,,3\nQ,nord,1-9,ess,4\n", "4 structures « ess »"),
    (HEADER + "Q,nord,1-9,ess,4\n", "aucun établissement"),
])
def test_a_bad_file_is_refused_with_its_line(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as refusal:
        read_counts(path)
    assert complaint in str(refusal.value)


def test_a_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(GOOD.encode() + b"\xe9\xff")
    with pytest.raises(BadFile, match="UTF-8"):
        read_counts(path)
