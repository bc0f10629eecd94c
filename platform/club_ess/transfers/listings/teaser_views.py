"""Doors of the teaser: writing it, seeing who could recognise it, widening it, and saying what is transmitted."""

import uuid
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.accounts.models import Person
from club_ess.kit.errors import Invalid, Stale
from club_ess.kit.forms import Form, parse, prefilled, read
from club_ess.kit.pages import wants_json
from club_ess.postings.forms import answers
from club_ess.transfers.anonymity.counting import what_is_loaded
from club_ess.transfers.guides.content import support_for
from club_ess.transfers.listings import operations
from club_ess.transfers.listings.blueprint import doors
from club_ess.transfers.listings.choices import structure_choices, teaser_choices
from club_ess.transfers.listings.exclusions import MeetsLiving
from club_ess.transfers.listings.inputs import EditStructure, EditTeaser, WidenTeaser
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.pages import back_home
from club_ess.transfers.listings.panels import RECOGNISED_PANELS, shown
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.readiness import missing_from
from club_ess.transfers.listings.recognition import assessment_of, certain_giveaways, giveaways_of
from club_ess.transfers.listings.shapes import own_name, teaser
from club_ess.transfers.listings.wording import structure_differences, teaser_differences, widened_label
from club_ess.transfers.states import ReviewState

SAVED = {
    ReviewState.SUBMITTED: "C’est enregistré. Un modérateur lit l’annonce avant qu’elle soit en ligne.",
}
KEPT = "C’est enregistré."


def teaser_form(listing: Listing) -> Form[EditTeaser]:
    """Filled with the teaser as it stands."""
    return prefilled(EditTeaser, listing)


def ask_teaser(listing: Listing, form: Form[Any], **others: Any) -> str:
    actor = required_actor()
    return render_template(
        "listings/edit.html", listing=listing, name=own_name(listing, actor), form=form,
        choices=teaser_choices(listing), advisers=support_for("publish"), **others,
    )


@doors.get("/transmission/mes-annonces/<uuid:listing_id>/modifier")
def edit(listing_id: uuid.UUID) -> ResponseReturnValue:
    listing = get_listing_for(required_actor(), listing_id, to="manage")
    return ask_teaser(listing, teaser_form(listing))


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/modifier")
def save(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="manage")
    form = read(EditTeaser, request.form)
    try:
        state = operations.edit_teaser(actor, listing_id, answers(form))
    except Invalid as invalid:
        return ask_teaser(listing, form.refuse(invalid)), 422
    except Stale as stale:
        if wants_json():
            raise
        form.typed["version"] = stale.current.version
        return ask_teaser(listing, form, conflicts=teaser_differences(stale.current, stale.asked)), 409
    return back_home(listing, SAVED.get(state, KEPT))


@doors.get("/transmission/mes-annonces/<uuid:listing_id>/structure")
def structure(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="manage")
    return _ask_structure(listing, actor, prefilled(EditStructure, listing))


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/structure")
def save_structure(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="manage")
    form = read(EditStructure, request.form)
    try:
        operations.edit_structure(actor, listing_id, answers(form))
    except Invalid as invalid:
        return _ask_structure(listing, actor, form.refuse(invalid)), 422
    except Stale as stale:
        if wants_json():
            raise
        form.typed["version"] = stale.current.version
        conflicts = structure_differences(stale.current, stale.asked)
        return _ask_structure(listing, actor, form, conflicts=conflicts), 409
    except MeetsLiving as meets:
        if wants_json():
            raise
        return _ask_structure(listing, actor, form, meets=meets.sentence), 409
    return back_home(listing, "C’est enregistré : les personnes de cette structure ne verront rien.")


def _ask_structure(listing: Listing, actor: Person, form: Form[Any], **others: Any) -> str:
    return render_template(
        "listings/structure.html", listing=listing, name=own_name(listing, actor), form=form,
        choices=structure_choices(listing), **others,
    )


@doors.get("/transmission/mes-annonces/<uuid:listing_id>/reconnaitre")
def recognise(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="manage")
    assessment = assessment_of(listing)
    return render_template(
        "listings/recognise.html", listing=listing, name=own_name(listing, actor), teaser=teaser(listing),
        loaded=what_is_loaded(),
        assessment=assessment, widened=widened_label(listing, assessment.widened),
        giveaways=giveaways_of(listing), certain=certain_giveaways(listing), missing=missing_from(listing),
        automatic=sum(each.is_automatic for each in listing.exclusions),
        chosen=sum(not each.is_automatic for each in listing.exclusions),
        panels=shown(RECOGNISED_PANELS, listing, actor),
    )


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/elargir")
def widen(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="manage")
    operations.widen_teaser(actor, listing_id, parse(WidenTeaser, request.form))
    return back_home(listing, "L’annonce est élargie : relisez-la avant de la publier.")
