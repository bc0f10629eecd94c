"""The way in: the same for everybody but for what is theirs; it counts nothing of anybody else's."""

import re
from datetime import timedelta

import pytest

from club_ess.kit import clock
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.models import FollowUp
from club_ess.transfers.projects.models import ProjectInvitation
from club_ess.transfers.states import ReviewState
from tests import factories
from tests.cast import Somebody
from tests.transfers.actors import SECRETS, Stage


def hub(stage: Stage, who: Somebody | None) -> str:
    """Without what a request draws at random."""
    page = stage.club.browser(who).get("/transmission").get_data(as_text=True)
    return re.sub(r'(nonce|content|value)="[^"]{20,}"', "", page)


def home(stage: Stage, who: Somebody) -> str:
    return stage.club.browser(who).get("/").get_data(as_text=True)


def test_anybody_may_read_it_and_finds_both_doors_and_the_guides(stage: Stage) -> None:
    page = hub(stage, None)
    for path in ("/transmission/mes-annonces/nouvelle", "/transmission/projets/nouveau", "/transmission/guides"):
        assert f'href="{path}"' in page
    assert "Qui voit quoi ?" in page


@pytest.mark.parametrize("who", ["colleague", "xavier", "nobody", "moderator", "excluded"])
def test_the_page_of_outsiders_is_the_same_whatever_exists(stage: Stage, who: str) -> None:
    people = {"nobody": lambda: None, "moderator": lambda: stage.club.dana, "excluded": lambda: stage.anne}
    outsider = people.get(who, lambda: getattr(stage, who))()
    assert stage.colette
    before = hub(stage, outsider)
    listing_id = stage.listing(stage.colette)
    stage.exclude(listing_id, f"email:{stage.anne.email}")
    stage.approach(listing_id, stage.project(stage.rene))
    stage.listing(stage.colette, state=ReviewState.ASLEEP)
    assert hub(stage, outsider) == before


def test_the_cedant_finds_what_is_hers_and_what_waits_for_her(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    approach_id = stage.approach(listing_id, stage.project(stage.rene))
    stage.listing(stage.colette, nickname="Mon vieux projet", state=ReviewState.ASLEEP)
    page = hub(stage, stage.colette)
    assert f'href="/transmission/dossiers/{approach_id}"' in page
    assert "Lisez la fiche du repreneur" in page
    assert "Mon vieux projet" in page
    assert "renouvelez, ou terminez" in page


def test_the_adviser_finds_their_mandates_without_the_working_name(stage: Stage) -> None:
    stage.mandate(stage.listing(stage.colette), stage.anne)
    page = hub(stage, stage.anne)
    assert "Mes accompagnements" in page
    assert "Annonce de Colette Wurtz" in page
    assert "Mon atelier" not in page


def test_the_repreneur_finds_their_projects_and_files_and_no_secret(stage: Stage) -> None:
    stage.approach(stage.listing(stage.colette), stage.project(stage.rene), state="nda")
    page = hub(stage, stage.rene)
    assert "Reprendre un atelier bois" in page
    assert "Lisez l’accord de confidentialité" in page
    for secret in (*SECRETS.values(), "Colette", "Mon atelier"):
        assert secret not in page


def test_listings_that_a_repreneur_may_read_leave_no_trace_before_an_interest(stage: Stage) -> None:
    stage.project(stage.rene)
    before = hub(stage, stage.rene)
    stage.listing(stage.colette)
    assert hub(stage, stage.rene) == before


def test_a_project_whose_team_changed_or_that_sleeps_soon_says_what_to_do(stage: Stage) -> None:
    stage.project(stage.rene, expires_at=clock.now() + timedelta(days=3))
    assert "renouvelez d’un geste" in hub(stage, stage.rene)
    stage.project(stage.xavier)
    with stage.club.context():
        factories.make_membership(stage.club.charlie.organization_id, stage.xavier.id, "member")
    assert "demandez une relecture" in hub(stage, stage.xavier)


def test_an_invitation_waits_on_the_hub_and_at_home(stage: Stage) -> None:
    project_id = stage.project(stage.rene, stage.anne)
    with stage.club.context():
        who = {"email": stage.club.charlie.email, "invited_by_id": stage.rene.id}
        factories.save(ProjectInvitation(project_id=project_id, **who))
    assert "On vous invite à porter ce projet" in hub(stage, stage.club.charlie)
    assert "invitation à lire" in home(stage, stage.club.charlie)


def test_home_says_how_many_files_wait_for_the_actor_and_for_nobody_else(stage: Stage) -> None:
    stage.approach(stage.listing(stage.colette), stage.project(stage.rene))
    assert "dossier à faire avancer" in home(stage, stage.colette)
    for other in (stage.rene, stage.colleague, stage.xavier):
        assert "faire avancer" not in home(stage, other)


def test_a_follow_up_waits_for_its_own_side(stage: Stage) -> None:
    approach_id = stage.approach(stage.listing(stage.colette), stage.project(stage.rene), state="transferred")
    with stage.club.context():
        asked = {"months": 6, "side": Side.CEDANT, "due_on": clock.today(), "asked_at": clock.now()}
        factories.save(FollowUp(approach_id=approach_id, **asked))
    assert "6 mois après" in hub(stage, stage.colette)
    assert "6 mois après" not in hub(stage, stage.rene)


def test_the_navigation_leads_there_for_everybody(stage: Stage) -> None:
    for who in (None, stage.club.charlie):
        browser = stage.club.browser(who)
        assert 'href="/transmission"' in browser.get("/").get_data(as_text=True)
        assert 'href="/transmission" aria-current="true"' in browser.get("/transmission/guides").get_data(as_text=True)
