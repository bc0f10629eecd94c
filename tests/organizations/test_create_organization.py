"""Alice creates her association; nothing but its kind and its name is ever required."""

import threading
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from club_ess.events import OrganizationSaved
from club_ess.extensions import db
from club_ess.kit.facts import table
from club_ess.kit.forms import read
from club_ess.organizations.enums import MembershipRole
from club_ess.organizations.inputs import CreateOrganization, read_siret, split_skills
from club_ess.organizations.models import Membership, Organization
from tests.cast import Club
from tests.pages import Browser

FABLAB = {"kind": "ess_structure", "name": "Fab’Ill, l’atelier partagé", "commune_code": "Mulhouse (68100)"}
WHOLE = FABLAB | {
    "presentation": "Nous **réparons** 🛠️ avec les habitants.",
    "skills": "couture, réparation, Couture",
    "naf_code": "95",
    "ess_family": "association",
    "legal_form": "9260",
    "siae_kind": "ACI",
    "siret": "732 829 320 00074",
    "workforce": "12",
    "founded_year": "2009",
    "website": "https://fabill.exemple.test/",
}


def the_only(club: Club, name: str) -> Organization:
    with club.context():
        row = db.session.scalars(select(Organization).where(Organization.name == name)).one()
        db.session.expunge_all()
        return row


def count(club: Club, *where: object) -> int:
    with club.context():
        return db.session.scalar(select(func.count()).select_from(Organization).where(*where)) or 0


def create(browser: Browser, **typed: object) -> int:
    return browser.post("/structures", data=typed).status_code


def test_nina_creates_her_structure_and_administers_it(club: Club) -> None:
    nina = club.person("Nina Klein")
    browser = club.browser(nina)
    assert browser.get("/structures/nouvelle").status_code == 200
    answer = browser.post("/structures", data=WHOLE)
    assert answer.status_code == 303
    page = browser.get(answer.location)
    for told in (
        "Fab’Ill, l’atelier partagé",
        "Mulhouse",
        "<strong>réparons</strong>",
        "73282932000074",
        "12 salariés",
    ):
        assert told in page.text, told
    row = the_only(club, FABLAB["name"])
    assert (row.commune_code, row.skills, row.siret) == ("68224", ["couture", "réparation"], "73282932000074")
    with club.context():
        membership = db.session.scalars(select(Membership).where(Membership.organization_id == row.id)).one()
        assert (membership.person_id, membership.role) == (nina.id, MembershipRole.ADMINISTRATOR)


def test_a_name_and_a_kind_are_enough(club: Club) -> None:
    assert create(club.browser(club.alice), kind="ess_structure", name="Projet sans numéro") == 303


def test_passers_by_are_asked_to_sign_in(club: Club) -> None:
    browser = club.browser()
    assert browser.get("/structures/nouvelle").status_code == 303
    assert create(browser, **FABLAB) == 303
    assert count(club) == 0


def test_all_errors_show_at_once_and_nothing_typed_is_lost(club: Club) -> None:
    typed = {
        "kind": "martienne",
        "name": "A",
        "commune_code": "Atlantis",
        "presentation": "é" * 4001,
        "naf_code": "ZZ",
        "ess_family": "secte",
        "legal_form": "0000",
        "siae_kind": "X",
        "siret": "７3282932000074",
        "workforce": "-3",
        "founded_year": "2999",
        "website": "javascript:alert(1)",
        "skills": ["x" * 61, "couture <b>"],
    }
    page = club.browser(club.alice).post("/structures", data=typed)
    assert page.status_code == 422
    for name in typed:
        assert f'id="erreur-{name}"' in page.text, name
    for kept in ("Atlantis", "é" * 4001, "７3282932000074", "javascript:alert(1)", "couture &lt;b&gt;"):
        assert kept in page.text
    assert 'href="javascript' not in page.text


def test_programs_get_the_same_errors_as_data(club: Club) -> None:
    browser = club.browser(club.alice)
    answer = browser.post("/structures", json={"name": 3, "skills": [1], "workforce": "beaucoup"})
    assert answer.status_code == 422
    assert answer.json["errors"].keys() == {"kind", "name", "skills", "workforce"}
    made = browser.post("/structures", json={"kind": "company", "name": "Menuiserie du Rhin", "skills": ["bois"]})
    assert made.status_code == 201
    assert browser.get(made.json["url"], headers={"Accept": "application/json"}).json["name"] == "Menuiserie du Rhin"


