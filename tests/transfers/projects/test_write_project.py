"""René writes down what he would like to take over."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from club_ess.extensions import db
from club_ess.transfers.projects.models import Project, ProjectPerson
from club_ess.transfers.states import ReviewState
from tests.cast import Club
from tests.transfers.actors import Stage
from tests.transfers.projects.answers import NEW, answers, facts_of, only_project, url


def _count(club: Club) -> int:
    with club.context():
        return db.session.scalar(select(func.count()).select_from(Project)) or 0


def test_rene_writes_a_project_without_any_structure(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = stage.club.browser(stage.rene)
    assert browser.get(f"{NEW}/nouveau").status_code == 200
    with facts_of(monkeypatch) as facts:
        made = browser.post(NEW, data=answers())
    assert made.status_code == 303
    assert facts == []
    project = only_project(stage.club)
    assert (project.state, project.author_id, project.organization_id) == (ReviewState.DRAFT, stage.rene.id, None)
    assert (project.sections, project.routes) == (["C", "G"], ["business_sale", "scop"])
    page = browser.get(made.location).get_data(as_text=True)
    assert "seules les personnes qui le portent le lisent" in page
    assert "sous quelques jours" in page
    assert "Industrie manufacturière ; Commerce" in page
    assert "Mulhouse et sa couronne" in page


def test_a_title_and_a_kind_make_a_draft(stage: Stage) -> None:
    browser = stage.club.browser(stage.rene)
    made = browser.post(NEW, data={"kind": "person", "title": "Une librairie"})
    assert made.status_code == 303
    page = browser.get(made.location).get_data(as_text=True)
    assert page.count("Peu importe") == 6
    refused = browser.post(NEW, data={})
    assert refused.status_code == 422
    for name in ("title", "kind"):
        assert f'id="erreur-{name}"' in refused.get_data(as_text=True)


def test_a_review_asks_for_a_story_and_says_so_next_to_it(stage: Stage) -> None:
    browser = stage.club.browser(stage.rene)
    refused = browser.post(NEW, data=answers(submit="1", description="Trop court", kind="structure", title="Non"))
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'id="erreur-description"' in page
    assert "au moins 40 caractères" in page
    assert 'id="erreur-title"' in page
    assert 'id="champ-organization_id"' in page
    assert "Trop court" in page
    assert page.count("checked") == 9 + 1  # the boxes, and the kind
    assert _count(stage.club) == 0


def test_a_draft_that_is_not_ready_comes_back_to_its_form(stage: Stage) -> None:
    project_id = stage.project(stage.rene, state=ReviewState.DRAFT, description="Court")
    refused = stage.club.browser(stage.rene).post(url(project_id, "soumettre"))
    assert refused.status_code == 422
    assert 'id="erreur-description"' in refused.get_data(as_text=True)
    assert only_project(stage.club).state is ReviewState.DRAFT


def test_submitted_at_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    with facts_of(monkeypatch) as facts:
        stage.club.browser(stage.rene).post(NEW, data=answers(submit="1"))
    project = only_project(stage.club)
    assert (project.state, facts) == (ReviewState.SUBMITTED, ["ProjectSubmitted"])
    assert project.submitted_at is not None


def test_twenty_submits_of_one_form_make_one_project(stage: Stage) -> None:
    form, browsers = answers(submit="1"), [stage.club.browser(stage.rene) for _ in range(5)]
    with ThreadPoolExecutor(len(browsers)) as pool:
        answered = list(pool.map(lambda browser: [browser.post(NEW, data=form) for _ in range(4)], browsers))
    assert len({response.location for several in answered for response in several}) == 1
    assert _count(stage.club) == 1
    with stage.club.context():
        assert db.session.scalar(select(func.count()).select_from(ProjectPerson)) == 1


WRONG = [
    {"sections": ["Z"]}, {"zones": ["paris"]}, {"workforces": ["12"]}, {"routes": ["theft"]}, {"kind": "martians"},
    {"own_funds": "gold"}, {"support": "ever"}, {"timetable": "never"}, {"title": "x" * 121},
    {"experience": "x" * 2001},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: next(iter(wrong)))
def test_a_choice_that_does_not_exist_is_refused_next_to_its_field(stage: Stage, wrong: dict[str, object]) -> None:
    refused = stage.club.browser(stage.rene).post(NEW, data=answers(**wrong))
    assert refused.status_code == 422
    assert f'id="erreur-{next(iter(wrong))}"' in refused.get_data(as_text=True)


def test_a_structure_that_takes_over_is_one_s_own(stage: Stage) -> None:
    club, xavier = stage.club, stage.xavier
    browser = club.browser(xavier)
    assert "Menuiserie Rivale" in browser.get(f"{NEW}/nouveau").get_data(as_text=True)
    for foreign in (club.organization("Autre"), uuid.uuid4()):
        refused = browser.post(NEW, data=answers(kind="structure", organization_id=str(foreign)))
        assert refused.status_code == 422
        assert 'id="erreur-organization_id"' in refused.get_data(as_text=True)
    browser.post(NEW, data=answers(kind="structure", organization_id=str(xavier.organization_id)))
    assert only_project(club).organization_id == xavier.organization_id


def test_only_a_structure_keeps_its_name(stage: Stage) -> None:
    own = str(stage.xavier.organization_id)
    stage.club.browser(stage.xavier).post(NEW, data=answers(kind="person", organization_id=own))
    assert only_project(stage.club).organization_id is None


def test_posting_every_column_changes_only_what_was_asked(stage: Stage) -> None:
    browser = stage.club.browser(stage.rene)
    columns = {column.key: "1" for column in Project.__table__.columns}
    forged = columns | {
        "state": "published", "author_id": str(stage.colette.id), "id": str(uuid.uuid4()), "seal": "0" * 64,
        "expires_at": "2099-01-01", "published_at": "2020-01-01", "reviewed_by_id": str(stage.colette.id),
        "review_comment": "bravo", "version": "9", "closing_reason": "price", "organization_id": "",
    }
    browser.post(NEW, data=forged | answers())
    project = only_project(stage.club)
    edited = answers(version=str(project.version), title="Un autre titre")
    browser.post(url(project.id, "modifier"), data=forged | edited)
    after = only_project(stage.club)
    assert (after.state, after.author_id, after.id) == (ReviewState.DRAFT, stage.rene.id, project.id)
    assert after.title == "Un autre titre"
    kept = (after.seal, after.expires_at, after.published_at, after.reviewed_by_id, after.closing_reason)
    assert kept == (None,) * 5
    assert after.review_comment == ""


def test_html_and_overrides_are_shown_safely(stage: Stage) -> None:
    browser = stage.club.browser(stage.rene)
    nasty = "<script>alert(1)</script> **fort** \u202eà l’envers, et assez long pour être relu un jour."
    made = browser.post(NEW, data=answers(title="<b>Bois</b> \u202eet fer", description=nasty, motivation=nasty))
    page = browser.get(made.location).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<b>Bois" not in page
    assert "<strong>fort</strong>" in page
    assert "\u202e" not in page


