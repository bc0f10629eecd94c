"""The confidential file: opened answer by answer, read under one's name, closed at once."""

import io
import re
import uuid
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach, Grant, Reading
from club_ess.transfers.ties import email_tie
from tests.transfers.actors import SECRETS, Stage
from tests.transfers.approaches.walk import DOCUMENT_TEXT, Walk, refuse_secrets


@pytest.fixture
def walk(stage: Stage) -> Walk:
    return Walk(stage)


def _readings(walk: Walk) -> list[Reading]:
    with walk.stage.club.context():
        rows = list(db.session.scalars(select(Reading).order_by(Reading.read_at)))
        db.session.expunge_all()
        return rows


def test_what_is_opened_is_read_and_nothing_else(walk: Walk) -> None:
    walk.to_access("turnover", "price")
    assert walk.state is ApproachState.ACCESS
    before = walk.page(walk.stage.rene, "/dossier")
    refuse_secrets(walk.stage, before)
    text = walk.read(walk.stage.rene).get_data(as_text=True)
    assert "412 300 euros" in text
    assert "87 500 euros" in text
    assert "Non ouvert" in text
    refuse_secrets(walk.stage, text, "412 300 euros", "87 500 euros")


def test_nothing_opens_before_the_agreement(walk: Walk) -> None:
    walk.to_agreement()
    assert walk.post(walk.stage.colette, "/acces", fields=["name"]).status_code == 409
    assert walk.read(walk.stage.rene).status_code == 403
    walk.sign(walk.stage.rene, "René Repreneur")
    refuse_secrets(walk.stage, walk.page(walk.stage.rene))
    assert walk.read(walk.stage.rene).status_code == 403


def test_closed_again_it_is_closed_at_once(walk: Walk) -> None:
    document_id = walk.document()
    walk.to_access("turnover", "price", documents=(document_id,))
    assert walk.open("price").status_code == 303
    refuse_secrets(walk.stage, walk.read(walk.stage.rene).get_data(as_text=True), "87 500 euros")
    assert walk.post(walk.stage.rene, f"/documents/{document_id}/telecharger").status_code == 404
    assert walk.post(walk.stage.colette, "/acces/fermer").status_code == 303
    refuse_secrets(walk.stage, walk.read(walk.stage.rene).get_data(as_text=True))
    with walk.stage.club.context():
        assert all(grant.revoked_at for grant in db.session.scalars(select(Grant)))


def test_only_the_cedants_side_opens(walk: Walk) -> None:
    walk.to_confidential()
    for path in ("/acces", "/acces/fermer"):
        assert walk.post(walk.stage.rene, path, fields=["name"]).status_code == 403
        assert walk.post(walk.stage.xavier, path, fields=["name"]).status_code == 404
    walk.stage.mandate(walk.listing_id, walk.stage.anne)
    assert walk.open("name", who=walk.stage.anne).status_code == 303


def test_the_cedant_does_not_read_as_a_repreneur(walk: Walk) -> None:
    walk.to_access()
    assert walk.browser(walk.stage.colette).get(walk.url("/dossier")).status_code == 403
    assert walk.read(walk.stage.colette).status_code == 403
    assert walk.read(walk.stage.xavier).status_code == 404


def test_an_old_page_does_not_open_again_what_was_closed_since(walk: Walk) -> None:
    walk.to_access("turnover")
    old = re.search(r'name="seen" value="(\w*)"', walk.page(walk.stage.colette))
    walk.post(walk.stage.colette, "/acces/fermer")
    assert old is not None
    answer = walk.post(walk.stage.colette, "/acces", fields=["turnover", "price"], seen=old.group(1))
    assert answer.status_code == 409
    refuse_secrets(walk.stage, walk.read(walk.stage.rene).get_data(as_text=True))


def test_sent_twice_it_opens_once(walk: Walk) -> None:
    walk.to_confidential()
    seen = re.search(r'name="seen" value="(\w*)"', walk.page(walk.stage.colette))
    assert seen is not None
    for _ in range(2):
        asked = {"fields": ["turnover"], "seen": seen.group(1)}
        assert walk.post(walk.stage.colette, "/acces", **asked).status_code == 303
    with walk.stage.club.context():
        assert len(db.session.scalars(select(Grant)).all()) == 1


