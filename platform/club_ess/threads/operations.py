"""What happens in threads: opened, peopled and closed by another room, written in and read by people."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.events import MessagePosted
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, NotFound
from club_ess.kit.operation import operation, record
from club_ess.threads.enums import MessageKind, ThreadKind
from club_ess.threads.inputs import PostMessage
from club_ess.threads.models import Message, Thread, ThreadParty
from club_ess.threads.policies import get_thread_for, refuse_closed, voice_of
from club_ess.threads.writing import Participant, append, follow, let_in, participation, read_up_to, reader_of


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
    organization_ids: Iterable[uuid.UUID] = (),
    reader_ids: Iterable[uuid.UUID] = (),
    opening: str | None = None,
    *,
    people: Iterable[Participant] = (),
    is_discreet: bool = False,
) -> Thread:
    """The thread about a subject: made the first time, found as it is afterwards. `opening` is said by the club itself.

    Everybody reads the same title. Its kind says whether organizations take part or people, who then follow it.
    """
    known = db.session.scalar(select(Thread).where(Thread.kind == kind, Thread.subject_id == subject_id))
    if known is not None:
        return known
    parties, participants = list(dict.fromkeys(organization_ids)), list(people)
    if (parties if kind.is_between_people else participants):
        raise ValueError(f"a thread of kind {kind.value} has no such participants")
    thread = Thread(kind=kind, subject_id=subject_id, title=title[:200], last_seq=0, is_discreet=is_discreet)
    db.session.add(thread)
    db.session.flush()
    db.session.add_all(ThreadParty(thread_id=thread.id, organization_id=one) for one in parties)
    for participant in participants:
        let_in(thread, participant)
    for reader_id in dict.fromkeys(reader_ids):
        follow(thread, reader_id)
    if opening:
        append(thread, _by_the_club(opening))
    return thread


@operation
def add_person(
    thread_id: uuid.UUID, person_id: uuid.UUID, alias: str | None = None, said: str | None = None,
    *, actor_id: uuid.UUID | None = None,
) -> None:
    """Lets somebody into a thread between people, from its first message on; once in, nothing changes.

    `said` is told to all by the club; `actor_id` brought it about and need not be told.
    """
    thread = db.session.get_one(Thread, thread_id)
    if let_in(thread, Participant(person_id, alias)) and said:
        say(thread_id, said, actor_id=actor_id)


@operation
def end_person(
    thread_id: uuid.UUID, person_id: uuid.UUID, said: str | None = None, *, actor_id: uuid.UUID | None = None
) -> None:
    """The person reads and hears nothing more; what they wrote stays, under the same alias."""
    row = participation(db.session.get_one(Thread, thread_id), person_id)
    if row is None or row.ended_at is not None:
        return
    row.ended_at = clock.now()
    db.session.flush()
    if said:
        say(thread_id, said, actor_id=actor_id)


@operation
def set_alias(thread_id: uuid.UUID, person_id: uuid.UUID, alias: str | None) -> None:
    """Renames somebody to the others, in earlier messages too; None shows the name. Raises NotFound to strangers."""
    row = participation(db.session.get_one(Thread, thread_id), person_id)
    if row is None:
        raise NotFound()
    row.alias = alias


@operation
def close_thread(thread_id: uuid.UUID, why: str) -> None:
    """Nobody writes any more, and `why` is shown instead; closed again, the latest reason stands."""
    thread = db.session.get_one(Thread, thread_id)
    thread.closed_at, thread.closed_why = thread.closed_at or clock.now(), why


@operation
def reopen_thread(thread_id: uuid.UUID) -> None:
    thread = db.session.get_one(Thread, thread_id)
    thread.closed_at = thread.closed_why = None


@operation
def say(thread_id: uuid.UUID, sentence: str, *, actor_id: uuid.UUID | None = None) -> Posted:
    """The club itself says something, in closed threads too. It is told to all but `actor_id`, who brought it about."""
    thread = db.session.get_one(Thread, thread_id)
    message = _by_the_club(sentence)
    append(thread, message)
    reader = reader_of(thread, actor_id) if actor_id else None
    if reader is not None:
        read_up_to(reader, message.seq)
    record(MessagePosted(thread.id, message.id))
    return Posted(message.id, message.seq)


@operation
def post_message(actor: Person, thread_id: uuid.UUID, asked: PostMessage) -> Posted:
    """Stores one message; sent again, it is acknowledged as the first time, even if the thread was closed since.

    Raises NotFound, ThreadClosed, or Conflict when the key already names another message.
    """
    thread = get_thread_for(actor, thread_id, to="read")
    same_key = (Message.thread_id == thread.id, Message.client_uuid == asked.client_uuid)
    known = db.session.scalar(select(Message).where(*same_key))
    if known is not None:
        if (known.author_id, known.body) != (actor.id, asked.body):
            raise Conflict("Cette clé d’envoi désigne déjà un autre message.")
        return Posted(known.id, known.seq)
    refuse_closed(thread)
    message = Message(
        client_uuid=asked.client_uuid, body=asked.body, author_id=actor.id, organization_id=voice_of(actor, thread)
    )
    append(thread, message)
    read_up_to(follow(thread, actor.id), message.seq)
    record(MessagePosted(thread.id, message.id))
    return Posted(message.id, message.seq)


@operation
def mark_read(actor: Person, thread_id: uuid.UUID, seq: int) -> int:
    """Whoever reads follows the thread; a mark only moves forward. Returns where it stands. Raises NotFound."""
    thread = get_thread_for(actor, thread_id, to="read")
    return read_up_to(follow(thread, actor.id), min(seq, thread.last_seq))


def _by_the_club(sentence: str) -> Message:
    return Message(client_uuid=uuid.uuid4(), kind=MessageKind.SYSTEM, body=sentence)
