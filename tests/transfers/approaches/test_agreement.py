"""The confidentiality agreement: read whole, accepted by each, asked again when its text changes."""

import threading

import pytest
from sqlalchemy import func, select

from club_ess.extensions import db
from club_ess.threads.models import Thread
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Acceptance, Agreement
from club_ess.transfers.approaches.signatures import current_agreement
from tests.cast import Somebody
from tests.transfers.actors import Stage
from tests.transfers.approaches.walk import Walk, refuse_secrets

NEW_TEXT = "Nouvel accord du club, relu par un conseil. " * 20


@pytest.fixture
def walk(stage: Stage) -> Walk:
    return Walk(stage)


@pytest.fixture
def lea(stage: Stage) -> Somebody:
    return stage.club.person("Léa Compagne")


def _publish(walk: Walk, text: str = NEW_TEXT, **data: str) -> int:
    with walk.stage.club.context():
        sha256 = current_agreement().sha256
    asked = {"text": text, "sha256": sha256, "is_confirmed": "1"} | data
    browser = walk.browser(walk.stage.club.dana)
    return browser.post("/moderation/accord-de-confidentialite", data=asked).status_code


def _count(walk: Walk, model: type) -> int:
    with walk.stage.club.context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_whole_text_is_there_before_anything_is_ticked(walk: Walk) -> None:
    page = walk.to_agreement().page(walk.stage.rene, "/accord")
    with walk.stage.club.context():
        agreement = db.session.scalars(select(Agreement)).one()
        assert agreement.version == 1
        assert agreement.sha256 in page
    for sentence in ("Modèle à faire valider", "deux ans", "Version 1", "J’accepte l’accord"):
        assert sentence in page
    refuse_secrets(walk.stage, page)


def test_accepted_it_opens_the_conversation(walk: Walk) -> None:
    walk.to_confidential()
    assert walk.state is ApproachState.CONFIDENTIAL
    thread = walk.browser(walk.stage.rene).get(walk.thread_url)
    assert thread.status_code == 200
    refuse_secrets(walk.stage, thread.get_data(as_text=True))
    assert "Le cédant" in thread.get_data(as_text=True)
    assert "René Repreneur" in walk.browser(walk.stage.colette).get(walk.thread_url).get_data(as_text=True)


def test_nothing_is_accepted_before_being_proposed_nor_by_the_other_side(walk: Walk) -> None:
    walk.to_interest()
    assert walk.sign(walk.stage.rene, "René Repreneur").status_code == 409
    walk.post(walk.stage.colette, "/accueillir")
    assert walk.sign(walk.stage.colette, "Colette Wurtz").status_code == 403
    assert walk.sign(walk.stage.xavier, "Xavier Rival").status_code == 404
    assert walk.state is ApproachState.NDA


def test_another_name_or_no_tick_is_refused_and_nothing_typed_is_lost(walk: Walk) -> None:
    walk.to_agreement()
    answer = walk.sign(walk.stage.rene, "Jean Prête-Nom")
    assert answer.status_code == 422
    assert "« René Repreneur »" in answer.get_data(as_text=True)
    assert "Jean Prête-Nom" in answer.get_data(as_text=True)
    assert walk.sign(walk.stage.rene, "René Repreneur", is_accepted="").status_code == 422
    assert walk.sign(walk.stage.rene, "René Repreneur", is_accepted="0").status_code == 422
    assert _count(walk, Acceptance) == 0


def test_a_text_that_changed_meanwhile_is_read_again(walk: Walk) -> None:
    walk.to_agreement()
    answer = walk.sign(walk.stage.rene, "René Repreneur", sha256="0" * 64)
    assert answer.status_code == 409
    assert "relisez-le" in answer.get_data(as_text=True)
    assert walk.state is ApproachState.NDA


def test_accepted_twenty_times_it_counts_once(walk: Walk) -> None:
    walk.to_agreement()
    walk.browser(walk.stage.rene)
    answers: list[int] = []

    def sign() -> None:
        fresh = Walk(walk.stage)
        fresh.__dict__ |= {"listing_id": walk.listing_id, "project_id": walk.project_id}
        answers.append(fresh.sign(walk.stage.rene, "René Repreneur").status_code)

    threads = [threading.Thread(target=sign) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 4
    assert (_count(walk, Acceptance), _count(walk, Thread)) == (1, 1)


def test_each_person_of_a_team_accepts_for_themselves(stage: Stage, lea: Somebody) -> None:
    walk = Walk(stage, others=(lea,)).to_access()
    assert walk.browser(lea).get(walk.thread_url).status_code == 404
    assert walk.read(lea).status_code == 403
    assert "Pas encore accepté" in walk.page(stage.colette)
    assert walk.sign(lea, "Lea Compagne").status_code == 303
    assert walk.browser(lea).get(walk.thread_url).status_code == 200
    assert "412 300 euros" in walk.read(lea).get_data(as_text=True)


def test_a_new_version_closes_the_reading_until_it_is_accepted(walk: Walk) -> None:
    walk.to_access()
    assert _publish(walk) == 303
    assert walk.read(walk.stage.rene).status_code == 403
    assert walk.browser(walk.stage.rene).get(walk.thread_url).status_code == 404
    assert walk.state is ApproachState.ACCESS
    page = walk.page(walk.stage.rene)
    assert "Le texte a changé" in page
    assert NEW_TEXT.strip() in walk.page(walk.stage.rene, "/accord")
    assert walk.sign(walk.stage.rene, "René Repreneur").status_code == 303
    assert "412 300 euros" in walk.read(walk.stage.rene).get_data(as_text=True)
    assert walk.browser(walk.stage.rene).get(walk.thread_url).status_code == 200
    assert _count(walk, Acceptance) == 2


def test_only_moderators_publish(walk: Walk) -> None:
    for who in (walk.stage.colette, walk.stage.rene):
        assert walk.browser(who).get("/moderation/accord-de-confidentialite").status_code in {403, 404}
        assert walk.browser(who).post("/moderation/accord-de-confidentialite").status_code in {403, 404}
    page = walk.browser(walk.stage.club.dana).get("/moderation/accord-de-confidentialite").get_data(as_text=True)
    assert "Modèle à faire valider" in page
    assert "En vigueur" in page


def test_publishing_is_confirmed_and_never_one_over_the_other(walk: Walk) -> None:
    walk.to_agreement()
    assert _publish(walk, is_confirmed="") == 422
    assert _publish(walk, text="Trop court.") == 422
    assert _publish(walk, sha256="0" * 64) == 409
    with walk.stage.club.context():
        first = current_agreement().text
    assert _publish(walk) == 303
    assert _publish(walk, text=first) == 422
    page = walk.browser(walk.stage.club.dana).get("/moderation/accord-de-confidentialite").get_data(as_text=True)
    assert "Version 2" in page
    assert "Version 1" in page


def test_what_has_ended_stays_readable_under_the_text_of_then(walk: Walk) -> None:
    walk.to_access()
    walk.post(walk.stage.colette, "/arreter", reason="price")
    assert _publish(walk) == 303
    thread = walk.browser(walk.stage.rene).get(walk.thread_url)
    assert thread.status_code == 200
    assert "Le cédant a arrêté ce dossier : pas d’accord sur le prix." in thread.get_data(as_text=True)
    assert walk.read(walk.stage.rene).status_code == 403
