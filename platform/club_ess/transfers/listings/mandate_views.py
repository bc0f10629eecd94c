"""Doors of the mandates: the cédant chooses who accompanies them, and both may end it."""

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.extensions import db
from club_ess.kit.errors import Conflict, Invalid
from club_ess.kit.forms import Form, read
from club_ess.postings.forms import answers
from club_ess.transfers.listings.blueprint import doors
from club_ess.transfers.listings.inputs import GiveMandate
from club_ess.transfers.listings.mandates import (
    advisers_for,
    end_mandate,
    get_mandate_for,
    give_mandate,
    mandates_of,
)
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.shapes import own_card, own_name


@doors.get("/transmission/mes-annonces/<uuid:listing_id>/mandats")
def mandates(listing_id: uuid.UUID) -> ResponseReturnValue:
    return _page(get_listing_for(required_actor(), listing_id, to="own"), Form(GiveMandate))


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/mandats")
def mandate(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="own")
    form = read(GiveMandate, request.form)
    try:
        give_mandate(actor, listing_id, answers(form))
    except Invalid as invalid:
        return _page(listing, form.refuse(invalid)), 422
    except Conflict as conflict:
        return _page(listing, form.refuse(Invalid({"adviser_id": conflict.sentence}))), 409
    flash("C’est fait : cette personne prépare votre annonce avec vous.", "success")
    return redirect(url_for("listings.mandates", listing_id=listing_id), 303)


@doors.post("/transmission/mandats/<uuid:mandate_id>/terminer")
def end(mandate_id: uuid.UUID) -> ResponseReturnValue:
    """From the cédant's page or from the adviser's: each goes back to theirs."""
    actor = required_actor()
    ended = get_mandate_for(actor, mandate_id)
    listing_id, is_adviser = ended.listing_id, ended.adviser_id == actor.id
    end_mandate(actor, mandate_id)
    flash("C’est fait : cet accompagnement est terminé.", "success")
    if is_adviser:
        return redirect(url_for("listings.my_mandates"), 303)
    return redirect(url_for("listings.mandates", listing_id=listing_id), 303)


@doors.get("/transmission/mes-mandats")
def my_mandates() -> ResponseReturnValue:
    actor = required_actor()
    rows = db.session.scalars(mandates_of(actor)).all()
    standing = [(each, own_card(each.listing, actor)) for each in rows if each.ended_at is None]
    return render_template(
        "listings/my_mandates.html", standing=standing, ended=[each for each in rows if each.ended_at is not None]
    )


def _page(listing: Listing, form: Form[Any]) -> str:
    rows = sorted(listing.mandates, key=lambda each: each.given_at, reverse=True)
    return render_template(
        "listings/mandates.html", listing=listing, name=own_name(listing, required_actor()), form=form, mandates=rows,
        advisers=[(str(each.person_id), each.label) for each in advisers_for(listing)],
    )
