"""A cédant prepares in private, in their own time."""

import uuid
from collections.abc import Callable

from sqlalchemy import select

from club_ess.extensions import db
from club_ess.transfers.listings.models import Exclusion, Listing
from club_ess.transfers.states import ReviewState
from tests.transfers.actors import Stage

At = Callable[..., str]


def test_a_working_name_is_enough_and_sending_twice_prepares_once(stage: Stage) -> None:
    browser = stage.club.browser(stage.colette)
    key = str(uuid.uuid4())
    answers = [
        browser.post("/transmission/mes-annonces", data={"nickname": "Plus tard", "submission": key}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    page = browser.get(answers[0].location).get_data(as_text=True)
    assert "Plus tard" in page
    assert "En préparation" in page
    assert "Plus tard" in browser.get("/transmission/mes-annonces").get_data(as_text=True)


def test_a_name_is_asked_and_said_so(stage: Stage) -> None:
    answer = stage.club.browser(stage.colette).post("/transmission/mes-annonces", data={"nickname": "x"})
    assert answer.status_code == 422
    assert "Au moins 2 caractères" in answer.get_data(as_text=True)


def test_the_people_around_the_cedant_are_excluded_from_the_first_minute(stage: Stage) -> None:
    stage.club.browser(stage.colette).post("/transmission/mes-annonces", data={"nickname": "Plus tard"})
    with stage.club.context():
        ties = set(db.session.scalars(select(Exclusion.tie).where(Exclusion.is_automatic)))
    organization = f"organization:{stage.colette.organization_id}"
    assert {organization, "siren:732829320", "domain:coquelicot.test"} <= ties


def test_every_page_of_the_preparation_can_be_read(stage: Stage, draft: uuid.UUID, at: At) -> None:
    browser = stage.club.browser(stage.colette)
    for page in ("", "modifier", "dossier", "documents", "structure", "exclusions", "mandats", "reconnaitre"):
        answer = browser.get(at(draft, page))
        assert answer.status_code == 200, page
        assert at(draft) in answer.get_data(as_text=True), page
    for page in ("/transmission/mes-annonces/nouvelle", "/transmission/mes-mandats"):
        assert browser.get(page).status_code == 200


def test_the_calendar_counts_back_from_the_quarter_for_each_route(stage: Stage, at: At) -> None:
    browser = stage.club.browser(stage.colette)
    without = stage.listing(stage.colette)
    assert "Choisir un trimestre" in browser.get(at(without)).get_data(as_text=True)
    aimed = stage.listing(stage.colette, target_quarter="2030-T3")
    page = browser.get(at(aimed)).get_data(as_text=True)
    assert "3e trimestre 2030" in page
    assert "URSCOP" in page
    assert "Estimation, à faire valider" in page
    assert "/transmission/guides/voies/scop" in page


def test_only_the_cedant_knows_the_working_name_and_changes_it(stage: Stage, draft: uuid.UUID, at: At) -> None:
    stage.mandate(draft, stage.anne)
    adviser = stage.club.browser(stage.anne)
    for page in ("", "modifier", "dossier", "documents", "structure", "exclusions", "reconnaitre"):
        assert "Mon atelier" not in adviser.get(at(draft, page)).get_data(as_text=True), page
    assert adviser.post(at(draft, "renommer"), data={"nickname": "Autre nom"}).status_code == 403
    cedant = stage.club.browser(stage.colette)
    assert cedant.post(at(draft, "renommer"), data={"nickname": ""}).status_code == 422
    assert cedant.post(at(draft, "renommer"), data={"nickname": "Le bois"}).status_code == 303
    assert stage.club.get(Listing, draft).nickname == "Le bois"


def test_the_structure_is_one_of_the_cedants_or_a_siren(stage: Stage, draft: uuid.UUID, at: At) -> None:
    browser = stage.club.browser(stage.colette)
    version = stage.club.get(Listing, draft).version
    foreign = browser.post(
        at(draft, "structure"), data={"organization_id": str(stage.xavier.organization_id), "version": version}
    )
    assert foreign.status_code == 422
    assert "Choisissez une de vos structures" in foreign.get_data(as_text=True)
    wrong = browser.post(at(draft, "structure"), data={"siren": "732829321", "version": version})
    assert wrong.status_code == 422
    assert 'value="732829321"' in wrong.get_data(as_text=True)
    kept = browser.post(at(draft, "structure"), data={"siren": "356 000 000", "version": version})
    assert kept.status_code == 303
    row = stage.club.get(Listing, draft)
    assert (row.siren, row.organization_id, row.state) == ("356000000", None, ReviewState.DRAFT)
    assert "SIREN 356 000 000" in browser.get(at(draft, "exclusions")).get_data(as_text=True)
