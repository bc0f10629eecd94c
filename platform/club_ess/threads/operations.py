"""What happens in threads: opened by another room, written in, read."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.events import MessagePosted, ThreadRead
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict
from club_ess.kit.operation import operation, record
from club_ess.threads.enums import MessageKind, ThreadKind
from club_ess.threads.inputs import PostMessage
from club_ess.threads.models import Message, Thread, ThreadParty, ThreadReader
from club_ess.threads.policies import get_thread_for, voice_of


@dataclass(frozen=True)
class Posted:
    """The acknowledgement: the message is stored, at this place."""

    id: uuid.UUID
    seq: int


@operation
def open_thread(
    kind: ThreadKind,
    subject_id: uuid.UUID,
    title: str,
    organization_ids: Iterable[uuid.UUID],
    reader_ids: Iterable[uuid.UUID],
    opening: str | None = None,
) -> Thread:
    """The thread about a subject: made the first time, found afterwards. `opening` is said by the club itself."""
    known = db.session.scalar(select(Thread).where(Thread.kind == kind, Thread.subject_id == subject_id))
    if known is not None:
        return known
    thread = Thread(kind=kind, subject_id=subject_id, title=title[:200], last_seq=0)
    db.session.add(thread)
    db.session.flush()
    db.session.add_all(ThreadParty(thread_id=thread.id, organization_id=one) for one in dict.fromkeys(organization_ids))
    db.session.add_all(ThreadReader(thread_id=thread.id, person_id=one) for one in dict.fromkeys(reader_ids))
    if opening:
        _append(thread, Message(client_uuid=uuid.uuid4(), kind=MessageKind.SYSTEM, body=opening))
    return thread


@operation
def post_message(actor: Person, thread_id: uuid.UUID, asked: PostMessage) -> Posted:
    """Stores one message; sent again, it is acknowledged as the first time.

    Raises NotFound, or Conflict when the key already names another message.
    """
    thread = get_thread_for(actor, thread_id, to="write")
    same_key = (Message.thread_id == thread.id, Message.client_uuid == asked.client_uuid)
    known = db.session.scalar(select(Message).where(*same_key))
    if known is not None:
        if (known.author_id, known.body) != (actor.id, asked.body):
            raise Conflict("Cette clé d’envoi désigne déjà un autre message.")
        return Posted(known.id, known.seq)
    message = Message(
        client_uuid=asked.client_uuid, body=asked.body, author_id=actor.id, organization_id=voice_of(actor, thread)
    )
    _append(thread, message)
    _read_up_to(actor, thread, message.seq)
    record(MessagePosted(thread.id, message.id))
    return Posted(message.id, message.seq)


@operation
def mark_read(actor: Person, thread_id: uuid.UUID, seq: int) -> int:
    """Whoever reads follows the thread; a mark only moves forward. Returns where it stands. Raises NotFound."""
    thread = get_thread_for(actor, thread_id, to="read")
    return _read_up_to(actor, thread, min(seq, thread.last_seq))


def _append(thread: Thread, message: Message) -> None:
    """Numbers the message: the thread's row is written first, so that two writers never get one number."""
    thread.last_seq += 1
    thread.last_message_at = clock.now()
    db.session.flush()
    message.thread_id, message.seq = thread.id, thread.last_seq
    db.session.add(message)
    db.session.flush()


def _read_up_to(actor: Person, thread: Thread, seq: int) -> int:
    theirs = (ThreadReader.thread_id == thread.id, ThreadReader.person_id == actor.id)
    reader = db.session.scalar(select(ThreadReader).where(*theirs))
    if reader is None:
        reader = ThreadReader(thread_id=thread.id, person_id=actor.id, last_read_seq=0)
        db.session.add(reader)
    if seq > reader.last_read_seq:
        reader.last_read_seq = seq
        record(ThreadRead(thread.id, actor.id, seq))
    return reader.last_read_seq
