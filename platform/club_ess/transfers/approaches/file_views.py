"""Doors of the confidential file: the cédant opens and closes it, the repreneur reads it. A reading is a POST: it is
noted."""

import io
import uuid

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.accounts.models import Person
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Forbidden, Invalid
from club_ess.kit.forms import read
from club_ess.kit.pages import datetime_fr, wants_json
from club_ess.kit.pdf import watermark
from club_ess.transfers import storage
from club_ess.transfers.approaches import access, file_shapes, grants, readings
from club_ess.transfers.approaches.inputs import OpenFile
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.views import done, page_of, refused

doors = Blueprint("approach_files", __name__)


@doors.post("/transmission/dossiers/<uuid:approach_id>/acces")
def grant(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    get_approach_for(actor, approach_id, to="cedant")
    form = read(OpenFile, request.form)
    try:
        if form.asked is None:
            raise Invalid(form.errors)
        grants.grant(actor, approach_id, form.asked)
    except Invalid as invalid:
        if wants_json():
            raise
        return page_of(approach_id, open_form=form.refuse(invalid)), 422
    except Conflict as conflict:
        return refused(approach_id, conflict)
    return done("C’est enregistré. Vous verrez ici qui lit quoi.", approach_id)


@doors.post("/transmission/dossiers/<uuid:approach_id>/acces/fermer")
def close(approach_id: uuid.UUID) -> ResponseReturnValue:
    grants.close_file(required_actor(), approach_id)
    return done("Tout est refermé : plus rien de votre dossier n’est lisible ici.", approach_id)


@doors.get("/transmission/dossiers/<uuid:approach_id>/dossier")
def show(approach_id: uuid.UUID) -> ResponseReturnValue:
    """What is open and what is not; the values come with `read_file`."""
    return _file_page(approach_id, {})


@doors.post("/transmission/dossiers/<uuid:approach_id>/dossier/lire")
def read_file(approach_id: uuid.UUID) -> ResponseReturnValue:
    try:
        answers = readings.read_file(required_actor(), approach_id)
    except Forbidden:
        get_approach_for(required_actor(), approach_id, to="repreneur")
        return _file_page(approach_id, {}), 403
    return _file_page(approach_id, {field.value: value for field, value in answers})


@doors.post("/transmission/dossiers/<uuid:approach_id>/documents/<uuid:document_id>/telecharger")
def download(approach_id: uuid.UUID, document_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    pdf = storage.read(access.get_document_for(actor, approach_id, document_id).id)
    title = readings.read_document(actor, approach_id, document_id)
    return send_pdf(marked_for(actor, pdf), title)


def marked_for(reader: Person, pdf: bytes) -> bytes:
    """Each page says who reads it and when."""
    named = f"{reader.name} ({reader.email}), le {datetime_fr(clock.now())}"
    return watermark(pdf, [named, "Confidentiel : ne pas transmettre"])


def send_pdf(pdf: bytes, title: str) -> ResponseReturnValue:
    """As an attachment, never kept by the browser."""
    name = " ".join(title.translate(str.maketrans("/\\", "--")).split())
    answer = send_file(io.BytesIO(pdf), mimetype="application/pdf", as_attachment=True, download_name=f"{name}.pdf")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _file_page(approach_id: uuid.UUID, values: dict[str, str]) -> str:
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="repreneur")
    opened = access.readable_fields(actor, approach)
    return render_template(
        "approaches/file.html", approach=approach, title=approach.heading, values=values,
        lines=file_shapes.file_lines(opened), documents=file_shapes.document_lines(actor, approach),
        closed=access.why_closed(actor, approach), is_any_open=bool(opened),
    )
