"""Several people carry one project: invited by address, they accept or decline, leave, or are removed."""

import re
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.transfers.projects import throttles
from club_ess.transfers.projects.models import Project, ProjectInvitation, ProjectPerson
from club_ess.transfers.projects.policies import is_sealed
from club_ess.transfers.states import ReviewState
from tests import factories
from tests.cast import Somebody
from tests.transfers.actors import Stage
from tests.transfers.projects.answers import answers, facts_of, url

MINE = "/transmission/mes-projets"


@pytest.fixture
def team(stage: Stage) -> uuid.UUID:
    """A project of René and Xavier, on line."""
    return stage.project(stage.rene, stage.xavier)


def _invite(stage: Stage, project_id: uuid.UUID, email: str, who: Somebody | None = None) -> Any:
    return stage.club.browser(who or stage.rene).post(url(project_id, "inviter"), data={"email": email})


def _invitations(stage: Stage) -> list[ProjectInvitation]:
    with stage.club.context():
        rows = list(db.session.scalars(select(ProjectInvitation).order_by(ProjectInvitation.invited_at)))
        db.session.expunge_all()
        return rows


def _answer(stage: Stage, who: Somebody, invitation_id: uuid.UUID, decision: str = "accept") -> Any:
    path = f"/transmission/invitations/{invitation_id}/repondre"
    return stage.club.browser(who).post(path, data={"decision": decision})


def _names(stage: Stage, project_id: uuid.UUID) -> list[str]:
    with stage.club.context():
        return [person.first_name for person in db.session.get_one(Project, project_id).people]


def _is_sealed(stage: Stage, project_id: uuid.UUID) -> bool:
    with stage.club.context():
        return is_sealed(db.session.get_one(Project, project_id))


def _carrier_id(stage: Stage, who: Somebody) -> uuid.UUID:
    with stage.club.context():
        return db.session.scalars(select(ProjectPerson.id).where(ProjectPerson.person_id == who.id)).one()


