"""Doors of the pieces that are given in a conversation."""

import uuid
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.accounts.models import Person
from club_ess.kit import throttle
from club_ess.kit.errors import Conflict, Invalid
from club_ess.kit.forms import Form, read
from club_ess.kit.pages import wants_json
from club_ess.kit.pdf import intake
from club_ess.transfers import storage
from club_ess.transfers.approaches import attachments
from club_ess.transfers.approaches.file_views import marked_for, send_pdf
from club_ess.transfers.approaches.inputs import AddAttachment
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.views import refused

doors = Blueprint("attachments", __name__)
MOST_BYTES = 5 * 1024 * 1024


@doors.post("/transmission/dossiers/<uuid:approach_id>/pieces")
def add(approach_id: uuid.UUID) -> ResponseReturnValue:
    """Whether the actor may is asked before their file is opened."""
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="read")
    form = read(AddAttachment, request.form)
    try:
        attachments.check_may_exchange(actor, approach)
        _keep(actor, approach_id, form)
    except Invalid as invalid:
        if wants_json():
            raise
        approach = get_approach_for(actor, approach_id, to="read")
        return render_template("approaches/attach.html", approach=approach, form=form.refuse(invalid)), 422
    except Conflict as conflict:
        return refused(approach_id, conflict)
    return _back(approach_id, "La pièce est jointe. L’autre côté la lit avec son nom écrit sur chaque page.")


def _keep(actor: Person, approach_id: uuid.UUID, form: Form[AddAttachment]) -> None:
    """Raises Invalid with every error at once, or TooMany."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        form.errors["file"] = "Choisissez un fichier."
    if form.asked is None or form.errors or sent is None:
        raise Invalid(form.errors)
    throttle.hit("add_attachment", str(actor.id), most=60, per=timedelta(hours=1))  # making a PDF again costs
    pdf = intake(sent.filename or "", sent.stream.read(MOST_BYTES + 1))
    attachments.keep_attachment(actor, approach_id, form.asked, pdf)


@doors.post("/transmission/dossiers/<uuid:approach_id>/pieces/<uuid:attachment_id>/telecharger")
def download(approach_id: uuid.UUID, attachment_id: uuid.UUID) -> ResponseReturnValue:
    """The other side's is marked with the reader's name."""
    actor = required_actor()
    title, is_of_other_side = attachments.read_attachment(actor, approach_id, attachment_id)
    pdf = storage.read(attachment_id)
    return send_pdf(marked_for(actor, pdf) if is_of_other_side else pdf, title)


@doors.post("/transmission/dossiers/<uuid:approach_id>/pieces/<uuid:attachment_id>/retirer")
def remove(approach_id: uuid.UUID, attachment_id: uuid.UUID) -> ResponseReturnValue:
    """The bytes go once the row says that they are gone."""
    attachments.remove_attachment(required_actor(), approach_id, attachment_id)
    storage.delete(attachment_id)
    return _back(approach_id, "La pièce est retirée.")


def _back(approach_id: uuid.UUID, sentence: str) -> ResponseReturnValue:
    """To the conversation, where the pieces are; to the approach when there is none."""
    thread_id = get_approach_for(required_actor(), approach_id, to="read").thread_id
    url = url_for("threads.show", thread_id=thread_id) if thread_id else None
    url = url or url_for("approaches.show", approach_id=approach_id)
    if wants_json():
        return {"url": url}
    flash(sentence, "success")
    return redirect(url, 303)
