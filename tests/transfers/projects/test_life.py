"""A project is read, lives 90 days, is renewed, sleeps, ends, begins again."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest

from club_ess.kit import clock
from club_ess.organizations.enums import MembershipRole
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.operations import expire_projects, warn_expiring_projects
from club_ess.transfers.states import ClosingReason, ReviewState
from tests import factories
from tests.transfers.actors import Stage
from tests.transfers.projects.answers import answers, facts_of, url


def _row(stage: Stage, project_id: uuid.UUID) -> Project:
    return stage.club.get(Project, project_id)


def _edit(stage: Stage, project_id: uuid.UUID, **others: Any) -> Any:
    version = str(_row(stage, project_id).version)
    form = answers(submission=None, **({"version": version} | others))
    return stage.club.browser(stage.rene).post(url(project_id, "modifier"), data=form)


@pytest.mark.parametrize("state", [ReviewState.PUBLISHED, ReviewState.ASLEEP])
def test_what_changes_is_read_again_and_the_form_says_so_before(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, state: ReviewState
) -> None:
    project_id = stage.project(stage.rene, state=state)
    page = stage.club.browser(stage.rene).get(url(project_id, "modifier")).get_data(as_text=True)
    assert "un modérateur le relira" in page
    assert "Enregistrer et faire relire" in page
    with facts_of(monkeypatch) as facts:
        assert _edit(stage, project_id).status_code == 303
    row = _row(stage, project_id)
    assert (row.state, row.title) == (ReviewState.SUBMITTED, answers()["title"])
    assert facts == ["ProjectSubmitted"] + ["ProjectWithdrawn"] * (state is ReviewState.PUBLISHED)


def test_saving_without_a_change_keeps_it_on_line(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    project_id = stage.project(stage.rene, **_columns())
    with facts_of(monkeypatch) as facts:
        assert _edit(stage, project_id).status_code == 303
        assert _edit(stage, project_id, version="99").status_code == 303
    assert (_row(stage, project_id).state, facts) == (ReviewState.PUBLISHED, [])


def _columns() -> dict[str, Any]:
    """The answers of the form as the row keeps them."""
    return {name: value for name, value in answers().items() if name != "submission"} | {"sections": ["C", "G"]}


def test_what_waits_may_be_corrected_but_not_emptied(stage: Stage) -> None:
    project_id = stage.project(stage.rene, state=ReviewState.SUBMITTED)
    assert _edit(stage, project_id, title="Un titre corrigé").status_code == 303
    assert _row(stage, project_id).title == "Un titre corrigé"
    refused = _edit(stage, project_id, description=None)
    assert refused.status_code == 422
    assert 'id="erreur-description"' in refused.get_data(as_text=True)
    assert _row(stage, project_id).state is ReviewState.SUBMITTED


def test_a_stale_edit_shows_both_texts_then_saves(stage: Stage) -> None:
    project_id = stage.project(stage.rene, state=ReviewState.DRAFT)
    version = str(_row(stage, project_id).version)
    _edit(stage, project_id, title="Le titre de la première", zones=["nord"])
    late = _edit(stage, project_id, title="Le titre de la seconde", zones=["collines", "nord"], version=version)
    page = late.get_data(as_text=True)
    assert late.status_code == 409
    for shown in ("Le titre de la première", 'value="Le titre de la seconde"', "Bassin potassique et nord, Collines"):
        assert shown in page
    assert _row(stage, project_id).title == "Le titre de la première"
    assert _edit(stage, project_id, title="Le titre de la seconde").status_code == 303
    assert _row(stage, project_id).title == "Le titre de la seconde"


def test_renewed_for_90_days_from_the_page_and_from_sleep(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, soon = stage.club.browser(stage.rene), clock.now() + timedelta(days=3)
    for state in (ReviewState.PUBLISHED, ReviewState.ASLEEP):
        project_id = stage.project(stage.rene, state=state, expires_at=soon, warned_at=clock.now())
        assert "Renouveler pour 90 jours" in browser.get(url(project_id)).get_data(as_text=True)
        with facts_of(monkeypatch) as facts:
            assert browser.post(url(project_id, "renouveler")).status_code == 303
        row = _row(stage, project_id)
        assert (row.state, row.warned_at, facts) == (ReviewState.PUBLISHED, None, ["ProjectPublished"])
        assert row.expires_at is not None
        assert row.expires_at > clock.now() + timedelta(days=89)


def test_warned_once_then_asleep_by_the_clock(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    project_id = stage.project(stage.rene)
    with facts_of(monkeypatch) as facts, stage.club.context():
        assert (warn_expiring_projects(), expire_projects()) == (0, 0)
        with clock.travel(timedelta(days=81)):
            assert (warn_expiring_projects(), warn_expiring_projects(), expire_projects()) == (1, 0, 0)
        with clock.travel(timedelta(days=91)):
            assert (expire_projects(), expire_projects()) == (1, 0)
    assert facts == ["ProjectExpiring", "ProjectWithdrawn"]
    assert _row(stage, project_id).state is ReviewState.ASLEEP
    assert "En sommeil depuis" in stage.club.browser(stage.rene).get(url(project_id)).get_data(as_text=True)


def test_withdrawn_closed_with_a_reason_reopened(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, project_id = stage.club.browser(stage.rene), stage.project(stage.rene)
    with facts_of(monkeypatch) as facts:
        assert browser.post(url(project_id, "retirer")).status_code == 303
        assert _row(stage, project_id).state is ReviewState.DRAFT
        assert browser.post(url(project_id, "retirer")).status_code == 409
        refused = browser.post(url(project_id, "clore"), data={"reason": "boredom"})
        assert refused.status_code == 422
        assert 'id="erreur-reason"' in refused.get_data(as_text=True)
        assert browser.post(url(project_id, "clore"), data={"reason": "financing"}).status_code == 303
    assert facts == ["ProjectWithdrawn", "ProjectWithdrawn"]
    row = _row(stage, project_id)
    assert (row.state, row.closing_reason) == (ReviewState.CLOSED, ClosingReason.FINANCING)
    assert "Le financement n’a pas été trouvé" in browser.get("/transmission/mes-projets").get_data(as_text=True)
    assert "le financement" in browser.get(url(project_id)).get_data(as_text=True)
    assert _edit(stage, project_id).status_code == 409
    assert browser.post(url(project_id, "renouveler")).status_code == 409
    assert browser.post(url(project_id, "rouvrir")).status_code == 303
    assert _row(stage, project_id).state is ReviewState.DRAFT
    assert browser.post(url(project_id, "rouvrir")).status_code == 409


def test_one_review_at_a_time(stage: Stage) -> None:
    browser = stage.club.browser(stage.rene)
    project_id = stage.project(stage.rene, state=ReviewState.DRAFT)
    assert [browser.post(url(project_id, "soumettre")).status_code for _ in range(3)] == [303, 409, 409]
    online = stage.project(stage.rene)
    assert browser.post(url(online, "soumettre")).status_code == 409
    assert _row(stage, online).state is ReviewState.PUBLISHED


@pytest.mark.parametrize("state", [ReviewState.PUBLISHED, ReviewState.ASLEEP])
def test_new_ties_ask_for_a_new_reading_and_nothing_else(stage: Stage, state: ReviewState) -> None:
    browser, project_id = stage.club.browser(stage.rene), stage.project(stage.rene, state=state)
    joined = stage.club.organization("Une autre structure")
    with stage.club.context():
        factories.make_membership(joined, stage.rene.id, MembershipRole.MEMBER)
    page = browser.get(url(project_id)).get_data(as_text=True)
    assert "votre projet doit être relu avant de revoir les annonces" in page
    assert "Faire relire mon projet" in page
    assert "Renouveler" not in page
    assert browser.post(url(project_id, "renouveler")).status_code == 409
    assert browser.post(url(project_id, "soumettre")).status_code == 303
    assert _row(stage, project_id).state is ReviewState.SUBMITTED


def test_what_the_moderator_asks_is_on_the_page(stage: Stage) -> None:
    project_id = stage.project(
        stage.rene, state=ReviewState.DRAFT, review_comment="Dites où vous cherchez.", reviewed_at=clock.now()
    )
    browser = stage.club.browser(stage.rene)
    for page in (url(project_id), url(project_id, "modifier")):
        assert "Dites où vous cherchez." in browser.get(page).get_data(as_text=True)
    assert "Un modérateur vous demande une retouche" in browser.get("/transmission/mes-projets").get_data(as_text=True)


VERBS = ["modifier", "soumettre", "retirer", "renouveler", "clore", "rouvrir", "inviter", "quitter"]


def test_to_strangers_a_project_does_not_exist(stage: Stage) -> None:
    project_id, unknown = stage.project(stage.rene), uuid.uuid4()
    for stranger in (stage.xavier, stage.colette, stage.club.dana):
        browser = stage.club.browser(stranger)
        for path in ("", "modifier"):
            _same_404(browser.get(url(project_id, path)), browser.get(url(unknown, path)), project_id, unknown)
        for verb in VERBS:
            form = answers(version="1", reason="price", email="a@exemple.test")
            found, missing = (browser.post(url(one, verb), data=form) for one in (project_id, unknown))
            _same_404(found, missing, project_id, unknown)
    assert _row(stage, project_id).version == 2


def _same_404(found: Any, missing: Any, project_id: uuid.UUID, unknown: uuid.UUID) -> None:
    assert found.status_code == missing.status_code == 404
    assert _masked(found) == _masked(missing).replace(str(unknown), str(project_id))


def _masked(answer: Any) -> str:
    """The page without its nonces: they are drawn for each."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers if name != "Set-Cookie")
    return re.sub(r"(nonce[-=]\"?|csrf[^>]*(value|content)=\")[^\"';]+", r"\1", headers + answer.get_data(as_text=True))


def test_visitors_are_asked_to_sign_in(stage: Stage) -> None:
    project_id, browser = stage.project(stage.rene), stage.club.browser()
    for path in ("/transmission/mes-projets", "/transmission/projets/nouveau", url(project_id)):
        assert "/connexion" in browser.get(path).headers["Location"]


def test_an_empty_list_says_what_to_do(stage: Stage) -> None:
    page = stage.club.browser(stage.rene).get("/transmission/mes-projets").get_data(as_text=True)
    assert "Pas encore de projet" in page
    assert "Aucun numéro SIRET" in page

