"""What pages, JSON and sockets are told of threads and messages. People are named by `faces` alone."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for

from club_ess.accounts.models import Person
from club_ess.kit.pages import isoformat
from club_ess.kit.text import excerpt, markdown
from club_ess.threads.faces import Faces, faces_of
from club_ess.threads.models import Message, Thread
from club_ess.threads.queries import ReadMark, read_marks

THE_CLUB = "Le club"


def message_shape(message: Message, faces: Faces, reader_id: uuid.UUID) -> dict[str, Any]:
    """For the page of one reader."""
    return {
        "id": message.id,
        "seq": message.seq,
        "kind": message.kind.value,
        "author_name": _author_name(message, faces),
        "organization_name": message.organization.name if message.organization else "",
        "body_html": markdown(message.body),
        "created_at": message.created_at,
        "is_mine": message.author_id == reader_id,
        "is_pending": False,
    }


def message_data(message: Message, faces: Faces) -> dict[str, Any]:
    """For JSON and sockets, the same for every reader: {id, seq, client_uuid, kind, author_id, author_name,
    organization_name, body_html (safe), created_at (ISO 8601, UTC)}."""
    return {
        "id": str(message.id),
        "seq": message.seq,
        "client_uuid": str(message.client_uuid),
        "kind": message.kind.value,
        "author_id": faces.key_of(message.author_id) if message.author_id else None,
        "author_name": _author_name(message, faces),
        "organization_name": message.organization.name if message.organization else "",
        "body_html": str(markdown(message.body)),
        "created_at": isoformat(message.created_at),
    }


def acknowledgement(message: Message) -> dict[str, Any]:
    """What the sender is told once the message is stored."""
    return {"id": str(message.id), "seq": message.seq, "message": message_data(message, faces_of(message.thread))}


def catch_up(thread: Thread, later: Sequence[Message], reader: Person) -> dict[str, Any]:
    """{messages, last_seq, read, me}: what a page needs to be up to date; `me` is the reader's own key in the rest."""
    faces = faces_of(thread)
    return {
        "messages": [message_data(message, faces) for message in later],
        "last_seq": max([thread.last_seq, *(message.seq for message in later)]),
        "read": read_data(read_marks(thread, faces, reader.id)),
        "me": faces.key_of(reader.id),
    }


def read_data(marks: Iterable[ReadMark]) -> dict[str, dict[str, Any]]:
    """{key of the person: {name, seq}}."""
    return {mark.key: {"name": mark.name, "seq": mark.seq} for mark in marks}


def sign_of(person: Person, thread: Thread) -> dict[str, Any]:
    """{thread, person_id, name}: who does something in the thread, as the others are told it."""
    faces = faces_of(thread)
    return {"thread": str(thread.id), "person_id": faces.key_of(person.id), "name": faces.name_of(person)}


def thread_card(
    thread: Thread, last: Message | None, unread: int, faces: Faces, reader_id: uuid.UUID
) -> dict[str, Any]:
    """One line of the list of threads."""
    return {
        "title": thread.title,
        "url": url_for("threads.show", thread_id=thread.id),
        "who": between(thread, faces, reader_id),
        "last_author": _author_name(last, faces, reader_id) if last else "",
        "last_excerpt": excerpt(markdown(last.body).striptags(), 140) if last else "",
        "last_at": thread.last_message_at,
        "unread": max(0, unread),
        "is_closed": thread.closed_at is not None,
    }


def between(thread: Thread, faces: Faces, reader_id: uuid.UUID) -> list[str]:
    """Those who take part: the organizations, or the people with the reader first."""
    if thread.kind.is_between_people:
        return ["vous", *faces.names_beside(reader_id)]
    return sorted(party.organization.name for party in thread.parties)


def _author_name(message: Message, faces: Faces, reader_id: uuid.UUID | None = None) -> str:
    if message.author is None:
        return THE_CLUB
    return "Vous" if message.author_id == reader_id else faces.name_of(message.author)
