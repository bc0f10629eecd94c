"""Doors of the bell, of what one wishes to be told, and of the demonstration's mailbox."""

import uuid

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.errors import NotFound
from club_ess.kit.forms import parse
from club_ess.kit.pages import asked_page
from club_ess.notifications import queries, shapes
from club_ess.notifications.inputs import ChoosePreferences
from club_ess.notifications.operations import choose_preferences, mark_notice_read, mark_notices_read
from club_ess.notifications.policies import get_notice_for
from club_ess.notifications.texts import line_for

doors = Blueprint("notifications", __name__)


@doors.get("/notifications")
def index() -> ResponseReturnValue:
    actor = required_actor()
    page = queries.page_of_notices(actor, asked_page())
    return render_template("notifications/index.html", page=page, notices=shapes.notice_list(actor, page.items))


@doors.get("/api/notifications")
def unread() -> ResponseReturnValue:
    """{unread}: for the bell of pages that have no socket."""
    return {"unread": queries.unread_count(required_actor())}


@doors.post("/notifications/<uuid:notice_id>/ouvrir", endpoint="open")
def open_subject(notice_id: uuid.UUID) -> ResponseReturnValue:
    """Marks read, then leads to what the notice is about; to the list when that is not open any more."""
    actor = required_actor()
    mark_notice_read(actor, notice_id)
    line = line_for(actor, get_notice_for(actor, notice_id))
    return redirect(line.path or url_for("notifications.index"), 303)


@doors.get("/notifications/<uuid:notice_id>")
def follow(notice_id: uuid.UUID) -> ResponseReturnValue:
    """For the links of mails: leads to what the notice is about, and changes nothing."""
    actor = required_actor()
    line = line_for(actor, get_notice_for(actor, notice_id))
    return redirect(line.path or url_for("notifications.index"), 303)


@doors.post("/notifications/<uuid:notice_id>/lu")
def mark_read(notice_id: uuid.UUID) -> ResponseReturnValue:
    mark_notice_read(required_actor(), notice_id)
    return redirect(url_for("notifications.index"), 303)


@doors.post("/notifications/lues")
def mark_all_read() -> ResponseReturnValue:
    mark_notices_read(required_actor())
    flash("Toutes vos notifications sont marquées comme lues.", "success")
    return redirect(url_for("notifications.index"), 303)


@doors.get("/notifications/reglages")
def preferences() -> ResponseReturnValue:
    wishes = queries.wishes_of(required_actor().id)
    return render_template("notifications/preferences.html", rows=shapes.preference_rows(wishes))


@doors.post("/notifications/reglages")
def save_preferences() -> ResponseReturnValue:
    actor = required_actor()
    choose_preferences(actor, parse(ChoosePreferences, request.get_json() if request.is_json else request.form))
    flash("Vos choix sont enregistrés.", "success")
    return redirect(url_for("notifications.preferences"), 303)


@doors.get("/boite-aux-lettres")
def mailbox() -> ResponseReturnValue:
    """Every mail as it would be sent. Only in the demonstration, where nobody real writes or reads. Raises NotFound."""
    settings = current_app.config["CLUB"]
    if not settings.demo:
        raise NotFound()
    page = queries.page_of_mails(asked_page())
    mails = [shapes.mail_shape(mail, settings.origin) for mail in page.items]
    return render_template("notifications/mailbox.html", page=page, mails=mails)
