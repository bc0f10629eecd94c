"""How rows of a thread are written: numbered without gap, read forward only, people in and out. Inside an operation."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from club_ess.events import ThreadRead
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import record
from club_ess.threads.models import Message, Thread, ThreadPerson, ThreadReader


@dataclass(frozen=True)
class Participant:
    """Somebody who takes part in a thread between people; `alias` stands for the name to everybody else."""

    person_id: uuid.UUID
    alias: str | None = None


def append(thread: Thread, message: Message) -> None:
    """Numbers the message: the thread's row is written first, so that two writers never get one number."""
    thread.last_seq += 1
    thread.last_message_at = clock.now()
    db.session.flush()
    message.thread_id, message.seq = thread.id, thread.last_seq
    db.session.add(message)
    db.session.flush()


def follow(thread: Thread, person_id: uuid.UUID) -> ThreadReader:
    """The person's read mark, made at nothing read."""
    reader = reader_of(thread, person_id)
    if reader is None:
        reader = ThreadReader(thread_id=thread.id, person_id=person_id, last_read_seq=0)
        db.session.add(reader)
    return reader


def reader_of(thread: Thread, person_id: uuid.UUID) -> ThreadReader | None:
    theirs = (ThreadReader.thread_id == thread.id, ThreadReader.person_id == person_id)
    return db.session.scalar(select(ThreadReader).where(*theirs))


def read_up_to(reader: ThreadReader, seq: int) -> int:
    if seq > reader.last_read_seq:
        reader.last_read_seq = seq
        record(ThreadRead(reader.thread_id, reader.person_id, seq))
    return reader.last_read_seq


def let_in(thread: Thread, participant: Participant) -> bool:
    """Whether the person was not in yet. Whoever comes back keeps the former alias unless given another."""
    former = participation(thread, participant.person_id)
    if former is not None and former.ended_at is None:
        return False
    alias = participant.alias or (former.alias if former else None)
    db.session.add(ThreadPerson(thread_id=thread.id, person_id=participant.person_id, alias=alias))
    follow(thread, participant.person_id)
    db.session.flush()
    return True


def participation(thread: Thread, person_id: uuid.UUID) -> ThreadPerson | None:
    """How the person takes part, or last did."""
    theirs = (ThreadPerson.thread_id == thread.id, ThreadPerson.person_id == person_id)
    latest = (ThreadPerson.ended_at.is_(None).desc(), ThreadPerson.joined_at.desc())
    return db.session.scalars(select(ThreadPerson).where(*theirs).order_by(*latest)).first()
