"""Doors of the patronage room. What they do is in `postings.pages`, shared with the other room."""

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from club_ess.organizations import panels as organization_panels
from club_ess.patronage import operations
from club_ess.patronage.inputs import CloseOffer, EditOffer, PostOffer
from club_ess.patronage.policies import OFFERS
from club_ess.patronage.shapes import offer_card
from club_ess.postings.organization_panels import published_panel
from club_ess.postings.pages import PostingPages

doors = Blueprint("patronage", __name__)
pages = PostingPages(
    room=OFFERS, folder="patronage", card=offer_card,
    post_input=PostOffer, edit_input=EditOffer, close_input=CloseOffer,
    post_verb=operations.post_offer, publish_verb=operations.publish_offer, edit_verb=operations.edit_offer,
    renew_verb=operations.renew_offer, close_verb=operations.close_offer,
)
organization_panels.PANELS.append(published_panel(OFFERS, "patronage", offer_card))


@doors.get("/offres")
def index() -> ResponseReturnValue:
    return pages.index()


@doors.get("/api/offres")
def api() -> ResponseReturnValue:
    return pages.api()


@doors.get("/mes-offres")
def mine() -> ResponseReturnValue:
    return pages.mine()


@doors.get("/offres/nouvelle")
def new() -> ResponseReturnValue:
    return pages.new()


@doors.post("/offres")
def create() -> ResponseReturnValue:
    return pages.create()


@doors.get("/offres/<uuid:offer_id>")
def show(offer_id: uuid.UUID) -> ResponseReturnValue:
    return pages.show(offer_id)


@doors.get("/offres/<uuid:offer_id>/modifier")
def edit(offer_id: uuid.UUID) -> ResponseReturnValue:
    return pages.ask_edit(offer_id)


@doors.post("/offres/<uuid:offer_id>/modifier")
def save(offer_id: uuid.UUID) -> ResponseReturnValue:
    return pages.edit(offer_id)


@doors.post("/offres/<uuid:offer_id>/publier")
def publish(offer_id: uuid.UUID) -> ResponseReturnValue:
    return pages.publish(offer_id)


@doors.post("/offres/<uuid:offer_id>/renouveler")
def renew(offer_id: uuid.UUID) -> ResponseReturnValue:
    return pages.renew(offer_id)


@doors.post("/offres/<uuid:offer_id>/clore")
def close(offer_id: uuid.UUID) -> ResponseReturnValue:
    return pages.close(offer_id)
