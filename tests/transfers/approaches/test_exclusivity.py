"""One repreneur at a time: the others wait, are told why, and go on when it ends."""

import uuid
from datetime import timedelta

import pytest

from club_ess.accounts.models import Person
from club_ess.events import ApproachMoved, ApproachReminded
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.exclusivity import (
    LAST_REMINDER,
    end_exclusivities,
    is_exclusive,
    warn_ending_exclusivities,
)
from club_ess.transfers.approaches.later_inputs import AnswerLetter
from club_ess.transfers.approaches.letters import accept_letter
from tests.transfers.actors import Stage
from tests.transfers.approaches.later import Later, told_facts
from tests.transfers.approaches.walk import WORDS, refuse_secrets


@pytest.fixture
def later(stage: Stage) -> Later:
    return Later(stage)


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every fact that was committed."""
    return told_facts(monkeypatch)


def test_accepting_gives_the_days_that_were_asked(later: Later) -> None:
    later.to_exclusive()
    assert later.state is ApproachState.EXCLUSIVE
    assert later.approach.exclusive_until == clock.today() + timedelta(days=75)
    assert "Vous avez l’exclusivité" in later.page(later.stage.rene)
    assert "Vous avez donné l’exclusivité" in later.page(later.stage.colette)
    assert "Acceptée" in later.page(later.stage.rene)


@pytest.mark.parametrize("state", ["interest", "nda", "confidential", "access"])
def test_the_others_wait_whatever_their_step_and_are_told_why(later: Later, state: str) -> None:
    later.to_letter()
    rival_id = later.rival(state)
    assert "Votre autre dossier attendra" in later.page(later.stage.colette)
    assert later.accept().status_code == 303
    waiting = later.of(rival_id)
    assert (waiting.state, waiting.suspended_from) == (ApproachState.SUSPENDED, ApproachState(state))
    xavier = later.browser(later.stage.xavier)
    page = xavier.get(f"/transmission/dossiers/{rival_id}").get_data(as_text=True)
    assert "Un autre projet est en exclusivité jusqu’au" in page
    refuse_secrets(later.stage, page)
    if waiting.thread_id:
        thread = xavier.get(f"/discussions/{waiting.thread_id}").get_data(as_text=True)
        assert "Un autre projet est en exclusivité jusqu’au" in thread
        message = {"client_uuid": str(uuid.uuid4()), "body": "Et moi ?"}
        sent = xavier.post(f"/discussions/{waiting.thread_id}/messages", json=message)
        assert sent.status_code == 409


def test_nothing_moves_while_it_waits(later: Later) -> None:
    later.to_letter()
    rival_id = later.rival("interest")
    assert later.accept().status_code == 303
    url = f"/transmission/dossiers/{rival_id}"
    assert later.browser(later.stage.colette).post(f"{url}/accueillir").status_code == 409
    assert later.browser(later.stage.xavier).get(f"{url}/lettre").status_code == 409
    assert later.of(rival_id).state is ApproachState.SUSPENDED


def test_when_its_last_day_is_over_all_go_back_to_where_they_stood(later: Later) -> None:
    later.to_letter()
    rival_id, other_id = later.rival("confidential"), later.stage.approach(
        later.listing_id, later.stage.project(later.stage.club.charlie), "interest"
    )
    assert later.accept().status_code == 303
    with later.stage.club.context():
        with clock.travel(timedelta(days=75)):
            assert end_exclusivities() == 0
        with clock.travel(timedelta(days=76)):
            assert end_exclusivities() == 1
            assert end_exclusivities() == 0
    assert (later.state, later.approach.exclusive_until) == (ApproachState.ACCESS, None)
    assert later.of(rival_id).state is ApproachState.CONFIDENTIAL
    assert later.of(other_id).state is ApproachState.INTEREST
    assert later.of(rival_id).suspended_from is None
    thread = later.browser(later.stage.xavier).get(f"/discussions/{later.of(rival_id).thread_id}")
    assert "en exclusivité" not in thread.get_data(as_text=True)
    assert later.letter().status_code == 303


@pytest.mark.parametrize("who", ["colette", "rene"])
def test_when_it_is_abandoned_the_others_go_on_at_once(later: Later, who: str) -> None:
    later.to_letter()
    rival_id = later.rival("access")
    assert later.accept().status_code == 303
    assert later.post(getattr(later.stage, who), "/arreter", reason="financing").status_code == 303
    assert later.state is ApproachState.ENDED
    assert later.of(rival_id).state is ApproachState.ACCESS


def test_a_listing_does_not_close_while_somebody_has_the_exclusivity(later: Later, facts: list[object]) -> None:
    later.to_letter()
    rival_id = later.rival("interest")
    assert later.accept().status_code == 303
    own = f"/transmission/mes-annonces/{later.listing_id}/clore"
    closed = later.browser(later.stage.colette).post(own, data={"reason": "personal"})
    assert closed.status_code == 422
    assert "Un repreneur a votre exclusivité" in closed.get_data(as_text=True)
    assert later.post(later.stage.colette, "/arreter", reason="financing").status_code == 303
    assert later.browser(later.stage.colette).post(own, data={"reason": "personal"}).status_code == 303
    later.stage.club.settle()
    assert later.of(rival_id).state is ApproachState.ENDED
    moved = [fact.state for fact in facts if isinstance(fact, ApproachMoved) and fact.approach_id == rival_id]
    assert moved == ["suspended", "interest", "ended"]


def test_both_sides_are_told_once_a_week_before(later: Later, facts: list[object]) -> None:
    later.to_exclusive()
    with later.stage.club.context():
        for days, told in ((60, 0), (68, 1), (69, 0), (76, 0)):
            with clock.travel(timedelta(days=days)):
                assert warn_ending_exclusivities() == told, days
    assert later.approach.reminders == LAST_REMINDER
    assert [fact for fact in facts if isinstance(fact, ApproachReminded)] == [
        ApproachReminded(later.approach.id, LAST_REMINDER)
    ]


def test_an_interest_that_comes_meanwhile_waits_with_the_others(later: Later) -> None:
    later.to_exclusive()
    asked = {"project_id": str(later.stage.project(later.stage.xavier)), "interest": WORDS}
    sent = later.browser(later.stage.xavier).post(f"/transmission/annonces/{later.listing_id}/interet", data=asked)
    assert sent.status_code == 303
    new_id = uuid.UUID(sent.location.rsplit("/")[-1])
    with later.stage.club.context():
        assert is_exclusive(later.listing_id)
    assert (later.of(new_id).state, later.of(new_id).suspended_from) == (
        ApproachState.SUSPENDED, ApproachState.INTEREST
    )


def test_two_exclusivities_never_run_together(later: Later) -> None:
    later.to_letter()
    letter_id = uuid.UUID(later.waiting_letter_id)
    later.rival("exclusive")
    approach_id, asked = later.approach.id, AnswerLetter(letter_id=letter_id)
    with later.stage.club.context():
        actor = db.session.get_one(Person, later.stage.colette.id)
        with pytest.raises(Conflict, match="déjà donné une exclusivité"):
            accept_letter(actor, approach_id, asked)
    assert later.state is ApproachState.LETTER
