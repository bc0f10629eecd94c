"""What open pages are told of a thread. Who may hear is asked of the database at each emission."""

import uuid

from club_ess.accounts.models import Person
from club_ess.events import MessagePosted, ThreadRead
from club_ess.extensions import db
from club_ess.kit import sockets
from club_ess.threads import queries
from club_ess.threads.policies import listening_sign_ins
from club_ess.threads.shapes import message_data


def sign_in_room(thread_id: uuid.UUID, sign_in_id: uuid.UUID) -> str:
    """The sockets of one browser that look at one thread."""
    return f"thread:{thread_id}:{sign_in_id}"


def rooms_of(thread_id: uuid.UUID) -> list[str]:
    """The rooms of those who may hear the thread now: whoever lost access is in none of them, in any process."""
    return [sign_in_room(thread_id, sign_in_id) for sign_in_id in listening_sign_ins(thread_id)]


def push_message(fact: MessagePosted) -> None:
    """The sender's own socket has its acknowledgement instead."""
    data = {"thread": str(fact.thread_id), "message": message_data(queries.message(fact.message_id))}
    sockets.push("message:posted", data, rooms_of(fact.thread_id), but=sockets.socket_id())


def push_read_mark(fact: ThreadRead) -> None:
    person = db.session.get(Person, fact.person_id)
    if person is not None:
        mark = {"thread": str(fact.thread_id), "person_id": str(person.id), "name": person.name, "seq": fact.seq}
        sockets.push("thread:was_read", mark, rooms_of(fact.thread_id))
