"""What pages, JSON and sockets are told of threads and messages."""

import uuid
from collections.abc import Iterable
from typing import Any

from flask import url_for

from club_ess.kit.pages import isoformat
from club_ess.kit.text import excerpt, markdown
from club_ess.threads.models import Message, Thread
from club_ess.threads.queries import ReadMark

THE_CLUB = "Le club"


def message_shape(message: Message, reader_id: uuid.UUID) -> dict[str, Any]:
    """For the page of one reader."""
    return {
        "id": message.id,
        "seq": message.seq,
        "kind": message.kind.value,
        "author_name": _author_name(message),
        "organization_name": message.organization.name if message.organization else "",
        "body_html": markdown(message.body),
        "created_at": message.created_at,
        "is_mine": message.author_id == reader_id,
        "is_pending": False,
    }


def message_data(message: Message) -> dict[str, Any]:
    """For JSON and sockets, the same for every reader: {id, seq, client_uuid, kind, author_id, author_name,
    organization_name, body_html (safe), created_at (ISO 8601, UTC)}."""
    return {
        "id": str(message.id),
        "seq": message.seq,
        "client_uuid": str(message.client_uuid),
        "kind": message.kind.value,
        "author_id": str(message.author_id) if message.author_id else None,
        "author_name": _author_name(message),
        "organization_name": message.organization.name if message.organization else "",
        "body_html": str(markdown(message.body)),
        "created_at": isoformat(message.created_at),
    }


def acknowledgement(message: Message) -> dict[str, Any]:
    """What the sender is told once the message is stored."""
    return {"id": str(message.id), "seq": message.seq, "message": message_data(message)}


def read_data(marks: Iterable[ReadMark]) -> dict[str, dict[str, Any]]:
    """{person id: {name, seq}}."""
    return {str(mark.person_id): {"name": mark.name, "seq": mark.seq} for mark in marks}


def thread_card(thread: Thread, last: Message | None, unread: int, reader_id: uuid.UUID) -> dict[str, Any]:
    """One line of the list of threads."""
    return {
        "title": thread.title,
        "url": url_for("threads.show", thread_id=thread.id),
        "organization_names": sorted(party.organization.name for party in thread.parties),
        "last_author": _author_name(last, reader_id) if last else "",
        "last_excerpt": excerpt(markdown(last.body).striptags(), 140) if last else "",
        "last_at": thread.last_message_at,
        "unread": max(0, unread),
    }


def _author_name(message: Message, reader_id: uuid.UUID | None = None) -> str:
    if message.author is None:
        return THE_CLUB
    return "Vous" if message.author_id == reader_id else message.author.name
