"""Doors of the cédant and their advisers: the preparations, and the life of each."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.extensions import db
from club_ess.kit.errors import Invalid
from club_ess.kit.forms import Form, read
from club_ess.kit.pages import date_fr
from club_ess.postings.forms import answers
from club_ess.transfers.listings import operations
from club_ess.transfers.listings.blueprint import doors
from club_ess.transfers.listings.inputs import CloseListing, PrepareListing, RenameListing
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.pages import back_home, home_page
from club_ess.transfers.listings.policies import get_listing_for, held_listings
from club_ess.transfers.listings.shapes import own_card
from club_ess.transfers.listings.teaser_views import ask_teaser, teaser_form
from club_ess.transfers.states import ReviewState

SAID = {
    ReviewState.DRAFT: "C’est enregistré. Personne d’autre que vous ne voit cette annonce.",
    ReviewState.SUBMITTED: "C’est envoyé : un modérateur va lire l’annonce anonyme.",
    ReviewState.ASLEEP: "L’annonce est en sommeil.",
    ReviewState.CLOSED: "C’est noté : l’annonce est terminée.",
}


@doors.get("/transmission/mes-annonces")
def mine() -> ResponseReturnValue:
    actor = required_actor()
    rows = db.session.scalars(held_listings(actor).where(Listing.owner_id == actor.id).order_by(Listing.created_at))
    cards = [own_card(listing, actor) for listing in rows]
    return render_template("listings/mine.html", cards=cards)


@doors.get("/transmission/mes-annonces/nouvelle")
def new() -> ResponseReturnValue:
    return render_template("listings/new.html", form=Form(PrepareListing))


@doors.post("/transmission/mes-annonces")
def create() -> ResponseReturnValue:
    form = read(PrepareListing, request.form)
    if form.asked is None:
        return render_template("listings/new.html", form=form), 422
    listing_id = operations.prepare_listing(required_actor(), form.asked)
    return redirect(url_for("listings.home", listing_id=listing_id), 303)


@doors.get("/transmission/mes-annonces/<uuid:listing_id>")
def home(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    return home_page(get_listing_for(actor, listing_id, to="manage"), actor)


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/renommer")
def rename(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="own")
    form = read(RenameListing, request.form)
    if form.asked is None:
        return home_page(listing, actor, rename_form=form), 422
    operations.rename_listing(actor, listing_id, form.asked)
    return back_home(listing, "Le nom de travail est changé.")


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/soumettre")
def submit(listing_id: uuid.UUID) -> ResponseReturnValue:
    """What lacks or gives away is shown where it is written."""
    actor = required_actor()
    try:
        operations.submit_listing(actor, listing_id)
    except Invalid as invalid:
        listing = get_listing_for(actor, listing_id, to="manage")
        return ask_teaser(listing, teaser_form(listing).refuse(invalid)), 422
    return _how_it_stands(listing_id)


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/retirer")
def withdraw(listing_id: uuid.UUID) -> ResponseReturnValue:
    operations.withdraw_listing(required_actor(), listing_id)
    return _how_it_stands(listing_id)


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/renouveler")
def renew(listing_id: uuid.UUID) -> ResponseReturnValue:
    operations.renew_listing(required_actor(), listing_id)
    return _how_it_stands(listing_id)


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/clore")
def close(listing_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    listing = get_listing_for(actor, listing_id, to="own")
    form = read(CloseListing, request.form)
    try:
        operations.close_listing(actor, listing_id, answers(form))
    except Invalid as invalid:
        return home_page(listing, actor, close_form=form.refuse(invalid)), 422
    return _how_it_stands(listing_id)


@doors.post("/transmission/mes-annonces/<uuid:listing_id>/rouvrir")
def reopen(listing_id: uuid.UUID) -> ResponseReturnValue:
    operations.reopen_listing(required_actor(), listing_id)
    return _how_it_stands(listing_id)


def _how_it_stands(listing_id: uuid.UUID) -> ResponseReturnValue:
    listing = get_listing_for(required_actor(), listing_id, to="manage")
    on_line = f"L’annonce est en ligne jusqu’au {date_fr(listing.expires_at)}."
    return back_home(listing, SAID.get(listing.state, on_line))
