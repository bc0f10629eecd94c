"""The directory: for everybody, by facets, in a few queries however many there are."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from club_ess.extensions import db
from club_ess.organizations.names import are_alike, sort_key
from tests.cast import Club

JSON = {"Accept": "application/json"}


@contextmanager
def counted_queries(club: Club) -> Iterator[list[str]]:
    seen: list[str] = []
    with club.context():
        engine = db.engine

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def names(club: Club, query: str = "") -> list[str]:
    answer = club.browser().get(f"/annuaire?{query}", headers=JSON)
    return [each["name"] for each in answer.json["organizations"]]


@pytest.fixture
def town(club: Club) -> Club:
    club.organization("Écoute & Soin", commune_code="68224", ess_family="association", naf_code="88")
    club.organization("Zébulon", commune_code="68224", ess_family="cooperative", siae_kind="EI", naf_code="14.13")
    club.organization("Atelier bois", commune_code="68376", ess_family="association", siae_kind="ACI", naf_code="31")
    club.organization("Forge Muller", "company", commune_code="68154", naf_code="25")
    club.organization("Sans rien")
    return club


def test_everybody_reads_it_in_the_order_of_names(town: Club) -> None:
    assert names(town) == ["Atelier bois", "Écoute & Soin", "Forge Muller", "Sans rien", "Zébulon"]
    assert names(town, "tri=recent")[0] == "Sans rien"
    page = town.browser().get("/annuaire")
    assert "<strong>5</strong> structures" in page.text


def test_facets_narrow_and_combine(town: Club) -> None:
    assert names(town, "type=company") == ["Forge Muller"]
    assert names(town, "famille=association&commune=68224") == ["Écoute & Soin"]
    assert names(town, "famille=association&famille=cooperative") == ["Atelier bois", "Écoute & Soin", "Zébulon"]
    assert names(town, "siae=EI&siae=ACI&commune=68376") == ["Atelier bois"]
    assert names(town, "secteur=C") == ["Atelier bois", "Forge Muller", "Zébulon"]


def test_a_facet_counts_what_the_others_leave(town: Club) -> None:
    page = town.browser().get("/annuaire?famille=association").text
    communes = page[page.index("<legend>Commune</legend>") : page.index("<legend>Secteur")]
    assert communes.index("Mulhouse") > 0
    assert communes.count('facet-count">1<') == 2, "one association in Mulhouse, one in Wittenheim"
    assert "Illzach" not in communes
    families = page[page.index("<legend>Famille") : page.index("<legend>Insertion")]
    assert "Coopérative" in families, "the other choices of the same facet stay on offer"


@pytest.mark.parametrize(
    "query", ["type=x", "commune=%00", "secteur=C%27--", "page=99999", "page=-1", "tri=<b>", "famille=" + "x" * 2000]
)
def test_strange_questions_get_a_page(town: Club, query: str) -> None:
    assert town.browser().get(f"/annuaire?{query}").status_code == 200


def test_an_empty_list_says_what_to_do(club: Club) -> None:
    assert "Tout l’annuaire" in club.browser().get("/annuaire").text


def test_paging_and_few_queries(club: Club) -> None:
    for rank in range(30):
        club.organization(f"Structure {rank:02}", commune_code="68224", ess_family="association")
    browser = club.browser(club.alice)
    with counted_queries(club) as seen:
        page = browser.get("/annuaire?famille=association&page=2")
    assert page.text.count('class="club-card club-card-organization"') == 7
    assert "famille=association" in page.text[page.text.index('class="paging"') :]
    assert len(seen) <= 8, seen


def test_the_page_of_a_structure_shows_its_people_to_members_only(club: Club) -> None:
    url = f"/structures/{club.alice.organization_id}"
    assert "Alice Schmitt" not in club.browser().get(url).text
    page = club.browser(club.bob).get(url)
    assert "Alice Schmitt" in page.text
    assert "Demander à rejoindre" in page.text
    assert "Modifier la fiche" not in page.text
    assert "Modifier la fiche" in club.browser(club.alice).get(url).text
    assert club.alice.email not in page.text
    assert club.browser().get(f"/structures/{uuid.uuid4()}").status_code == 404


def test_what_people_write_is_shown_harmless(club: Club) -> None:
    nasty = "<script>alert(1)</script> \u202e [clic](javascript:alert(1)) **gras**"
    organization_id = club.organization("<b>Nom</b>", presentation=nasty, skills=["<i>x</i>"])
    page = club.browser().get(f"/structures/{organization_id}").text
    for danger in ("<script>alert", 'href="javascript', "<b>Nom", "<i>x"):
        assert danger not in page
    assert "<strong>gras</strong>" in page


def test_the_page_shows_what_upper_rooms_add(club: Club) -> None:
    url = f"/structures/{club.alice.organization_id}"
    assert "Tenir la comptabilité de notre atelier" not in club.browser().get(url).text
    club.need(club.alice)
    assert "Tenir la comptabilité de notre atelier" in club.browser().get(url).text


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("Fab’Ill", "FAB ILL", True),
        ("Épicerie solidaire", "epicerie solidaire", True),
        ("SCOP Bois", "Bois", True),
        ("Fab’Ill", "Régie de quartier", False),
        ("Les Jardins du Coteau", "Les Jardins du Trèfle", False),
        ("L’", "La", False),
    ],
)
def test_names_that_people_would_confuse(a: str, b: str, alike: bool) -> None:
    assert are_alike(sort_key(a), sort_key(b)) is alike
