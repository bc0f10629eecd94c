"""Doors of the exchange: one's own teasers as a table, and a table as one's own drafts."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.errors import Invalid
from club_ess.kit.forms import Form, parse
from club_ess.kit.pages import wants_json
from club_ess.transfers.exchange.columns import IMPORTED
from club_ess.transfers.exchange.exporting import own_table
from club_ess.transfers.exchange.inputs import AskedFile, ImportFile
from club_ess.transfers.exchange.operations import import_listings
from club_ess.transfers.exchange.reading import MOST_BYTES, ReadLine, read_teasers
from club_ess.transfers.exchange.throttles import count_import

doors = Blueprint("exchange", __name__)
NO_FILE = "Choisissez un fichier."
FAULTY = "Rien n’est importé : corrigez les lignes ci-dessous dans votre fichier, puis envoyez-le de nouveau."


@doors.get("/transmission/mes-annonces/export.csv")
def export() -> ResponseReturnValue:
    answer = Response(own_table(required_actor()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=annonces.csv"
    return answer


@doors.get("/transmission/mes-annonces/importer")
def ask() -> ResponseReturnValue:
    required_actor()
    return _page(Form(AskedFile))


@doors.post("/transmission/mes-annonces/importer")
def bring() -> ResponseReturnValue:
    """All the lines, or none and every fault."""
    actor = required_actor()
    asked, lines = parse(ImportFile, request.form), []
    try:
        lines = read_teasers(_sent())
        if any(line.faults for line in lines):
            raise Invalid({"file": FAULTY})
    except Invalid as invalid:
        if wants_json():
            raise
        return _page(Form(AskedFile, {"submission": asked.submission}, invalid.errors), lines), 422
    count_import(actor.id)
    number = import_listings(actor, asked, lines)
    flash(f"{number} annonce(s) en préparation. Vous seul les voyez.", "success")
    return redirect(url_for("listings.mine"), 303)


def _sent() -> bytes:
    """What was sent, one byte more than allowed at most. Raises Invalid on `file`."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid({"file": NO_FILE})
    return sent.stream.read(MOST_BYTES + 1)


def _page(form: Form[AskedFile], lines: list[ReadLine] | None = None) -> str:
    return render_template("transfers/import.html", form=form, lines=lines or [], columns=IMPORTED)
