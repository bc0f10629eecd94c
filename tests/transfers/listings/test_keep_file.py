"""The confidential file: answers and documents that nobody reads without being let in."""

import io
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.transfers.listings.documents import MOST_DOCUMENTS
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.file import fingerprint
from club_ess.transfers.listings.models import Document, Listing
from tests import factories
from tests.cast import Somebody
from tests.pages import Browser
from tests.transfers.actors import SECRETS, Stage

At = Callable[..., str]


def _seen(stage: Stage, listing_id: uuid.UUID) -> str:
    with stage.club.context():
        return fingerprint(db.session.get_one(Listing, listing_id))


def _answer(stage: Stage, listing_id: uuid.UUID, field: FileField) -> str:
    with stage.club.context():
        return db.session.get_one(Listing, listing_id).answer(field)


def test_answers_are_written_changed_and_emptied_without_a_review(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette)
    data = {field.value: value for field, value in SECRETS.items()} | {"price": "", "clients": "Trois communes"}
    answer = stage.club.browser(stage.colette).post(
        at(listing_id, "dossier"), data=data | {"seen": _seen(stage, listing_id)}
    )
    assert answer.status_code == 303
    assert _answer(stage, listing_id, FileField.CLIENTS) == "Trois communes"
    assert _answer(stage, listing_id, FileField.PRICE) == ""
    assert stage.club.get(Listing, listing_id).is_open


def test_two_people_who_write_the_file_at_once_see_both_texts(stage: Stage, draft: uuid.UUID, at: At) -> None:
    stage.mandate(draft, stage.anne)
    seen = _seen(stage, draft)
    first = {"history": "L’histoire selon Anne", "seen": seen}
    assert stage.club.browser(stage.anne).post(at(draft, "dossier"), data=first).status_code == 303
    second = stage.club.browser(stage.colette).post(
        at(draft, "dossier"), data={"history": "L’histoire selon Colette", "seen": seen}
    )
    page = second.get_data(as_text=True)
    assert second.status_code == 409
    assert "selon Anne" in page
    assert "selon Colette" in page
    assert _answer(stage, draft, FileField.HISTORY) == "L’histoire selon Anne"


def test_an_answer_that_is_too_long_is_said_and_kept_on_the_page(stage: Stage, draft: uuid.UUID, at: At) -> None:
    data = {"history": "x" * 6001, "name": "Toujours là", "seen": _seen(stage, draft)}
    answer = stage.club.browser(stage.colette).post(at(draft, "dossier"), data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "6000 caractères au plus" in page
    assert "Toujours là" in page


def _image() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "PNG")
    return drawn.getvalue()


def _send(browser: Browser, url: str, title: str = "Comptes 2025", name: str = "c.png", **values: Any) -> Any:
    data = {"title": title, "file": (io.BytesIO(values.pop("content", _image())), name)} | values
    return browser.post(url, data=data, content_type="multipart/form-data")


def _documents(stage: Stage, listing_id: uuid.UUID) -> list[Document]:
    with stage.club.context():
        return list(db.session.scalars(select(Document).filter_by(listing_id=listing_id)))


def _folder(stage: Stage) -> Path:
    folder: Path = stage.club.app.config["CLUB"].data / "documents"
    return folder


def test_a_document_is_kept_for_this_process_alone_opened_and_removed(
    stage: Stage, draft: uuid.UUID, at: At
) -> None:
    browser, key = stage.club.browser(stage.colette), str(uuid.uuid4())
    for _ in range(2):
        assert _send(browser, at(draft, "documents"), submission=key).status_code == 303
    (document,) = _documents(stage, draft)
    (file,) = _folder(stage).iterdir()
    assert file.name == f"{document.id}.pdf"
    assert (file.stat().st_mode & 0o777, _folder(stage).stat().st_mode & 0o777) == (0o600, 0o700)
    opened = browser.get(at(draft, f"documents/{document.id}"))
    assert opened.data.startswith(b"%PDF-")
    assert opened.mimetype == "application/pdf"
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert opened.headers["Cache-Control"] == "no-store"
    assert "Comptes 2025" in browser.get(at(draft, "documents")).get_data(as_text=True)
    assert browser.post(at(draft, f"documents/{document.id}/retirer")).status_code == 303
    assert browser.get(at(draft, f"documents/{document.id}")).status_code == 404
    assert not list(_folder(stage).iterdir())
    assert _documents(stage, draft)[0].removed_at is not None


def test_what_is_not_a_document_is_refused_with_its_reason(stage: Stage, draft: uuid.UUID, at: At) -> None:
    browser = stage.club.browser(stage.colette)
    refused = _send(browser, at(draft, "documents"), name="virus.exe", content=b"MZ")
    assert refused.status_code == 422
    assert "n’est pas un PDF" in refused.get_data(as_text=True)
    assert "Comptes 2025" in refused.get_data(as_text=True)
    nothing = browser.post(at(draft, "documents"), data={"title": "Comptes 2025"})
    assert nothing.status_code == 422
    assert "Choisissez un fichier." in nothing.get_data(as_text=True)
    assert not _folder(stage).exists() or not list(_folder(stage).iterdir())


def test_the_file_holds_thirty_documents(stage: Stage, draft: uuid.UUID, at: At) -> None:
    with stage.club.context():
        for number in range(MOST_DOCUMENTS):
            factories.save(Document(
                listing_id=draft, title=f"Pièce {number}", pages=1, size_bytes=10, added_by_id=stage.colette.id
            ))
    refused = _send(stage.club.browser(stage.colette), at(draft, "documents"))
    assert refused.status_code == 422
    assert "30 documents" in refused.get_data(as_text=True)
    assert len(_documents(stage, draft)) == MOST_DOCUMENTS
    assert not list(_folder(stage).iterdir())


def test_nobody_else_opens_a_document_even_through_their_own_listing(
    stage: Stage, draft: uuid.UUID, at: At
) -> None:
    _send(stage.club.browser(stage.colette), at(draft, "documents"))
    (document,) = _documents(stage, draft)
    own = stage.listing(stage.xavier)
    stage.project(stage.rene)

    def status(who: Somebody, listing_id: uuid.UUID) -> int:
        return stage.club.browser(who).get(at(listing_id, f"documents/{document.id}")).status_code

    assert {status(who, draft) for who in (stage.xavier, stage.rene, stage.colleague, stage.anne)} == {404}
    assert status(stage.xavier, own) == 404
    stage.mandate(draft, stage.anne)
    assert status(stage.anne, draft) == 200
