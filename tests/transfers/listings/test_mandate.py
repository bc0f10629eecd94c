"""A cédant chooses who prepares with them; both may end it."""

import uuid
from collections.abc import Callable

import pytest

from club_ess.events import MandateEnded, MandateGiven
from club_ess.extensions import db
from club_ess.kit import facts
from club_ess.transfers.listings.models import Mandate
from tests.transfers.actors import Stage

At = Callable[..., str]


def _only(stage: Stage) -> uuid.UUID:
    with stage.club.context():
        return db.session.query(Mandate.id).one()[0]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    stated: list[object] = []
    monkeypatch.setattr(facts, "announce", stated.extend)
    return stated


def test_an_adviser_is_chosen_prepares_and_gives_the_mandate_back(
    stage: Stage, draft: uuid.UUID, at: At, told: list[object]
) -> None:
    adviser, browser = stage.club.browser(stage.anne), stage.club.browser(stage.colette)
    assert adviser.get(at(draft)).status_code == 404
    assert "Anne Conseil, Réseau des coopératives" in browser.get(at(draft, "mandats")).get_data(as_text=True)
    assert browser.post(at(draft, "mandats"), data={"adviser_id": str(stage.anne.id)}).status_code == 303
    mandate_id = _only(stage)
    assert told == [MandateGiven(mandate_id)]
    assert browser.post(at(draft, "mandats"), data={"adviser_id": str(stage.anne.id)}).status_code == 409
    assert "Annonce de Colette Wurtz" in adviser.get("/transmission/mes-mandats").get_data(as_text=True)
    assert adviser.get(at(draft)).status_code == 200
    ended = adviser.post(f"/transmission/mandats/{mandate_id}/terminer")
    assert ended.status_code == 303
    assert ended.location.endswith("/transmission/mes-mandats")
    assert MandateEnded(mandate_id) in told
    assert adviser.get(at(draft)).status_code == 404
    assert "rendu par cette personne" in browser.get(at(draft, "mandats")).get_data(as_text=True)
    assert "Colette" not in adviser.get("/transmission/mes-mandats").get_data(as_text=True)
    assert adviser.post(f"/transmission/mandats/{mandate_id}/terminer").status_code == 409


def test_the_cedant_takes_it_back_at_once(stage: Stage, draft: uuid.UUID, at: At) -> None:
    mandate_id = stage.mandate(draft, stage.anne)
    answer = stage.club.browser(stage.colette).post(f"/transmission/mandats/{mandate_id}/terminer")
    assert answer.location.endswith(at(draft, "mandats"))
    assert stage.club.browser(stage.anne).get(at(draft)).status_code == 404


def test_only_people_of_advising_organizations_can_be_chosen(stage: Stage, draft: uuid.UUID, at: At) -> None:
    browser = stage.club.browser(stage.colette)
    for who in (stage.rene, stage.xavier, stage.colette):
        assert browser.post(at(draft, "mandats"), data={"adviser_id": str(who.id)}).status_code == 422
    assert browser.post(at(draft, "mandats"), data={"adviser_id": "x"}).status_code == 422


def test_an_adviser_chooses_nobody_and_others_end_nothing(stage: Stage, draft: uuid.UUID, at: At) -> None:
    mandate_id = stage.mandate(draft, stage.anne)
    assert stage.club.browser(stage.anne).get(at(draft, "mandats")).status_code == 403
    for who in (stage.xavier, stage.colleague, stage.club.dana):
        assert stage.club.browser(who).post(f"/transmission/mandats/{mandate_id}/terminer").status_code == 404
    assert stage.club.get(Mandate, mandate_id).ended_at is None
