"""The conversation of an approach: who takes part, the pieces that are given, and what is told of the other side."""

import io
import re
import uuid

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from club_ess.events import MandateEnded, MandateGiven, ProjectReviewed
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation, record
from club_ess.threads.models import ThreadPerson
from club_ess.transfers.approaches.models import Attachment
from club_ess.transfers.listings.models import Mandate
from club_ess.transfers.projects.models import Project, ProjectPerson
from club_ess.transfers.ties import seal_of
from tests import factories
from tests.cast import Somebody
from tests.transfers.actors import Stage
from tests.transfers.approaches.walk import DOCUMENT_TEXT, Walk, fabricated_pdf, refuse_secrets


@pytest.fixture
def walk(stage: Stage) -> Walk:
    return Walk(stage)


def _give(walk: Walk, who: Somebody, title: str = "Mon parcours", **data: object) -> int:
    asked = {"title": title, "file": (io.BytesIO(fabricated_pdf()), "parcours.pdf")} | data
    return walk.post(who, "/pieces", **asked).status_code


def _attachment_id(walk: Walk) -> uuid.UUID:
    with walk.stage.club.context():
        return db.session.scalars(select(Attachment.id)).one()


def _present(walk: Walk) -> set[uuid.UUID]:
    thread_id = walk.approach.thread_id
    here = (ThreadPerson.thread_id == thread_id, ThreadPerson.ended_at.is_(None))
    with walk.stage.club.context():
        return set(db.session.scalars(select(ThreadPerson.person_id).where(*here)))


@operation
def _seal_again(project_id: uuid.UUID) -> None:
    project = db.session.get_one(Project, project_id)
    project.seal = seal_of(project.people)


def _tell(walk: Walk, fact: object) -> None:
    with walk.stage.club.context():
        operation(lambda: record(fact))()
    walk.stage.club.settle()


def test_the_other_side_reads_a_piece_under_its_own_name(walk: Walk) -> None:
    walk.to_confidential()
    assert _give(walk, walk.stage.colette) == 303
    url = f"/pieces/{_attachment_id(walk)}/telecharger"
    theirs, own = walk.post(walk.stage.rene, url), walk.post(walk.stage.colette, url)
    for page in PdfReader(io.BytesIO(theirs.data)).pages:
        assert "René Repreneur" in page.extract_text()
    assert "Colette" not in PdfReader(io.BytesIO(own.data)).pages[0].extract_text()
    assert DOCUMENT_TEXT in PdfReader(io.BytesIO(own.data)).pages[0].extract_text()
    assert theirs.headers["Content-Disposition"].startswith("attachment")
    page = walk.page(walk.stage.colette)
    assert "Qui a lu quoi" in page
    assert page.count("<td>Mon parcours</td>") == 1


def test_a_piece_is_told_and_listed_without_a_name(walk: Walk) -> None:
    walk.to_confidential()
    _give(walk, walk.stage.colette)
    page = walk.browser(walk.stage.rene).get(walk.thread_url).get_data(as_text=True)
    assert "Une pièce est jointe" in page
    assert "Mon parcours (2 pages)" in page
    assert "Le cédant" in page
    refuse_secrets(walk.stage, page)


def test_pieces_are_given_only_while_people_talk(walk: Walk) -> None:
    walk.to_agreement()
    assert _give(walk, walk.stage.rene) == 409
    walk.sign(walk.stage.rene, "René Repreneur")
    assert _give(walk, walk.stage.xavier) == 404
    assert _give(walk, walk.stage.colette) == 303
    url = f"/pieces/{_attachment_id(walk)}/telecharger"
    assert walk.post(walk.stage.xavier, url).status_code == 404
    walk.post(walk.stage.colette, "/arreter", reason="price")
    assert _give(walk, walk.stage.rene) == 409
    assert walk.post(walk.stage.rene, url).status_code == 409
    assert walk.post(walk.stage.colette, url).status_code == 200


def test_a_refused_file_keeps_what_was_typed(walk: Walk) -> None:
    walk.to_confidential()
    sent = {"title": "Mon budget", "file": (io.BytesIO(b"PK\x03\x04"), "budget.xlsx")}
    answer = walk.post(walk.stage.rene, "/pieces", **sent)
    assert answer.status_code == 422
    assert 'value="Mon budget"' in answer.get_data(as_text=True)
    assert "PDF" in answer.get_data(as_text=True)
    assert walk.post(walk.stage.rene, "/pieces", title="Rien").status_code == 422
    with walk.stage.club.context():
        assert db.session.scalars(select(Attachment)).all() == []


