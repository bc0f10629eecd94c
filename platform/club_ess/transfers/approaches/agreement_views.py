"""Doors of the confidentiality agreement: read and accepted by repreneurs, published by moderators."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.errors import Conflict, Invalid
from club_ess.kit.forms import Form, read
from club_ess.kit.pages import wants_json
from club_ess.transfers.approaches import agreements, shapes
from club_ess.transfers.approaches.inputs import AcceptAgreement, PublishAgreement
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.signatures import current_agreement, has_signed
from club_ess.transfers.approaches.views import done

doors = Blueprint("agreements", __name__)


@doors.get("/transmission/dossiers/<uuid:approach_id>/accord")
def ask(approach_id: uuid.UUID) -> ResponseReturnValue:
    return _page(approach_id)


@doors.post("/transmission/dossiers/<uuid:approach_id>/accord")
def accept(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    get_approach_for(actor, approach_id, to="repreneur")
    form = read(AcceptAgreement, request.form)
    try:
        if form.asked is None:
            raise Invalid(form.errors)
        agreements.accept_agreement(actor, approach_id, form.asked)
    except Invalid as invalid:
        if wants_json():
            raise
        return _page(approach_id, form.refuse(invalid)), 422
    except Conflict as conflict:
        if wants_json():
            raise
        return _page(approach_id, conflict=conflict), 409
    return done("Merci. L’accord est accepté : vous pouvez échanger.", approach_id)


def _page(
    approach_id: uuid.UUID, form: Form[AcceptAgreement] | None = None, conflict: Conflict | None = None
) -> str:
    """Always with the text that counts now: a box ticked under another text is not kept."""
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="repreneur")
    return render_template(
        "approaches/agreement.html", approach=approach, title=approach.heading, conflict=conflict,
        agreement=shapes.agreement_shape(current_agreement()), form=form or Form(AcceptAgreement),
        is_signed=has_signed(actor, approach), is_signable=agreements.is_signable(approach),
    )


@doors.get("/moderation/accord-de-confidentialite")
def edit() -> ResponseReturnValue:
    agreement = current_agreement()
    return _moderation_page(Form(PublishAgreement, {"text": agreement.text, "sha256": agreement.sha256}))


@doors.post("/moderation/accord-de-confidentialite")
def publish() -> ResponseReturnValue:
    form = read(PublishAgreement, request.form)
    try:
        if form.asked is None:
            raise Invalid(form.errors)
        agreements.publish_agreement(required_actor(), form.asked)
    except Invalid as invalid:
        return _moderation_page(form.refuse(invalid)), 422
    except Conflict as conflict:
        form.typed["sha256"] = current_agreement().sha256
        return _moderation_page(form, conflict), 409
    flash("La nouvelle version est publiée. Chaque repreneur sera invité à l’accepter.", "success")
    return redirect(url_for("agreements.edit"), 303)


def _moderation_page(form: Form[PublishAgreement], conflict: Conflict | None = None) -> str:
    versions = [shapes.agreement_shape(one) for one in agreements.agreements()]
    return render_template("approaches/publish_agreement.html", form=form, versions=versions, conflict=conflict)
