"""What open pages are told of a thread. Who may hear is asked of the database at each emission."""

import uuid

from club_ess.accounts.models import Person
from club_ess.events import MessagePosted, ThreadRead
from club_ess.extensions import db
from club_ess.kit import sockets
from club_ess.threads import queries
from club_ess.threads.faces import faces_of
from club_ess.threads.models import Thread
from club_ess.threads.policies import listening_sign_ins
from club_ess.threads.shapes import message_data, sign_of


def sign_in_room(thread_id: uuid.UUID, sign_in_id: uuid.UUID) -> str:
    """The sockets of one browser that look at one thread."""
    return f"thread:{thread_id}:{sign_in_id}"


def rooms_of(thread: Thread) -> list[str]:
    """The rooms of those who may hear the thread now: whoever lost access is in none of them, in any process."""
    return [sign_in_room(thread.id, sign_in_id) for sign_in_id in listening_sign_ins(thread)]


def push_message(fact: MessagePosted) -> None:
    """The sender's own socket has its acknowledgement instead; what the club says is nobody's, and told to all."""
    message = queries.message(fact.message_id)
    data = {"thread": str(fact.thread_id), "message": message_data(message, faces_of(message.thread))}
    own = sockets.socket_id() if message.author_id else None
    sockets.push("message:posted", data, rooms_of(message.thread), but=own)


def push_read_mark(fact: ThreadRead) -> None:
    """Discreet threads tell nobody."""
    thread, person = db.session.get(Thread, fact.thread_id), db.session.get(Person, fact.person_id)
    if thread is not None and person is not None and not thread.is_discreet:
        sockets.push("thread:was_read", sign_of(person, thread) | {"seq": fact.seq}, rooms_of(thread))