def test_an_invited_person_accepts_and_the_project_is_read_again(
    stage: Stage, team: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = stage.club.browser(stage.colleague)
    assert "On vous invite" not in browser.get(MINE).get_data(as_text=True)
    with facts_of(monkeypatch) as facts:
        assert _invite(stage, team, f" {stage.colleague.email.upper()} ").status_code == 303
    assert facts == ["ProjectInvited"]
    (invitation,) = _invitations(stage)
    assert invitation.email == stage.colleague.email
    page = browser.get(MINE).get_data(as_text=True)
    assert "René Repreneur</strong> vous invite à porter ce projet" in page
    assert _is_sealed(stage, team)
    assert _answer(stage, stage.colleague, invitation.id).location == url(team)
    assert _names(stage, team) == ["René", "Xavier", "Kevin"]
    assert not _is_sealed(stage, team)
    for who in (stage.rene, stage.xavier, stage.colleague):
        shown = stage.club.browser(who).get(url(team)).get_data(as_text=True)
        assert "Votre équipe ou vos structures ont changé" in shown
        assert "Faire relire mon projet" in shown
    assert stage.club.browser(stage.colleague).post(url(team, "soumettre")).status_code == 303
    assert stage.club.get(Project, team).state is ReviewState.SUBMITTED


def test_the_answer_never_tells_whether_an_address_has_an_account(stage: Stage, team: uuid.UUID) -> None:
    known, unknown = stage.colleague.email, "inconnu.total@exemple.test"
    pages = []
    for email in (known, unknown):
        project_id = stage.project(stage.rene, stage.xavier, title="Le même projet")
        browser = stage.club.browser(stage.rene)
        made = browser.post(url(project_id, "inviter"), data={"email": email})
        page = browser.get(made.location).get_data(as_text=True)
        assert email in page
        (invitation,) = (one for one in _invitations(stage) if one.project_id == project_id)
        pages.append(_masked(page, email, project_id, invitation.id))
    assert pages[0] == pages[1]


def _masked(page: str, email: str, *ids: uuid.UUID) -> str:
    for text in (email, email[0].upper() + "</span>", *map(str, ids)):
        page = page.replace(text, "X")
    page = re.sub(r"(name=\"(csrf_token|csrf-token)\" (value|content)=\")[^\"]+", r"\1", page)
    return re.sub(r"personnes/[0-9a-f-]{36}", "personnes/X", page)


def test_whoever_confirms_the_address_later_may_answer(stage: Stage, team: uuid.UUID) -> None:
    _invite(stage, team, "plus.tard@exemple.test")
    newcomer = stage.club.person("Nora Nouvelle", email="plus.tard@exemple.test")
    (invitation,) = _invitations(stage)
    assert "vous invite" in stage.club.browser(newcomer).get(MINE).get_data(as_text=True)
    assert _answer(stage, newcomer, invitation.id).status_code == 303
    assert "Nora" in _names(stage, team)


def test_inviting_and_answering_twice_is_once(
    stage: Stage, team: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with facts_of(monkeypatch) as facts:
        assert {_invite(stage, team, stage.colleague.email).status_code for _ in range(3)} == {303}
    assert facts == ["ProjectInvited"]
    (invitation,) = _invitations(stage)
    assert [_answer(stage, stage.colleague, invitation.id).status_code for _ in range(3)] == [303, 303, 303]
    assert _names(stage, team).count("Kevin") == 1
    assert _answer(stage, stage.colleague, invitation.id, "decline").status_code == 409


def test_declined_it_opens_nothing(stage: Stage, team: uuid.UUID) -> None:
    _invite(stage, team, stage.colleague.email)
    (invitation,) = _invitations(stage)
    assert _answer(stage, stage.colleague, invitation.id, "perhaps").status_code == 422
    assert _answer(stage, stage.colleague, invitation.id, "decline").location == MINE
    assert "Kevin" not in _names(stage, team)
    assert stage.club.browser(stage.colleague).get(url(team)).status_code == 404
    assert _is_sealed(stage, team)


def test_an_invitation_is_answered_by_its_address_only(stage: Stage, team: uuid.UUID) -> None:
    _invite(stage, team, stage.colleague.email)
    (invitation,) = _invitations(stage)
    for stranger in (stage.colette, stage.rene, stage.club.dana):
        assert _answer(stage, stranger, invitation.id).status_code == 404
        assert _answer(stage, stranger, uuid.uuid4()).status_code == 404


def test_an_invitation_may_be_taken_back_by_the_author(stage: Stage, team: uuid.UUID) -> None:
    _invite(stage, team, stage.colleague.email)
    (invitation,) = _invitations(stage)
    path = f"/transmission/invitations/{invitation.id}/retirer"
    assert stage.club.browser(stage.colleague).post(path).status_code == 404
    assert stage.club.browser(stage.xavier).post(path).status_code == 403
    assert {stage.club.browser(stage.rene).post(path).status_code for _ in range(2)} == {303}
    assert "vous invite" not in stage.club.browser(stage.colleague).get(MINE).get_data(as_text=True)
    assert _answer(stage, stage.colleague, invitation.id).status_code == 409
    assert "Kevin" not in _names(stage, team)


def test_a_removed_person_sees_nothing_more_and_cannot_come_back_alone(stage: Stage, team: uuid.UUID) -> None:
    _invite(stage, team, stage.colleague.email)
    (invitation,) = _invitations(stage)
    _answer(stage, stage.colleague, invitation.id)
    path = url(team, f"personnes/{_carrier_id(stage, stage.colleague)}/retirer")
    assert stage.club.browser(stage.xavier).post(path).status_code == 403
    assert stage.club.browser(stage.colette).post(path).status_code == 404
    assert {stage.club.browser(stage.rene).post(path).status_code for _ in range(2)} == {303}
    assert stage.club.browser(stage.colleague).get(url(team)).status_code == 404
    _answer(stage, stage.colleague, invitation.id)
    assert _names(stage, team) == ["René", "Xavier"]
    assert _is_sealed(stage, team)


def test_somebody_leaves_but_never_the_author(stage: Stage, team: uuid.UUID) -> None:
    assert stage.club.browser(stage.xavier).post(url(team, "quitter")).location == MINE
    assert stage.club.browser(stage.xavier).post(url(team, "quitter")).status_code == 404
    assert _names(stage, team) == ["René"]
    assert not _is_sealed(stage, team)
    assert stage.club.browser(stage.rene).post(url(team, "quitter")).status_code == 403
    own = url(team, f"personnes/{_carrier_id(stage, stage.rene)}/retirer")
    assert stage.club.browser(stage.rene).post(own).status_code == 403


def test_a_person_of_another_project_is_not_removed_through_one_s_own(stage: Stage, team: uuid.UUID) -> None:
    stage.project(stage.colette)
    path = url(team, f"personnes/{_carrier_id(stage, stage.colette)}/retirer")
    assert stage.club.browser(stage.rene).post(path).status_code == 404


def test_everybody_edits_and_only_the_author_leads(stage: Stage, team: uuid.UUID) -> None:
    browser = stage.club.browser(stage.xavier)
    page = browser.get(url(team)).get_data(as_text=True)
    assert "Quitter ce projet" in page
    for leading in ("Inviter quelqu’un", "Terminer ce projet", "Retirer du projet"):
        assert leading not in page
    version = str(stage.club.get(Project, team).version)
    edited = answers(kind="team", version=version, title="Un titre de Xavier")
    assert browser.post(url(team, "modifier"), data=edited).status_code == 303
    for verb, form in (("clore", {"reason": "price"}), ("rouvrir", {}), ("inviter", {"email": "a@exemple.test"})):
        assert browser.post(url(team, verb), data=form).status_code == 403
    assert stage.club.get(Project, team).state is ReviewState.SUBMITTED


def test_another_s_structure_is_kept_by_whoever_edits(stage: Stage) -> None:
    own = stage.xavier.organization_id
    project_id = stage.project(stage.xavier, stage.rene, kind="structure", organization_id=own)
    browser = stage.club.browser(stage.rene)
    assert "Menuiserie Rivale" in browser.get(url(project_id, "modifier")).get_data(as_text=True)
    version = str(stage.club.get(Project, project_id).version)
    edited = answers(kind="structure", organization_id=str(own), version=version)
    assert browser.post(url(project_id, "modifier"), data=edited).status_code == 303
    assert stage.club.get(Project, project_id).organization_id == own


def test_a_team_does_not_become_one_person_and_one_person_invites_nobody(stage: Stage, team: uuid.UUID) -> None:
    version = str(stage.club.get(Project, team).version)
    edited = answers(kind="person", version=version)
    refused = stage.club.browser(stage.rene).post(url(team, "modifier"), data=edited)
    assert refused.status_code == 422
    assert 'id="erreur-kind"' in refused.get_data(as_text=True)
    alone = stage.project(stage.rene)
    assert "Inviter quelqu’un" not in stage.club.browser(stage.rene).get(url(alone)).get_data(as_text=True)
    assert _invite(stage, alone, stage.colleague.email).status_code == 409


def test_what_cannot_be_invited_is_said_next_to_the_field(stage: Stage, team: uuid.UUID) -> None:
    for email in ("", "pas une adresse", stage.rene.email, stage.xavier.email):
        refused = _invite(stage, team, email)
        assert refused.status_code == 422
        assert 'id="erreur-email"' in refused.get_data(as_text=True)
    assert _invitations(stage) == []


def test_a_closed_project_invites_nobody(stage: Stage, team: uuid.UUID) -> None:
    _invite(stage, team, stage.colleague.email)
    (invitation,) = _invitations(stage)
    stage.club.browser(stage.rene).post(url(team, "clore"), data={"reason": "price"})
    assert "vous invite" not in stage.club.browser(stage.colleague).get(MINE).get_data(as_text=True)
    assert _answer(stage, stage.colleague, invitation.id).status_code == 409
    assert _invite(stage, team, "autre@exemple.test").status_code == 409


def test_nobody_invites_the_whole_town(stage: Stage, team: uuid.UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(18):
        assert _invite(stage, team, f"voisin{number}@exemple.test").status_code == 303
    full = _invite(stage, team, "de.trop@exemple.test")
    assert full.status_code == 422
    assert "20 personnes au plus" in full.get_data(as_text=True)
    with stage.club.context():
        for _ in range(11):
            throttles.count_invitation(stage.rene.id)
    assert _invite(stage, team, "encore@exemple.test").status_code == 429


def test_an_unconfirmed_address_answers_nothing(stage: Stage, team: uuid.UUID) -> None:
    with stage.club.context():
        eve = factories.make_person("Eve", email="eve@exemple.test", email_confirmed_at=None)
    _invite(stage, team, "eve@exemple.test")
    (invitation,) = _invitations(stage)
    answer = _answer(stage, Somebody(eve, "eve@exemple.test", None), invitation.id)
    assert "/connexion" in answer.headers["Location"]
    assert "Eve" not in _names(stage, team)