def test_each_page_of_a_document_names_its_reader(walk: Walk) -> None:
    document_id = walk.document()
    walk.to_access("turnover", documents=(document_id,))
    answer = walk.post(walk.stage.rene, f"/documents/{document_id}/telecharger")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert len(pages) == 2
    for page in pages:
        assert "René Repreneur" in page.extract_text()
        assert str(clock.today().year) in page.extract_text()
        assert DOCUMENT_TEXT in page.extract_text()


def test_a_document_is_for_whom_it_was_opened(walk: Walk) -> None:
    opened, closed = walk.document(), walk.document("Bail commercial")
    walk.to_access("turnover", documents=(opened,))
    assert "Bail commercial" not in walk.page(walk.stage.rene, "/dossier")
    for who, document_id, status in (
        (walk.stage.rene, closed, 404), (walk.stage.rene, uuid.uuid4(), 404), (walk.stage.xavier, opened, 404),
        (walk.stage.colette, opened, 403),
    ):
        assert walk.post(who, f"/documents/{document_id}/telecharger").status_code == status


def test_no_document_of_another_file_is_opened(walk: Walk) -> None:
    other = Walk(walk.stage)
    other.__dict__["project_id"] = walk.project_id
    foreign = other.document()
    walk.to_confidential()
    assert walk.open("turnover", documents=(foreign,)).status_code == 422
    assert walk.open("nickname").status_code == 422


def test_the_cedant_sees_who_read_what(walk: Walk) -> None:
    document_id = walk.document()
    walk.to_access("turnover", documents=(document_id,))
    assert "Rien n’a encore été lu" in walk.page(walk.stage.colette)
    for _ in range(2):
        walk.read(walk.stage.rene)
        walk.post(walk.stage.rene, f"/documents/{document_id}/telecharger")
    assert [bool(one.field) for one in _readings(walk)].count(True) == 1
    assert [bool(one.document_id) for one in _readings(walk)].count(True) == 2
    page = walk.page(walk.stage.colette)
    assert "Bilan 2025" in page
    assert page.count("<td>René Repreneur</td>") == 3
    with clock.travel(timedelta(days=1)):
        walk.read(walk.stage.rene)
    assert len(_readings(walk)) == 4


def test_looking_at_the_page_reads_nothing(walk: Walk) -> None:
    walk.to_access()
    walk.page(walk.stage.rene, "/dossier")
    assert _readings(walk) == []


def test_the_cedant_names_themselves_and_takes_it_back(walk: Walk) -> None:
    walk.to_access("turnover")
    thread = walk.browser(walk.stage.rene)
    refuse_secrets(walk.stage, thread.get(walk.thread_url).get_data(as_text=True))
    walk.open("turnover", "contact")
    assert "Colette Wurtz" in thread.get(walk.thread_url).get_data(as_text=True)
    walk.open("turnover")
    refuse_secrets(walk.stage, thread.get(walk.thread_url).get_data(as_text=True))


@pytest.mark.parametrize("state", ["interest", "nda", "confidential", "suspended", "ended"])
def test_a_grant_is_worth_nothing_where_nothing_is_read(stage: Stage, state: str) -> None:
    walk = Walk(stage).to_access("turnover")
    with stage.club.context():
        @operation
        def put(approach_id: uuid.UUID) -> None:
            db.session.get_one(Approach, approach_id).state = ApproachState(state)

        put(walk.approach.id)
    answer = walk.read(stage.rene)
    assert answer.status_code == 403
    refuse_secrets(stage, answer.get_data(as_text=True))


def test_an_exclusion_closes_everything_to_the_whole_team(walk: Walk) -> None:
    walk.to_access("turnover")
    walk.stage.exclude(walk.listing_id, email_tie(walk.stage.rene.email))
    assert walk.browser(walk.stage.rene).get(walk.url()).status_code == 404
    assert walk.read(walk.stage.rene).status_code == 404
    assert walk.browser(walk.stage.rene).get(walk.thread_url).status_code == 404


def test_every_page_of_the_repreneur_is_silent_about_the_cedant(walk: Walk) -> None:
    walk.to_access("turnover")
    walk.stage.mandate(walk.listing_id, walk.stage.anne)
    browser = walk.browser(walk.stage.rene)
    urls = ["/transmission/dossiers", walk.url(), walk.url("/accord"), walk.url("/dossier"), walk.thread_url]
    for url in [*urls, "/discussions", "/notifications", f"{walk.thread_url}/messages"]:
        text = browser.get(url).get_data(as_text=True)
        refuse_secrets(walk.stage, text)
        assert "Anne Conseil" not in text
    assert SECRETS
