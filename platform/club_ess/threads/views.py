"""Doors of the threads: the same conversation by plain pages, JSON and, in sockets.py, live."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.accounts.models import Person
from club_ess.kit.errors import Conflict
from club_ess.kit.forms import Form, parse, read
from club_ess.kit.pages import asked_page, wants_json
from club_ess.threads import queries
from club_ess.threads.inputs import CatchUp, MarkRead, PostMessage
from club_ess.threads.models import Message, Thread
from club_ess.threads.operations import mark_read, post_message
from club_ess.threads.policies import get_thread_for
from club_ess.threads.shapes import acknowledgement, message_data, message_shape, read_data, thread_card

doors = Blueprint("threads", __name__)


@doors.get("/discussions")
def index() -> ResponseReturnValue:
    actor = required_actor()
    page = queries.page_of_threads(actor, asked_page())
    cards = [thread_card(thread, last, unread, actor.id) for thread, last, unread in page.items]
    return render_template("threads/index.html", cards=cards, page=page, unread=queries.unread_threads(actor))


@doors.get("/discussions/<uuid:thread_id>")
def show(thread_id: uuid.UUID) -> ResponseReturnValue:
    return _page(get_thread_for(required_actor(), thread_id, to="read"))


@doors.post("/discussions/<uuid:thread_id>/messages")
def post(thread_id: uuid.UUID) -> ResponseReturnValue:
    """303 to the message; refused, the page comes back with everything that was typed."""
    actor = required_actor()
    get_thread_for(actor, thread_id, to="write")
    if wants_json():
        posted = post_message(actor, thread_id, parse(PostMessage, _given()))
        return jsonify(acknowledgement(queries.message(posted.id))), 201
    form = read(PostMessage, request.form)
    if form.asked is None:
        return _page(get_thread_for(actor, thread_id, to="read"), form), 422
    try:
        posted = post_message(actor, thread_id, form.asked)
    except Conflict as conflict:
        form = Form(PostMessage, {"body": form.asked.body}, {"body": f"{conflict.sentence} Envoyez de nouveau."})
        return _page(get_thread_for(actor, thread_id, to="read"), form), 409
    return redirect(url_for("threads.show", thread_id=thread_id, _anchor=f"message-{posted.seq}"), 303)


@doors.get("/discussions/<uuid:thread_id>/messages")
def messages(thread_id: uuid.UUID) -> ResponseReturnValue:
    """Catch-up by plain HTTP: {messages (200 at most), last_seq, read}."""
    thread = get_thread_for(required_actor(), thread_id, to="read")
    later = queries.messages_after(thread.id, parse(CatchUp, request.args).after)
    return {
        "messages": [message_data(message) for message in later],
        "last_seq": thread.last_seq,
        "read": read_data(queries.read_marks(thread.id)),
    }


@doors.post("/discussions/<uuid:thread_id>/lu")
def mark(thread_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    get_thread_for(actor, thread_id, to="read")
    seq = mark_read(actor, thread_id, parse(MarkRead, _given()).seq)
    return {"seq": seq} if wants_json() else redirect(url_for("threads.show", thread_id=thread_id), 303)


def _page(thread: Thread, form: Form[PostMessage] | None = None) -> str:
    actor = required_actor()
    shown = queries.messages_before(thread.id, _before())
    marks = queries.read_marks(thread.id)
    return render_template(
        "threads/show.html",
        thread=thread,
        messages=[message_shape(message, actor.id) for message in shown],
        earlier=shown[0].seq if shown and shown[0].seq > 1 else None,
        is_latest=not shown or shown[-1].seq == thread.last_seq,
        has_unread=not any(mark.person_id == actor.id and mark.seq >= thread.last_seq for mark in marks),
        last_author=shown[-1].author_id if shown else None,
        read=read_data(marks),
        seen_by=_seen_by(actor, shown[-1], marks) if shown else [],
        form=form,
        client_uuid=uuid.uuid4(),
    )


def _seen_by(actor: Person, last: Message, marks: list[queries.ReadMark]) -> list[str]:
    """The others who have read up to the last message shown, but for its author."""
    return [mark.name for mark in marks if mark.seq >= last.seq and mark.person_id not in {actor.id, last.author_id}]


def _given() -> Mapping[str, Any]:
    given: Mapping[str, Any] = request.get_json() if request.is_json else request.form
    return given


def _before() -> int | None:
    raw = request.args.get("before", "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None
