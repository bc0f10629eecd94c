"""INSEE's stock files, in miniature."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from club_ess.extensions import db
from club_ess.transfers.anonymity.cells import Cell
from club_ess.transfers.anonymity.commands import sirene_commands
from club_ess.transfers.anonymity.counting import count
from club_ess.transfers.enums import Statute, Workforce
from tests.cast import Club

COLUMNS = [
    "siren", "nic", "siret", "trancheEffectifsEtablissement", "codeCommuneEtablissement",
    "etatAdministratifEtablissement", "enseigne1Etablissement", "activitePrincipaleEtablissement",
    "nomenclatureActivitePrincipaleEtablissement",
]
UNIT_COLUMNS = ["siren", "categorieJuridiqueUniteLegale", "economieSocialeSolidaireUniteLegale"]
MULHOUSE, WITTENHEIM, COLMAR = "68224", "68376", "68066"


def line(siren: int, size: str = "11", commune: str = MULHOUSE, **others: str) -> dict[str, str]:
    row = {
        "siren": f"{siren:09}", "nic": "00012", "siret": f"{siren:09}00012", "trancheEffectifsEtablissement": size,
        "codeCommuneEtablissement": commune, "etatAdministratifEtablissement": "A",
        "enseigne1Etablissement": 'L"Étoile, \n', "activitePrincipaleEtablissement": "88.91A",
        "nomenclatureActivitePrincipaleEtablissement": "NAFRev2",
    }
    return row | others


STOCK = [
    *(line(siren) for siren in range(1, 7)),
    line(7, "NN"), line(8, "00"), line(9, "03"), line(10, "12", WITTENHEIM), line(11, "31"), line(12, "32"),
    line(13, ""), line(14, commune=COLMAR), line(15, etatAdministratifEtablissement="F"),
    line(16, activitePrincipaleEtablissement="80.1A", nomenclatureActivitePrincipaleEtablissement="NAF1993"),
    line(1, "01", WITTENHEIM, siret="00000000100020"), line(1, "21", MULHOUSE, siret="00000000100038"),
]
UNITS = [("000000001", "9260", ""), ("000000002", "5499", "O"), ("000000003", "5499", "N"), ("000000014", "9220", "O")]


def table(columns: list[str], rows: list[dict[str, str]]) -> str:
    file = io.StringIO()
    out = csv.DictWriter(file, columns)
    out.writeheader()
    out.writerows(rows)
    return file.getvalue()


@pytest.fixture
def stock(tmp_path: Path) -> Path:
    path = tmp_path / "StockEtablissement_utf8.csv"
    path.write_text(table(COLUMNS, STOCK), encoding="utf-8")
    return path


@pytest.fixture
def units(tmp_path: Path) -> Path:
    path = tmp_path / "StockUniteLegale_utf8.zip"
    rows = [dict(zip(UNIT_COLUMNS, row, strict=True)) for row in UNITS]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("StockUniteLegale_utf8.csv", table(UNIT_COLUMNS, rows))
    return path


def run(club: Club, *words: object) -> Result:
    with club.context():
        answer = CliRunner().invoke(sirene_commands, [str(word) for word in words])
        db.session.remove()
    return answer


def built(club: Club, tmp_path: Path, *words: object) -> list[str]:
    output = tmp_path / "establishments.csv"
    done = run(club, "build", *words, "-o", output)
    assert done.exit_code == 0, done.output
    return output.read_text(encoding="utf-8").splitlines()


def test_a_structure_of_m2a_counts_once_at_its_largest_site(club: Club, stock: Path, tmp_path: Path) -> None:
    assert built(club, tmp_path, stock) == [
        "section,zone,workforce,statute,number",
        "Q,mulhouse,0,,2", "Q,mulhouse,1-9,,1", "Q,mulhouse,10-49,,5", "Q,mulhouse,250+,,1", "Q,mulhouse,50-249,,2",
        "Q,nord,10-49,,1",
    ]


def test_legal_forms_and_the_mark_of_insee_tell_the_ess(club: Club, stock: Path, units: Path, tmp_path: Path) -> None:
    lines = built(club, tmp_path, stock, "--units", units)
    assert [text for text in lines if ",ess," in text] == ["Q,mulhouse,10-49,ess,1", "Q,mulhouse,50-249,ess,1"]


def test_what_was_left_out_is_told(club: Club, stock: Path, units: Path, tmp_path: Path) -> None:
    told = run(club, "build", stock, "--units", units, "-o", tmp_path / "out.csv").output
    assert "12 structures de m2A comptées, dont 2 de l’ESS" in told
    assert "1 établissement(s) laissé(s) de côté : effectif inconnu." in told
    assert "1 établissement(s) laissé(s) de côté : activité inconnue" in told


def test_from_the_stock_to_the_counts_in_place(club: Club, stock: Path, units: Path, tmp_path: Path) -> None:
    assert "seules les annonces les plus larges" in run(club, "status").output
    built(club, tmp_path, stock, "--units", units)
    assert run(club, "load", tmp_path / "establishments.csv").exit_code == 0
    with club.context():
        assert count(Cell("Q", "mulhouse", Workforce.SMALL)) == 5
        assert count(Cell("Q", "m2a", None, Statute.ESS)) == 2
    told = run(club, "status").output
    assert "12 structures, 8 lignes, statuts comptés : Structure de l’ESS." in told
    assert "establishments.csv" in told
    assert str(tmp_path) not in told


def test_a_bad_file_of_counts_leaves_the_former_ones_in_place(club: Club, stock: Path, tmp_path: Path) -> None:
    built(club, tmp_path, stock)
    run(club, "load", tmp_path / "establishments.csv")
    (tmp_path / "bad.csv").write_text("section,zone,workforce,statute,number\nQ,nord,1-9,,beaucoup\n", encoding="utf-8")
    refused = run(club, "load", tmp_path / "bad.csv")
    assert refused.exit_code == 1
    assert "Ligne 2 : number : « beaucoup »" in refused.output
    assert "12 structures" in run(club, "status").output


@pytest.mark.parametrize(("content", "complaint"), [
    (b"", "il manque siren"),
    (b"siren,siret\n1,2\n", "il manque trancheEffectifsEtablissement"),
    (b"PAR1\x00\x15\xff\xfe", "pas en UTF-8"),
    ((table(COLUMNS, STOCK[:3]) + "000000099,0001").encode(), "ligne 8 : 2 colonnes au lieu de 9"),
    (table(COLUMNS, [line(1, commune=COLMAR)]).encode(), "aucun établissement actif de m2A"),
])
def test_a_file_that_is_not_the_stock_is_refused(club: Club, content: bytes, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "StockEtablissement_utf8.csv"
    path.write_bytes(content)
    refused = run(club, "build", path, "-o", tmp_path / "out.csv")
    assert refused.exit_code == 1
    assert complaint in refused.output
    assert not (tmp_path / "out.csv").exists()


def test_a_zip_must_hold_one_whole_csv(club: Club, units: Path, stock: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(units, "a") as archive:
        archive.writestr("autre.csv", "siren\n")
    assert "contient 2 fichiers CSV" in run(club, "build", stock, "--units", units, "-o", tmp_path / "o.csv").output
    torn = tmp_path / "torn.zip"
    with zipfile.ZipFile(torn, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("stock.csv", table(COLUMNS, STOCK * 20))
    whole = torn.read_bytes()
    torn.write_bytes(whole[:60] + bytes(20) + whole[80:])
    refused = run(club, "build", torn, "-o", tmp_path / "o.csv")
    assert refused.exit_code == 1
    assert "abîmé" in refused.output
