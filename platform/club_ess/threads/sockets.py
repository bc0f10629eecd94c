"""Doors of the live threads: joined, written in, read, typed in."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask_socketio import join_room

from club_ess.accounts.identity import required_actor
from club_ess.accounts.sockets import required_sign_in
from club_ess.kit import sockets
from club_ess.kit.forms import parse
from club_ess.threads import queries
from club_ess.threads.inputs import JoinThread, MarkRead, NameThread, PostMessage
from club_ess.threads.operations import mark_read, post_message
from club_ess.threads.policies import get_thread_for
from club_ess.threads.reactions import rooms_of, sign_in_room
from club_ess.threads.shapes import acknowledgement, catch_up, sign_of


def register() -> None:
    sockets.on("thread:join", join)
    sockets.on("message:post", post)
    sockets.on("thread:typing", typing)
    sockets.on("thread:read", read)


def join(given: Mapping[str, Any]) -> dict[str, Any]:
    """Joins first and reads afterwards, so that nothing falls between the two.

    {thread, after_seq} → {messages (the next 200 at most), last_seq, read: {key of the person: {name, seq}}, me}
    """
    actor, asked = required_actor(), parse(JoinThread, given)
    thread = get_thread_for(actor, asked.thread, to="read")
    join_room(sign_in_room(thread.id, required_sign_in().id))
    return catch_up(thread, queries.messages_after(thread.id, asked.after_seq), actor)


def post(given: Mapping[str, Any]) -> dict[str, Any]:
    """{thread, uuid, body} → {id, seq, message}, once it is stored."""
    actor, thread_id = required_actor(), _thread_id(given)
    posted = post_message(actor, thread_id, parse(PostMessage, {**given, "client_uuid": given.get("uuid")}))
    return acknowledgement(queries.message(posted.id))


def typing(given: Mapping[str, Any]) -> dict[str, Any]:
    """{thread}: the others are told who is writing, unless the thread is discreet."""
    actor = required_actor()
    thread = get_thread_for(actor, _thread_id(given), to="write")
    if not thread.is_discreet:
        sockets.push("thread:typed", sign_of(actor, thread), rooms_of(thread), but=sockets.socket_id())
    return {}


def read(given: Mapping[str, Any]) -> dict[str, Any]:
    """{thread, seq} → {seq}: where the mark stands."""
    actor, thread_id = required_actor(), _thread_id(given)
    return {"seq": mark_read(actor, thread_id, parse(MarkRead, given).seq)}


def _thread_id(given: Mapping[str, Any]) -> uuid.UUID:
    return parse(NameThread, given).thread
