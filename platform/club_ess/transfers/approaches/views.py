"""Doors of the approaches: the list, the page of one, an interest expressed, welcomed, stopped."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from club_ess.accounts.identity import required_actor
from club_ess.extensions import db
from club_ess.kit.errors import Conflict, Invalid
from club_ess.kit.forms import Form, read
from club_ess.kit.pages import wants_json
from club_ess.threads import panels as thread_panels
from club_ess.transfers.approaches import interest, shapes
from club_ess.transfers.approaches.enums import EndReason, Side
from club_ess.transfers.approaches.inputs import ExpressInterest, StopApproach
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.pages import (
    files_of_listing,
    files_of_project,
    interest_panel,
    own_sections,
    thread_panel,
)
from club_ess.transfers.approaches.panels import sections_of
from club_ess.transfers.approaches.policies import get_approach_for, side_of, visible_approaches
from club_ess.transfers.listings import panels as listing_panels
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.shapes import teaser
from club_ess.transfers.projects import panels as project_panels

doors = Blueprint("approaches", __name__)
listing_panels.PANELS.append(interest_panel)
listing_panels.OWNER_PANELS.append(files_of_listing)
project_panels.PANELS.append(files_of_project)
thread_panels.PANELS.append(thread_panel)
STOP_CHOICES = [(reason.value, reason.label) for reason in EndReason if reason.is_said_by_people]


@doors.get("/transmission/dossiers")
def index() -> ResponseReturnValue:
    actor = required_actor()
    whole = (joinedload(Approach.listing), joinedload(Approach.project))
    rows = db.session.scalars(visible_approaches(actor).options(*whole).order_by(Approach.since.desc())).all()
    return render_template("approaches/index.html", groups=shapes.by_state(rows, actor))


@doors.get("/transmission/dossiers/<uuid:approach_id>")
def show(approach_id: uuid.UUID) -> ResponseReturnValue:
    return page_of(approach_id)


@doors.post("/transmission/annonces/<uuid:listing_id>/interet")
def express(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="read")
    form = read(ExpressInterest, request.form)
    try:
        if form.asked is None:
            raise Invalid(form.errors)
        approach_id = interest.express_interest(actor, listing_id, form.asked)
    except Invalid as invalid:
        if wants_json():
            raise
        listing = get_listing_for(actor, listing_id, to="read")
        panel = interest_panel(listing, actor, form.refuse(invalid))
        return render_template("approaches/interest.html", teaser=teaser(listing), listing=listing, shown=panel), 422
    return done("C’est envoyé. La suite s’affiche ici, et vous serez prévenu.", approach_id)


@doors.post("/transmission/dossiers/<uuid:approach_id>/accueillir")
def welcome(approach_id: uuid.UUID) -> ResponseReturnValue:
    try:
        interest.welcome_interest(required_actor(), approach_id)
    except Conflict as conflict:
        return refused(approach_id, conflict)
    return done("Le repreneur est invité à accepter l’accord de confidentialité.", approach_id)


@doors.post("/transmission/dossiers/<uuid:approach_id>/arreter")
def stop(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    get_approach_for(actor, approach_id, to="end")
    form = read(StopApproach, request.form)
    if form.asked is None:
        if wants_json():
            raise Invalid(form.errors)
        return page_of(approach_id, stop_form=form), 422
    try:
        interest.stop_approach(actor, approach_id, form.asked)
    except Conflict as conflict:
        return refused(approach_id, conflict)
    return done("C’est noté : ce dossier est arrêté.", approach_id)


def page_of(approach_id: uuid.UUID, conflict: Conflict | None = None, **forms: Form[Any]) -> str:
    """The page as it stands now, with a form that was refused or a conflict to tell."""
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="read")
    side = side_of(actor, approach)
    return render_template(
        "approaches/show.html", approach=approach, side=side, is_cedant=side is Side.CEDANT, conflict=conflict,
        card=shapes.approach_card(approach, side, actor), progress=shapes.progress(approach, side),
        history=shapes.history(approach, side), end_reason=shapes.end_reason(approach, side),
        stop_form=forms.get("stop_form") or Form(StopApproach), stop_choices=STOP_CHOICES,
        sections=own_sections(approach, side, actor, forms) + sections_of(approach, side, actor),
    )


def refused(approach_id: uuid.UUID, conflict: Conflict) -> ResponseReturnValue:
    """409 on the page as it stands now."""
    if wants_json():
        raise conflict
    return page_of(approach_id, conflict), 409


def done(sentence: str, approach_id: uuid.UUID) -> ResponseReturnValue:
    url = url_for("approaches.show", approach_id=approach_id)
    if wants_json():
        return {"id": str(approach_id), "url": url}
    flash(sentence, "success")
    return redirect(url, 303)