def test_the_same_siret_leads_to_joining(club: Club) -> None:
    club.organization("Déjà là", siret="73282932000074")
    page = club.browser(club.alice).post("/structures", data=WHOLE | {"name": "Tout autre nom"})
    assert page.status_code == 422
    assert 'id="erreur-siret"' in page.text
    assert "Déjà là" in page.text
    assert "#rejoindre" in page.text


@pytest.mark.parametrize(
    "name", ["les ateliers du drouot", "Ateliers Drouot", "Association Les Ateliers du Drouôt", "Les Atelier du Drouot"]
)
def test_nearly_the_same_name_in_the_same_commune_is_asked_about(club: Club, name: str) -> None:
    assert club.alice
    browser = club.browser(club.charlie)
    typed = {
        "kind": "ess_structure",
        "name": name,
        "commune_code": "68224",
        "presentation": "Tout à fait <autre> chose",
    }
    page = browser.post("/structures", data=typed)
    assert page.status_code == 409
    assert "Rejoindre Les Ateliers du Drouot" in page.text
    assert "Tout à fait &lt;autre&gt; chose" in page.text
    assert create(browser, **typed, is_new="1") == 303


def test_the_same_name_elsewhere_is_another_structure(club: Club) -> None:
    assert club.alice
    assert (
        create(club.browser(club.charlie), kind="ess_structure", name="Les Ateliers du Drouot", commune_code="Colmar")
        == 303
    )


def test_twenty_clicks_create_one_structure(club: Club) -> None:
    nina = club.person("Nina Klein")
    browsers = [club.browser(nina) for _ in range(20)]
    typed = FABLAB | {"submission": str(uuid.uuid4())}
    answers: list[tuple[int, str | None]] = []

    def click(browser: Browser) -> None:
        answer = browser.post("/structures", data=typed)
        answers.append((answer.status_code, answer.location))

    threads = [threading.Thread(target=click, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(club, Organization.name == FABLAB["name"]) == 1
    assert len({location for status, location in answers if status == 303}) == 1
    assert len(answers) == 20


def test_posting_every_column_sets_only_what_is_asked(club: Club) -> None:
    columns = {column.name: str(uuid.uuid4()) for column in Organization.__table__.columns}
    alice = club.alice
    assert create(club.browser(alice), **(columns | WHOLE | {"version": "7"})) == 303
    row = the_only(club, FABLAB["name"])
    assert (row.created_by_id, row.version, row.logo_file) == (alice.id, 1, None)
    assert str(row.id) != columns["id"]


def test_creating_is_told(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[OrganizationSaved] = []
    monkeypatch.setitem(table.live, OrganizationSaved, (told.append,))
    create(club.browser(club.alice), **FABLAB)
    assert [fact.organization_id for fact in told] == [the_only(club, FABLAB["name"]).id]


SIRETS = [
    ("73282932000074", True),
    ("73282932000075", False),
    ("35600000000048", True),
    ("35600000049837", True),
    ("35600000000049", False),
    ("00000000000000", False),
    ("７3282932000074", False),
    ("732 829 320 00074", True),
    ("٧3282932000074", False),
    ("7328293200007", False),
    ("732829320000744", False),
    ("", False),
    ("7328-2932-0000-74", False),
]


@pytest.mark.parametrize(("typed", "is_right"), SIRETS)
def test_siret(typed: str, is_right: bool) -> None:
    try:
        assert read_siret(typed) == typed.replace(" ", "")
        assert is_right
    except ValueError:
        assert not is_right


@given(st.text(max_size=20))
def test_a_siret_is_fourteen_ascii_digits_or_an_error(typed: str) -> None:
    try:
        kept = read_siret(typed)
    except ValueError:
        return
    assert len(kept) == 14
    assert kept.isascii()
    assert kept.isdigit()


@given(st.lists(st.text(max_size=30), max_size=20))
def test_skills_come_out_clean_and_once(typed: list[str]) -> None:
    kept = split_skills(typed)
    assert len({skill.casefold() for skill in kept}) == len(kept)
    assert all(skill == " ".join(skill.split()) and skill and "," not in skill for skill in kept)


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text() | st.integers())
)


@given(st.dictionaries(st.sampled_from(sorted(CreateOrganization.model_fields)), ANYTHING))
def test_whatever_comes_is_accepted_or_refused_in_french(typed: dict[str, object]) -> None:
    form = read(CreateOrganization, typed)
    assert (form.asked is None) == bool(form.errors)
    for sentence in form.errors.values():
        assert sentence[0].isupper()
        assert sentence.endswith(".")
