"""Another room opens a thread: once per subject, with its parties and readers."""

import contextlib
import uuid

from sqlalchemy import func, select

from club_ess.extensions import db
from club_ess.kit.operation import operation
from club_ess.threads.enums import ThreadKind
from club_ess.threads.models import Message, Thread, ThreadReader
from club_ess.threads.operations import open_thread
from tests.cast import Club


def opened(club: Club, subject_id: uuid.UUID) -> uuid.UUID:
    alice, bob = club.alice, club.bob
    with club.context():
        thread = open_thread(
            ThreadKind.MATCH, subject_id, "Tenir la comptabilité",
            organization_ids=[alice.organization_id, bob.organization_id],
            reader_ids=[alice.id, bob.id, alice.id],
            opening="Alice Schmitt a accepté la mise en relation.",
        )
        return thread.id


def test_a_thread_opens_once_per_subject(club: Club) -> None:
    subject_id = uuid.uuid4()
    thread_id = opened(club, subject_id)
    assert opened(club, subject_id) == thread_id
    assert opened(club, uuid.uuid4()) != thread_id
    with club.context():
        readers = select(func.count()).select_from(ThreadReader).where(ThreadReader.thread_id == thread_id)
        assert db.session.scalar(readers) == 2
        messages = select(func.count()).select_from(Message).where(Message.thread_id == thread_id)
        assert db.session.scalar(messages) == 1


def test_the_club_says_why_it_opened(club: Club) -> None:
    page = club.browser(club.bob).get(f"/discussions/{opened(club, uuid.uuid4())}").text
    assert "Le club" in page
    assert "Alice Schmitt a accepté la mise en relation." in page


def test_a_thread_is_lost_with_the_operation_that_opened_it(club: Club) -> None:
    organization_ids = [club.alice.organization_id, club.bob.organization_id]

    @operation
    def fail() -> None:
        open_thread(ThreadKind.MATCH, uuid.uuid4(), "Perdue", organization_ids, [club.alice.id])
        raise LookupError

    with club.context():
        with contextlib.suppress(LookupError):
            fail()
        assert db.session.scalar(select(func.count()).select_from(Thread)) == 0
