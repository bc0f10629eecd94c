"""A table leaves with one's own teasers and nothing else; a table comes in as private drafts, all or none."""

import io
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.test import TestResponse

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Invalid
from club_ess.reference.sectors import sections
from club_ess.reference.zones import zones
from club_ess.transfers.calendar import quarters_from
from club_ess.transfers.exchange.columns import COLUMNS, TEASER_HEADER, Column, cells_of
from club_ess.transfers.exchange.commands import transfer_commands
from club_ess.transfers.exchange.exporting import RELAYED_HEADER, relayed_table
from club_ess.transfers.exchange.reading import MOST_LINES, read_teasers
from club_ess.transfers.exchange.tables import neutral, original, read_records, write_table
from club_ess.transfers.listings.inputs import TeaserFields
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.states import ReviewState
from tests.cast import Somebody
from tests.transfers.actors import SECRETS, Stage

HEADER = ";".join(("nom_de_travail", *TEASER_HEADER, "relais"))
DOOR = "/transmission/mes-annonces/importer"


def told(words: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(list(words))


VALUES = {
    column.field: told(column.words) for column in COLUMNS if column.words is not None and column.field != "routes"
} | {
    "section": told(sections()), "zone": st.sampled_from(list(zones())),
    "routes": st.lists(st.sampled_from(list(next(c.words for c in COLUMNS if c.field == "routes"))), unique=True),
    "target_quarter": told(dict(quarters_from(clock.today(), 24))),
    "teaser_text": st.text(max_size=300) | st.text("=+-@'\t\r\n;\" àé", max_size=30),
}
TEASERS = st.builds(lambda values: TeaserFields.model_validate(values), st.fixed_dictionaries(VALUES))


@settings(max_examples=200, deadline=None)
@given(st.lists(TEASERS, min_size=1, max_size=5))
def test_what_is_exported_is_imported_as_it_was(teasers: list[TeaserFields]) -> None:
    rows = [SimpleNamespace(**teaser.columns()) for teaser in teasers]
    lines = read_teasers(write_table(TEASER_HEADER, (cells_of(row) for row in rows)))
    assert [line.faults for line in lines] == [[]] * len(teasers)
    assert [line.asked.columns() for line in lines if line.asked] == [teaser.columns() for teaser in teasers]


@settings(max_examples=500, deadline=None)
@given(st.text("=+-@'\t\rab", max_size=8))
def test_no_cell_is_a_formula_and_each_is_read_back_exactly(cell: str) -> None:
    assert original(neutral(cell)) == cell
    assert neutral(cell)[:1] not in set("=+-@\t\r")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: f"{HEADER}\r\n{t}".encode()))
def test_no_file_breaks_the_reading(content: bytes) -> None:
    try:
        lines = read_teasers(content)
    except Invalid as invalid:
        refused = list(invalid.errors)
    else:
        refused = ["file"] if all(line.asked or line.faults for line in lines) else []
    assert refused == ["file"]


def sent(stage: Stage, who: Somebody, content: str | bytes, **form: Any) -> TestResponse:
    raw = content.encode() if isinstance(content, str) else content
    data = {"file": (io.BytesIO(raw), "annonces.csv"), **form}
    return stage.club.browser(who).post(DOOR, data=data, content_type="multipart/form-data")


def own(stage: Stage, who: Somebody) -> list[Listing]:
    with stage.club.context():
        mine = select(Listing).where(Listing.owner_id == who.id).order_by(Listing.nickname)
        rows = list(db.session.scalars(mine))
        db.session.expunge_all()
        return rows


def test_a_table_becomes_private_drafts_that_exclude_ones_own_structure(stage: Stage) -> None:
    table = f"{HEADER}\r\n" + (
        "Atelier;Industrie manufacturière;;1 À 9 salariés;;;;;;scop | Vente des parts;;;;« Un atelier »;oui\r\n"
        ";;;;;;;;;;;;;;\r\n"
        ";c;m2a;;;;;;;;;;;;\r\n"
    )
    answer = sent(stage, stage.colette, table)
    assert (answer.status_code, answer.location) == (303, "/transmission/mes-annonces")
    other, atelier = own(stage, stage.colette)
    assert (atelier.nickname, atelier.section, atelier.workforce) == ("Atelier", "C", "1-9")
    assert atelier.routes == ["share_sale", "scop"], "in the order of the page"
    assert atelier.may_be_relayed
    assert (other.nickname, other.section, other.may_be_relayed) == ("Annonce importée, ligne 4", "C", False)
    assert {atelier.state, other.state} == {ReviewState.DRAFT}
    with stage.club.context():
        kept = db.session.get_one(Listing, atelier.id)
        assert f"organization:{stage.colette.organization_id}" in {each.tie for each in kept.exclusions}


