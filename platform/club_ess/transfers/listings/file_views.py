"""Doors of the confidential file, for its author and their advisers. Repreneurs read it through an approach."""

import uuid
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.errors import Invalid, Stale
from club_ess.kit.forms import Form, read
from club_ess.kit.pages import wants_json
from club_ess.postings.forms import answers
from club_ess.transfers.guides.content import support_for
from club_ess.transfers.listings.blueprint import doors
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.file import FileAsked, differences, file_form, fingerprint, save_file
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.pages import back_home
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.shapes import own_name

SHORT = (FileField.NAME, FileField.COMMUNE, FileField.ADDRESS, FileField.ACTIVITY)


@doors.get("/transmission/mes-annonces/<uuid:listing_id>/dossier")
def file(listing_id: uuid.UUID) -> ResponseReturnValue:
    listing = get_listing_for(required_actor(), listing_id, to="manage")
    return _ask(listing, file_form(listing))


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/dossier")
def write_file(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="manage")
    form = read(FileAsked, request.form)
    try:
        save_file(actor, listing_id, answers(form))
    except Invalid as invalid:
        return _ask(listing, form.refuse(invalid)), 422
    except Stale as stale:
        if wants_json():
            raise
        form.typed["seen"] = fingerprint(stale.current)
        return _ask(listing, form, conflicts=differences(stale.current, stale.asked)), 409
    return back_home(listing, "Le dossier est enregistré. Personne ne le lit sans votre accord.")


def _ask(listing: Listing, form: Form[Any], **others: Any) -> str:
    return render_template(
        "listings/file.html", listing=listing, name=own_name(listing, required_actor()), form=form,
        fields=list(FileField), short=SHORT, advisers=support_for("prepare"), **others,
    )
