"""Editing: administrators only, nobody's text is overwritten unawares, and a logo is only pixels."""

import io
import uuid

import pytest
from PIL import Image, PngImagePlugin

from club_ess.organizations.models import Organization
from tests.cast import Club, Somebody

NAME = "Les Ateliers du Drouot"


def typed(version: int, **changes: str) -> dict[str, str]:
    return {"kind": "ess_structure", "name": NAME, "commune_code": "68224", "version": str(version)} | changes


def url(person: Somebody, tail: str = "modifier") -> str:
    return f"/structures/{person.organization_id}/{tail}"


def test_alice_edits_her_structure(club: Club) -> None:
    browser = club.browser(club.alice)
    page = browser.get(url(club.alice))
    assert f'value="{NAME}"' in page.text
    assert 'value="Mulhouse (68100)"' in page.text
    assert browser.post(url(club.alice), data=typed(1, presentation="Nouveau texte")).status_code == 303
    row = club.get(Organization, club.alice.organization_id)
    assert (row.presentation, row.version) == ("Nouveau texte", 2)


def test_two_people_at_once_see_both_texts_and_lose_none(club: Club) -> None:
    browser = club.browser(club.alice)
    browser.post(url(club.alice), data=typed(1, presentation="Le texte d’Amir", skills="couture"))
    page = browser.post(url(club.alice), data=typed(1, presentation="Le texte d’Alice"))
    assert page.status_code == 409
    assert "Le texte d’Amir" in page.text
    assert page.text.count("Le texte d’Alice") == 2, "beside the other one, and still in the form"
    assert 'name="version" value="2"' in page.text
    assert club.get(Organization, club.alice.organization_id).presentation == "Le texte d’Amir"
    assert browser.post(url(club.alice), data=typed(2, presentation="Le texte d’Alice")).status_code == 303
    assert club.get(Organization, club.alice.organization_id).presentation == "Le texte d’Alice"


def test_programs_learn_that_they_are_late(club: Club) -> None:
    answer = club.browser(club.alice).post(url(club.alice), json=typed(9))
    assert (answer.status_code, answer.json["code"]) == (409, "stale")


def test_others_may_not_edit(club: Club) -> None:
    for person, code in ((None, 303), (club.amir, 403), (club.charlie, 403), (club.bob, 403)):
        browser = club.browser(person)
        assert browser.get(url(club.alice)).status_code == code
        assert browser.post(url(club.alice), data=typed(1, name="Pirate")).status_code == code
        assert browser.post(url(club.alice, "logo"), data={"logo": (png(), "l.png")}).status_code == code
    assert club.get(Organization, club.alice.organization_id).name == NAME
    assert club.browser(club.alice).get(f"/structures/{uuid.uuid4()}/modifier").status_code == 404


def test_errors_keep_what_was_typed(club: Club) -> None:
    page = club.browser(club.alice).post(url(club.alice), data=typed(1, name="A", website="n’importe quoi"))
    assert page.status_code == 422
    assert "n’importe quoi" in page.text
    assert 'id="erreur-name"' in page.text


def test_posting_every_column_changes_only_what_is_asked(club: Club) -> None:
    before = club.get(Organization, club.alice.organization_id)
    columns = {column.name: str(uuid.uuid4()) for column in Organization.__table__.columns}
    checked = ("siret", "naf_code", "legal_form", "ess_family", "siae_kind", "workforce", "founded_year", "website")
    kept = dict.fromkeys(checked, "")
    assert club.browser(club.alice).post(url(club.alice), data=columns | kept | typed(1)).status_code == 303
    after = club.get(Organization, club.alice.organization_id)
    for name in ("id", "created_by_id", "created_at", "logo_file"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.sort_key == "les ateliers du drouot"


def test_a_finer_sector_survives_editing(club: Club) -> None:
    paul = club.person("Paul Roth", club.organization("Couture & Cie", naf_code="14.13"))
    assert '<option value="14.13" selected>' in club.browser(paul).get(url(paul)).text


def png(size: tuple[int, int] = (600, 300), kind: str = "PNG", **options: object) -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", size, "red").save(content, kind, **options)
    content.seek(0)
    return content


@pytest.mark.parametrize(("kind", "name"), [("PNG", "logo.png"), ("JPEG", "logo.JPG"), ("WEBP", "logo.webp")])
def test_a_logo_is_drawn_again_square_and_bare(club: Club, kind: str, name: str) -> None:
    browser = club.browser(club.alice)
    assert browser.post(url(club.alice, "logo"), data={"logo": (png(kind=kind), name)}).status_code == 303
    answer = club.browser().get(url(club.alice, "logo"))
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    drawn = Image.open(io.BytesIO(answer.data))
    assert (drawn.size, drawn.format) == ((256, 256), "PNG")


def test_metadata_is_left_behind(club: Club) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "adresse secrète")
    sent = png(pnginfo=words)
    assert "adresse secrète".encode("latin-1") in sent.getvalue()
    browser = club.browser(club.alice)
    browser.post(url(club.alice, "logo"), data={"logo": (sent, "logo.png")})
    kept = browser.get(url(club.alice, "logo")).data
    assert "adresse secrète".encode("latin-1") not in kept
    assert Image.open(io.BytesIO(kept)).info == {}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg onload='alert(1)'/>", "logo.svg"),
        (b"<html>", "logo.png"),
        (b"", "logo.png"),
        (b"\x89PNG\r\n\x1a\n", "logo.png"),
        (png().getvalue(), "logo.jpg"),
        (png().getvalue(), "logo.php"),
        (png().getvalue()[:90], "logo.png"),
        (b"\x89PNG" + b"0" * (2 * 1024 * 1024), "logo.png"),
        (png((6000, 6000)).getvalue(), "logo.png"),
    ],
)
def test_what_is_not_a_fair_image_is_refused(club: Club, content: bytes, name: str) -> None:
    browser = club.browser(club.alice)
    answer = browser.post(url(club.alice, "logo"), data={"logo": (io.BytesIO(content), name)})
    assert answer.status_code == 303
    assert "notice-error" in browser.get(answer.location).text
    assert browser.get(url(club.alice, "logo")).status_code == 404


def test_replacing_and_removing_leaves_no_file_behind(club: Club) -> None:
    browser = club.browser(club.alice)
    folder = club.app.config["CLUB"].files_folder / "logos"
    for _ in range(2):
        browser.post(url(club.alice, "logo"), data={"logo": (png(), "logo.png")})
        assert len(list(folder.iterdir())) == 1
    browser.post(url(club.alice, "logo"), data={})
    assert list(folder.iterdir()) == []
    assert browser.get(url(club.alice, "logo")).status_code == 404