def test_one_bad_line_and_nothing_is_imported_but_every_fault_is_told(stage: Stage) -> None:
    table = (
        "nom_de_travail;secteur;zone;voies;relais;trimestre\r\n"
        "Bonne;C;mulhouse;SCOP;non;\r\n"
        "Mauvaise;Zorglub;Pfastatt;SCOP | Donation;peut-être;1999-T1\r\n"
        "Trop;C;m2a;SCOP;non;;en trop\r\n"
    )
    answer = sent(stage, stage.colette, table)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert own(stage, stage.colette) == []
    for word in ("secteur", "zone", "voies", "relais", "trimestre"):
        assert f"Colonne <code>{word}</code>" in page
    assert "« Zorglub »" in page
    assert "plus de cellules que de colonnes" in page
    assert "Bonne" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "pas de ligne"), (HEADER.encode(), "pas de ligne"), ("annonce\r\né".encode("cp1252"), "UTF-8"),
        (b"annonce,zone\r\nx,y", "points-virgules"), (b"annonce;siret\r\nx;1", "siret"),
        (b"annonce;annonce\r\nx;y", "même nom"), (b'annonce\r\n"x', "guillemet"),
        (b"annonce\r\n" + b"x\r\n" * (MOST_LINES + 1), "200 lignes"), (b"annonce\r\n" + b"x" * 1024 * 1024, "1 Mo"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_a_sentence(stage: Stage, content: bytes, said: str) -> None:
    answer = sent(stage, stage.colette, content)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert own(stage, stage.colette) == []


def test_no_file_at_all_is_said(stage: Stage) -> None:
    answer = stage.club.browser(stage.colette).post(DOOR, data={})
    assert answer.status_code == 422
    assert "Choisissez un fichier" in answer.get_data(as_text=True)


def test_the_same_form_sent_twice_makes_one_set_of_drafts(stage: Stage) -> None:
    form = {"submission": str(uuid.uuid4())}
    for _ in range(2):
        assert sent(stage, stage.colette, "nom_de_travail\r\nUn\r\nDeux", **form).status_code == 303
    assert [row.nickname for row in own(stage, stage.colette)] == ["Deux", "Un"]


def test_columns_that_are_not_of_a_teaser_cannot_be_brought_in(stage: Stage) -> None:
    for column in ("owner_id", "state", "published_at", "siren"):
        assert sent(stage, stage.colette, f"annonce;{column}\r\nx;y").status_code == 422
    sent(stage, stage.colette, "annonce;etat;reference\r\nx;En ligne;ABC", owner_id=str(stage.rene.id))
    (row,) = own(stage, stage.colette)
    assert (row.state, row.owner_id) == (ReviewState.DRAFT, stage.colette.id)


def exported(stage: Stage, who: Somebody) -> str:
    answer = stage.club.browser(who).get("/transmission/mes-annonces/export.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=annonces.csv"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_data().decode("utf-8-sig")


def test_one_exports_ones_own_teasers_and_not_a_word_of_the_file(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    table = exported(stage, stage.colette)
    assert "Atelier de menuiserie et d’agencement" in table
    assert "1 à 9 salariés" in table
    for secret in (*SECRETS.values(), "Colette", "Mon atelier", str(listing_id)):
        assert secret not in table


def test_an_adviser_exports_what_they_have_a_mandate_for_and_others_nothing(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.rene)
    empty = exported(stage, stage.xavier)
    for other in (stage.anne, stage.club.dana, stage.colleague, stage.rene):
        assert exported(stage, other) == empty
    stage.mandate(listing_id, stage.anne)
    assert "menuiserie" in exported(stage, stage.anne)
    assert "Colette" not in exported(stage, stage.anne)


def test_what_one_exports_comes_back_as_drafts_with_the_same_teaser(stage: Stage) -> None:
    kept_id = stage.listing(stage.colette, teaser_text="=1+1 ; « oui »\n@suite", may_be_relayed=True)
    assert sent(stage, stage.rene, exported(stage, stage.colette)).status_code == 303
    (copy,) = own(stage, stage.rene)
    kept = stage.club.get(Listing, kept_id)
    for column in COLUMNS:
        assert getattr(copy, column.field) == getattr(kept, column.field)
    assert copy.may_be_relayed
    assert copy.state is ReviewState.DRAFT


def test_the_operator_passes_on_what_is_on_line_and_agreed_without_a_way_back(stage: Stage) -> None:
    agreed = stage.listing(stage.colette, may_be_relayed=True)
    stage.listing(stage.colette, teaser_text="Celle-ci reste entre nous, dit sa cédante au club.")
    stage.listing(stage.colette, may_be_relayed=True, state=ReviewState.ASLEEP, teaser_text="Celle-là dort encore.")
    with stage.club.context():
        table, number = relayed_table()
        assert (table, number) == relayed_table()
    header, line = read_records(table)
    assert (tuple(header), number) == (RELAYED_HEADER, 1)
    assert len(line[0]) == 16
    said = table.decode()
    for secret in (*SECRETS.values(), "Colette", "Mon atelier", str(agreed), agreed.hex, "2026-"):
        assert secret not in said


def test_the_command_writes_the_table(stage: Stage, tmp_path: Any) -> None:
    stage.listing(stage.colette, may_be_relayed=True)
    output = tmp_path / "relais.csv"
    with stage.club.context():
        ran = CliRunner().invoke(transfer_commands, ["export", "-o", str(output)])
    assert ran.exit_code == 0
    assert "1 annonce(s)" in ran.output
    assert output.read_bytes().startswith(b"\xef\xbb\xbfreference;secteur")


def test_visitors_are_asked_to_sign_in(stage: Stage) -> None:
    for path in (DOOR, "/transmission/mes-annonces/export.csv"):
        assert "/connexion" in stage.club.browser().get(path).location


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_and_every_word_is_documented(column: Column) -> None:
    text = (Path(__file__).parents[3] / "docs" / "exchange.md").read_text(encoding="utf-8")
    assert f"| `{column.name}` |" in text
    for code, label in column.words.choices() if column.words else ():
        assert f"« {label} » (`{code}`)" in text
