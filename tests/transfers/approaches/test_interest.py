"""From the first interest to the agreement: once for ever, few at a time, and answered."""

import threading
import uuid

import pytest
from sqlalchemy import func, select

from club_ess.extensions import db
from club_ess.kit.operation import operation
from club_ess.kit.states import Transition
from club_ess.transfers.approaches.enums import ApproachState, EndReason, Side
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.moves import end
from tests.transfers.actors import Stage
from tests.transfers.approaches.walk import WORDS, Walk, refuse_secrets


@pytest.fixture
def walk(stage: Stage) -> Walk:
    return Walk(stage)


def _count(walk: Walk) -> int:
    with walk.stage.club.context():
        return db.session.scalar(select(func.count()).select_from(Approach)) or 0


def test_an_interest_reaches_the_cedant_with_the_sheet_first(walk: Walk) -> None:
    walk.to_interest()
    page = walk.page(walk.stage.colette)
    assert "René Repreneur" in page
    assert WORDS in page
    assert page.index("La fiche du repreneur") < page.index("Accueillir et proposer") < page.index("Décliner")
    assert "À vous de jouer" in page


def test_the_repreneur_sees_nobody_on_the_other_side(walk: Walk) -> None:
    walk.to_interest()
    page = walk.page(walk.stage.rene)
    refuse_secrets(walk.stage, page)
    assert "Au cédant de jouer" in page
    refuse_secrets(walk.stage, walk.browser(walk.stage.rene).get("/transmission/dossiers").get_data(as_text=True))


def test_too_few_words_are_said_next_to_the_field_and_kept(walk: Walk) -> None:
    answer = walk.express(interest="Bonjour")
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Au moins 20 caractères" in text
    assert "Bonjour</textarea>" in text


def test_sent_twice_it_is_one_approach(walk: Walk) -> None:
    submission = str(uuid.uuid4())
    first, second = walk.express(submission=submission), walk.express(submission=submission)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert walk.express().status_code == 422
    assert _count(walk) == 1


def test_nobody_writes_again_once_it_has_ended(walk: Walk) -> None:
    walk.to_interest()
    assert walk.post(walk.stage.colette, "/arreter", reason="not_the_place").status_code == 303
    assert "Le lieu ne convient pas" in walk.page(walk.stage.rene)
    answer = walk.express()
    assert answer.status_code == 422
    assert "on n’écrit pas deux fois" in answer.get_data(as_text=True)


def test_a_project_waits_for_five_answers_at_most(walk: Walk) -> None:
    for _ in range(5):
        walk.stage.approach(walk.stage.listing(walk.stage.colette), walk.project_id)
    answer = walk.express()
    assert answer.status_code == 422
    assert "attend déjà la réponse de 5 cédants" in answer.get_data(as_text=True)


def test_only_ones_own_projects_on_line_may_write(walk: Walk) -> None:
    draft = walk.stage.project(walk.stage.rene, state="draft")
    others = walk.stage.project(walk.stage.xavier)
    for project_id in (draft, others, uuid.uuid4()):
        assert walk.express(project_id=str(project_id)).status_code == 422
    assert _count(walk) == 0


def test_the_excluded_find_no_listing_to_write_to(walk: Walk) -> None:
    project_id = walk.stage.project(walk.stage.colleague)
    url = f"/transmission/annonces/{walk.listing_id}/interet"
    answer = walk.browser(walk.stage.colleague).post(url, data={"project_id": str(project_id), "interest": WORDS})
    assert answer.status_code == 404


def test_welcoming_is_for_the_cedants_side(walk: Walk) -> None:
    walk.to_interest()
    assert walk.post(walk.stage.rene, "/accueillir").status_code == 403
    assert walk.post(walk.stage.xavier, "/accueillir").status_code == 404
    assert walk.post(walk.stage.anne, "/accueillir").status_code == 404
    walk.stage.mandate(walk.listing_id, walk.stage.anne)
    assert walk.post(walk.stage.anne, "/accueillir").status_code == 303
    assert walk.state is ApproachState.NDA