def test_sent_twice_it_is_one_piece(walk: Walk) -> None:
    walk.to_confidential()
    submission = str(uuid.uuid4())
    assert [_give(walk, walk.stage.rene, submission=submission) for _ in range(2)] == [303, 303]
    kept = list((walk.stage.club.app.config["CLUB"].data / "documents").iterdir())
    assert [path.stem for path in kept] == [str(_attachment_id(walk))]


def test_whoever_gave_a_piece_takes_it_back(walk: Walk) -> None:
    walk.to_confidential()
    _give(walk, walk.stage.rene)
    url = f"/pieces/{_attachment_id(walk)}"
    assert walk.post(walk.stage.colette, f"{url}/retirer").status_code == 403
    assert walk.post(walk.stage.rene, f"{url}/retirer").status_code == 303
    assert walk.post(walk.stage.colette, f"{url}/telecharger").status_code == 404
    assert walk.post(walk.stage.rene, f"{url}/retirer").status_code == 404
    assert list((walk.stage.club.app.config["CLUB"].data / "documents").iterdir()) == []


def test_advisers_join_with_their_mandate_and_leave_with_it(walk: Walk) -> None:
    walk.to_confidential()
    mandate_id = walk.stage.mandate(walk.listing_id, walk.stage.anne)
    for _ in range(2):
        _tell(walk, MandateGiven(mandate_id))
    assert walk.stage.anne.id in _present(walk)
    page = walk.browser(walk.stage.rene).get(walk.thread_url).get_data(as_text=True)
    assert "L’accompagnateur du cédant" in page
    assert "Anne" not in page
    assert str(walk.stage.anne.id) not in page
    assert walk.browser(walk.stage.anne).get(walk.thread_url).status_code == 200
    with walk.stage.club.context():
        operation(lambda: setattr(db.session.get_one(Mandate, mandate_id), "ended_at", clock.now()))()
    assert walk.browser(walk.stage.anne).get(walk.thread_url).status_code == 404
    _tell(walk, MandateEnded(mandate_id))
    assert walk.stage.anne.id not in _present(walk)


def test_whoever_joins_the_project_takes_part_once_they_accepted(walk: Walk) -> None:
    walk.to_confidential()
    lea = walk.stage.club.person("Léa Compagne")
    with walk.stage.club.context():
        factories.save(ProjectPerson(project_id=walk.project_id, person_id=lea.id))
    for who in (walk.stage.rene, lea):
        assert walk.browser(who).get(walk.url()).status_code == 404, "the team waits for a new review"
    with walk.stage.club.context():
        _seal_again(walk.project_id)
    _tell(walk, ProjectReviewed(walk.project_id))
    assert lea.id in _present(walk)
    assert walk.browser(lea).get(walk.thread_url).status_code == 404
    walk.sign(lea, "Léa Compagne")
    assert walk.browser(lea).get(walk.thread_url).status_code == 200


def test_messages_carry_no_trace_of_the_cedant(walk: Walk) -> None:
    walk.to_confidential()
    body = {"client_uuid": str(uuid.uuid4()), "body": "Bonjour, parlons du calendrier."}
    assert walk.browser(walk.stage.colette).post(f"{walk.thread_url}/messages", data=body).status_code == 303
    browser = walk.browser(walk.stage.rene)
    page, data = browser.get(walk.thread_url), browser.get(f"{walk.thread_url}/messages")
    for answer in (page, data):
        assert "parlons du calendrier" in answer.get_data(as_text=True)
        refuse_secrets(walk.stage, answer.get_data(as_text=True))
    walk.stage.club.settle()
    for url in ("/notifications", "/discussions"):
        refuse_secrets(walk.stage, browser.get(url).get_data(as_text=True))


def test_the_panel_leads_from_the_conversation_to_the_file_and_back(walk: Walk) -> None:
    walk.to_access()
    for who in (walk.stage.rene, walk.stage.colette):
        assert f'href="{walk.url()}"' in walk.browser(who).get(walk.thread_url).get_data(as_text=True)
        assert f'href="{walk.thread_url}"' in walk.page(who)
    turn = re.search(r"À vous", walk.browser(walk.stage.rene).get(walk.thread_url).get_data(as_text=True))
    assert turn is not None


def test_a_title_of_several_lines_is_still_a_file_name(walk: Walk) -> None:
    walk.to_confidential()
    _give(walk, walk.stage.colette, title="Bilan\n2025 / annexe")
    answer = walk.post(walk.stage.rene, f"/pieces/{_attachment_id(walk)}/telecharger")
    assert answer.status_code == 200
    assert "Bilan 2025 - annexe.pdf" in answer.headers["Content-Disposition"]
