"""Doors of the threads: the same conversation by plain pages, JSON and, in sockets.py, live."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.errors import Conflict
from club_ess.kit.forms import Form, parse, read
from club_ess.kit.pages import asked_page, wants_json
from club_ess.threads import queries
from club_ess.threads.faces import faces_in, faces_of
from club_ess.threads.inputs import CatchUp, MarkRead, PostMessage
from club_ess.threads.models import Thread
from club_ess.threads.operations import mark_read, post_message
from club_ess.threads.panels import panels_of
from club_ess.threads.policies import ThreadClosed, get_thread_for
from club_ess.threads.shapes import acknowledgement, between, catch_up, message_shape, read_data, thread_card

doors = Blueprint("threads", __name__)


@doors.get("/discussions")
def index() -> ResponseReturnValue:
    actor = required_actor()
    page = queries.page_of_threads(actor, asked_page())
    faces = faces_in(thread for thread, _, _ in page.items)
    cards = [thread_card(thread, last, unread, faces[thread.id], actor.id) for thread, last, unread in page.items]
    return render_template("threads/index.html", cards=cards, page=page, unread=queries.unread_threads(actor))


@doors.get("/discussions/<uuid:thread_id>")
def show(thread_id: uuid.UUID) -> ResponseReturnValue:
    return _page(get_thread_for(required_actor(), thread_id, to="read"))


@doors.post("/discussions/<uuid:thread_id>/messages")
def post(thread_id: uuid.UUID) -> ResponseReturnValue:
    """303 to the message; refused, the page comes back with everything that was typed."""
    actor = required_actor()
    get_thread_for(actor, thread_id, to="read")
    if wants_json():
        posted = post_message(actor, thread_id, parse(PostMessage, _given()))
        return jsonify(acknowledgement(queries.message(posted.id))), 201
    form = read(PostMessage, request.form)
    if form.asked is None:
        return _page(get_thread_for(actor, thread_id, to="read"), form), 422
    try:
        posted = post_message(actor, thread_id, form.asked)
    except ThreadClosed:
        return _page(get_thread_for(actor, thread_id, to="read"), form), 409
    except Conflict as conflict:
        form = Form(PostMessage, {"body": form.asked.body}, {"body": f"{conflict.sentence} Envoyez de nouveau."})
        return _page(get_thread_for(actor, thread_id, to="read"), form), 409
    return redirect(url_for("threads.show", thread_id=thread_id, _anchor=f"message-{posted.seq}"), 303)


@doors.get("/discussions/<uuid:thread_id>/messages")
def messages(thread_id: uuid.UUID) -> ResponseReturnValue:
    """Catch-up by plain HTTP: {messages (200 at most), last_seq, read, me}."""
    actor = required_actor()
    thread = get_thread_for(actor, thread_id, to="read")
    return catch_up(thread, queries.messages_after(thread.id, parse(CatchUp, request.args).after), actor)


@doors.post("/discussions/<uuid:thread_id>/lu")
def mark(thread_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    get_thread_for(actor, thread_id, to="read")
    seq = mark_read(actor, thread_id, parse(MarkRead, _given()).seq)
    return {"seq": seq} if wants_json() else redirect(url_for("threads.show", thread_id=thread_id), 303)


def _page(thread: Thread, form: Form[PostMessage] | None = None) -> str:
    actor, faces = required_actor(), faces_of(thread)
    shown = queries.messages_before(thread.id, _before())
    marks, me = queries.read_marks(thread, faces, actor.id), faces.key_of(actor.id)
    author_id = shown[-1].author_id if shown else None
    last_author = faces.key_of(author_id) if author_id else ""
    return render_template(
        "threads/show.html",
        thread=thread,
        between=between(thread, faces, actor.id),
        shown_as=faces.name_of(actor),
        messages=[message_shape(message, faces, actor.id) for message in shown],
        earlier=shown[0].seq if shown and shown[0].seq > 1 else None,
        is_latest=not shown or shown[-1].seq == thread.last_seq,
        has_unread=not any(mark.key == me and mark.seq >= thread.last_seq for mark in marks),
        me=me,
        last_author=last_author,
        read=read_data(marks),
        seen_by=[one.name for one in marks if shown and one.seq >= shown[-1].seq and one.key not in {me, last_author}],
        panels=panels_of(thread, actor),
        form=form,
        client_uuid=uuid.uuid4(),
    )


def _given() -> Mapping[str, Any]:
    given: Mapping[str, Any] = request.get_json() if request.is_json else request.form
    return given


def _before() -> int | None:
    raw = request.args.get("before", "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else None