def test_strangers_and_unknown_ids_get_the_same_404(walk: Walk) -> None:
    walk.to_interest()
    stranger = walk.browser(walk.stage.xavier)
    real, made_up = stranger.get(walk.url()), stranger.get(f"/transmission/dossiers/{uuid.uuid4()}")
    assert (real.status_code, made_up.status_code) == (404, 404)
    assert len(real.data) == len(made_up.data)


def test_welcomed_by_two_at_once_it_moves_once(walk: Walk) -> None:
    walk.to_interest()
    walk.stage.mandate(walk.listing_id, walk.stage.anne)
    url, answers = walk.url("/accueillir"), []
    browsers = [walk.browser(walk.stage.colette), walk.browser(walk.stage.anne)]
    threads = [threading.Thread(target=lambda b=b: answers.append(b.post(url).status_code)) for b in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 409]
    with walk.stage.club.context():
        moves = db.session.scalar(select(func.count()).select_from(Transition).where(Transition.to_state == "nda"))
    assert moves == 1


@pytest.mark.parametrize("reason", ["no_answer", "listing_closed", "excluded", "", "nonsense"])
def test_the_reasons_of_the_club_are_nobodys_answer(walk: Walk, reason: str) -> None:
    walk.to_interest()
    assert walk.post(walk.stage.colette, "/arreter", reason=reason).status_code == 422
    assert walk.state is ApproachState.INTEREST


def test_the_repreneur_may_withdraw_and_nothing_ends_twice(walk: Walk) -> None:
    walk.to_interest()
    assert walk.post(walk.stage.rene, "/arreter", reason="changed_plans").status_code == 303
    assert (walk.approach.ended_side, walk.approach.end_reason) == (Side.REPRENEUR, EndReason.CHANGED_PLANS)
    assert walk.post(walk.stage.colette, "/arreter", reason="price").status_code == 409
    assert walk.approach.end_reason is EndReason.CHANGED_PLANS


def test_the_club_ends_it_in_its_own_name(walk: Walk) -> None:
    walk.to_interest()
    approach_id = walk.approach.id

    @operation
    def sweep() -> None:
        end(db.session.get_one(Approach, approach_id), None, EndReason.NO_ANSWER, None, "Sans réponse.")

    with walk.stage.club.context():
        sweep()
    page = walk.page(walk.stage.rene)
    assert "Le club" in page
    assert "Pas de réponse" in page


def test_the_teaser_carries_the_form_then_the_way_to_the_file(walk: Walk) -> None:
    browser, url = walk.browser(walk.stage.rene), f"/transmission/annonces/{walk.listing_id}"
    walk.project_id  # noqa: B018 without a project the teaser does not exist for René
    assert "Envoyer au cédant" in browser.get(url).get_data(as_text=True)
    walk.to_interest()
    after = browser.get(url).get_data(as_text=True)
    assert url in walk.page(walk.stage.rene)
    assert "Envoyer au cédant" not in after
    assert walk.url() in after


def test_no_column_is_written_that_was_not_asked(walk: Walk) -> None:
    listing_id, columns = walk.listing_id, [column.name for column in Approach.__table__.columns]
    forged = {name: "transferred" if "state" in name else str(walk.stage.xavier.id) for name in columns}
    walk.express(**(forged | {"project_id": str(walk.project_id), "interest": WORDS}))
    approach = walk.approach
    assert (approach.state, approach.listing_id) == (ApproachState.INTEREST, listing_id)
    assert approach.asked_by_id == walk.stage.rene.id
    for name in ("thread_id", "suspended_from", "exclusive_until", "transferred_on", "ended_at", "end_reason"):
        assert getattr(approach, name) is None
    walk.post(walk.stage.colette, "/accueillir", **forged)
    assert walk.state is ApproachState.NDA


def test_who_writes_during_an_exclusivity_waits_and_is_told(walk: Walk) -> None:
    other = walk.stage.project(walk.stage.xavier)
    walk.stage.approach(walk.listing_id, other, "exclusive")
    walk.to_interest()
    assert walk.state is ApproachState.SUSPENDED
    page = walk.page(walk.stage.rene)
    assert "Suspendu" in page
    refuse_secrets(walk.stage, page)
