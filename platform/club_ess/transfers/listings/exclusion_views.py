"""Doors of the exclusions: who sees nothing, and who does after all."""

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit.errors import Invalid
from club_ess.kit.forms import Form, read
from club_ess.kit.pages import wants_json
from club_ess.postings.forms import answers
from club_ess.transfers.listings import exclusions as verbs
from club_ess.transfers.listings.blueprint import doors
from club_ess.transfers.listings.choices import exclusion_choices
from club_ess.transfers.listings.exclusion_inputs import AddExclusion, AddWelcome
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.shapes import own_name
from club_ess.transfers.listings.wording import exclusion_line


@doors.get("/transmission/mes-annonces/<uuid:listing_id>/exclusions")
def exclusions(listing_id: uuid.UUID) -> ResponseReturnValue:
    return _page(get_listing_for(required_actor(), listing_id, to="manage"))


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/exclusions")
def exclude(listing_id: uuid.UUID) -> ResponseReturnValue:
    """When files under way would end, it is said before it is done."""
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="manage")
    form = read(AddExclusion, request.form)
    try:
        verbs.add_exclusion(actor, listing_id, answers(form))
    except Invalid as invalid:
        return _page(listing, form=form.refuse(invalid)), 422
    except verbs.MeetsLiving as meets:
        if wants_json():
            raise
        return _page(listing, form=form, meets=meets.sentence), 409
    return _back(listing_id, "C’est fait : ces personnes ne voient plus rien de votre annonce.")


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/exclusions/<uuid:exclusion_id>/retirer")
def include(listing_id: uuid.UUID, exclusion_id: uuid.UUID) -> ResponseReturnValue:
    verbs.remove_exclusion(required_actor(), listing_id, exclusion_id)
    return _back(listing_id, "L’exclusion est retirée.")


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/exclusions/bienvenus")
def welcome(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="own")
    form = read(AddWelcome, request.form)
    if form.asked is None:
        return _page(listing, welcome_form=form), 422
    verbs.add_welcome(actor, listing_id, form.asked)
    return _back(listing_id, f"C’est fait : l’annonce est ouverte à {form.asked.welcome_email}, malgré les exclusions.")


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/exclusions/bienvenus/<uuid:welcome_id>/retirer")
def unwelcome(listing_id: uuid.UUID, welcome_id: uuid.UUID) -> ResponseReturnValue:
    verbs.remove_welcome(required_actor(), listing_id, welcome_id)
    return _back(listing_id, "C’est fait : les exclusions valent de nouveau pour cette personne.")


def _back(listing_id: uuid.UUID, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("listings.exclusions", listing_id=listing_id), 303)


def _page(
    listing: Listing, *, form: Form[Any] | None = None, welcome_form: Form[Any] | None = None,
    meets: str | None = None,
) -> str:
    ordered = sorted(listing.exclusions, key=lambda each: (each.added_at, each.tie))
    return render_template(
        "listings/exclusions.html", listing=listing, name=own_name(listing, required_actor()),
        lines=[exclusion_line(each) for each in ordered],
        welcomes=sorted(listing.welcomes, key=lambda each: each.email), form=form or Form(AddExclusion),
        welcome_form=welcome_form or Form(AddWelcome), organizations=exclusion_choices(listing), meets=meets,
        is_owner=listing.owner_id == required_actor().id,
    )
