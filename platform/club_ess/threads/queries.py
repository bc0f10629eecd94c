"""Which messages and threads are shown, and in which order."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.pages import Page
from club_ess.organizations.names import sort_key
from club_ess.threads.faces import Faces
from club_ess.threads.models import Message, Thread, ThreadReader
from club_ess.threads.policies import visible_threads

CATCH_UP = 200
SHOWN = 50
THREADS_A_PAGE = 20


@dataclass(frozen=True)
class ReadMark:
    """How far a person has read, as the others are told it; see `faces`."""

    key: str
    name: str
    seq: int


def messages_after(thread_id: uuid.UUID, seq: int, most: int = CATCH_UP) -> Sequence[Message]:
    """The messages that follow `seq`, oldest first."""
    later = _messages(thread_id).where(Message.seq > seq).order_by(Message.seq).limit(most)
    return db.session.scalars(later).all()


def messages_before(thread_id: uuid.UUID, seq: int | None, most: int = SHOWN) -> Sequence[Message]:
    """The last messages that precede `seq` (None: the last of all), oldest first."""
    earlier = _messages(thread_id).order_by(Message.seq.desc()).limit(most)
    if seq is not None:
        earlier = earlier.where(Message.seq < seq)
    return db.session.scalars(earlier).all()[::-1]


def message(message_id: uuid.UUID) -> Message:
    """One message, with its thread."""
    whole = _select_messages().options(joinedload(Message.thread, innerjoin=True))
    return db.session.scalars(whole.where(Message.id == message_id)).one()


def _messages(thread_id: uuid.UUID) -> Select[Message]:
    return _select_messages().where(Message.thread_id == thread_id)


def _select_messages() -> Select[Message]:
    return select(Message).options(joinedload(Message.author), joinedload(Message.organization))


def read_marks(thread: Thread, faces: Faces, reader_id: uuid.UUID) -> list[ReadMark]:
    """Of everybody who follows the thread, by name; in a discreet one, only the reader's own."""
    marks = select(ThreadReader).where(ThreadReader.thread_id == thread.id).options(joinedload(ThreadReader.person))
    if thread.is_discreet:
        marks = marks.where(ThreadReader.person_id == reader_id)
    shown = (
        ReadMark(faces.key_of(one.person_id), faces.name_of(one.person), one.last_read_seq)
        for one in db.session.scalars(marks)
        if faces.has(one.person_id)
    )
    return sorted(shown, key=lambda mark: (sort_key(mark.name), mark.key))


def unread_threads(actor: Person) -> int:
    """How many threads hold something that the actor has not read."""
    visible = visible_threads(actor).subquery()
    mine = and_(ThreadReader.thread_id == visible.c.id, ThreadReader.person_id == actor.id)
    count = select(func.count()).select_from(visible).outerjoin(ThreadReader, mine)
    return db.session.scalar(count.where(visible.c.last_seq > func.coalesce(ThreadReader.last_read_seq, 0))) or 0


def page_of_threads(actor: Person, number: int) -> Page[Row[Thread, Message | None, int]]:
    """(thread, its last message, how many the actor has not read): unread first, then the latest."""
    visible = visible_threads(actor)
    total = db.session.scalar(select(func.count()).select_from(visible.subquery())) or 0
    unread = Thread.last_seq - func.coalesce(ThreadReader.last_read_seq, 0)
    rows = (
        visible.add_columns(Message, unread)
        .outerjoin(Message, and_(Message.thread_id == Thread.id, Message.seq == Thread.last_seq))
        .outerjoin(ThreadReader, and_(ThreadReader.thread_id == Thread.id, ThreadReader.person_id == actor.id))
        .options(selectinload(Thread.parties), joinedload(Message.author))
        .order_by((unread > 0).desc(), func.coalesce(Thread.last_message_at, Thread.created_at).desc(), Thread.id)
        .limit(THREADS_A_PAGE)
        .offset((number - 1) * THREADS_A_PAGE)
    )
    return Page(db.session.execute(rows).all(), number, THREADS_A_PAGE, total)
