"""Doors of the documents, for the author of the file and their advisers."""

import io
import uuid
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.extensions import db
from club_ess.kit import throttle
from club_ess.kit.errors import Invalid
from club_ess.kit.forms import Form, read
from club_ess.kit.pdf import intake
from club_ess.postings.forms import answers
from club_ess.transfers import storage
from club_ess.transfers.listings.blueprint import doors
from club_ess.transfers.listings.documents import (
    MOST_DOCUMENTS,
    AddDocument,
    AskedFile,
    documents_of,
    get_own_document_for,
    keep_document,
    remove_document,
)
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.shapes import own_name

NO_FILE = "Choisissez un fichier."


@doors.get("/transmission/mes-annonces/<uuid:listing_id>/documents")
def documents(listing_id: uuid.UUID) -> ResponseReturnValue:
    listing = get_listing_for(required_actor(), listing_id, to="manage")
    return _page(listing, Form(AskedFile))


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/documents")
def add_document(listing_id: uuid.UUID) -> ResponseReturnValue:
    """The right is asked before the file is opened: making a PDF again costs."""
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="manage")
    throttle.hit("add_document", str(actor.id), most=60, per=timedelta(hours=1))
    form = read(AddDocument, request.form)
    try:
        keep_document(actor, listing_id, answers(form), _pdf())
    except Invalid as invalid:
        return _page(listing, Form(AskedFile, form.typed, invalid.errors)), 422
    return _back(listing_id, "Le document est dans votre dossier. Personne ne le lit sans votre accord.")


def _pdf() -> bytes:
    """What was sent, as a PDF. Raises Invalid on `file`."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid({"file": NO_FILE})
    return intake(sent.filename, sent.stream.read())


@doors.get("/transmission/mes-annonces/<uuid:listing_id>/documents/<uuid:document_id>")
def open_document(listing_id: uuid.UUID, document_id: uuid.UUID) -> ResponseReturnValue:
    document = get_own_document_for(required_actor(), listing_id, document_id)
    response = send_file(
        io.BytesIO(storage.read(document.id)), mimetype="application/pdf", as_attachment=True,
        download_name=f"{document.title}.pdf", etag=False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/documents/<uuid:document_id>/retirer")
def drop_document(listing_id: uuid.UUID, document_id: uuid.UUID) -> ResponseReturnValue:
    remove_document(required_actor(), listing_id, document_id)
    return _back(listing_id, "Le document est retiré, pour vous et pour tous ceux à qui vous l’aviez ouvert.")


def _back(listing_id: uuid.UUID, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("listings.documents", listing_id=listing_id), 303)


def _page(listing: Listing, form: Form[Any]) -> str:
    return render_template(
        "listings/documents.html", listing=listing, name=own_name(listing, required_actor()), form=form,
        documents=db.session.scalars(documents_of(listing.id)).all(), most=MOST_DOCUMENTS,
    )
