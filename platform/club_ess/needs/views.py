"""Doors of the needs room. What they do is in `postings.pages`, shared with the other room."""

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from club_ess.needs import operations
from club_ess.needs.inputs import CloseNeed, EditNeed, PostNeed
from club_ess.needs.policies import NEEDS
from club_ess.needs.shapes import need_card
from club_ess.organizations import panels as organization_panels
from club_ess.postings.organization_panels import published_panel
from club_ess.postings.pages import PostingPages

doors = Blueprint("needs", __name__)
pages = PostingPages(
    room=NEEDS, folder="needs", card=need_card,
    post_input=PostNeed, edit_input=EditNeed, close_input=CloseNeed,
    post_verb=operations.post_need, publish_verb=operations.publish_need, edit_verb=operations.edit_need,
    renew_verb=operations.renew_need, close_verb=operations.close_need,
)
organization_panels.PANELS.append(published_panel(NEEDS, "needs", need_card))


@doors.get("/besoins")
def index() -> ResponseReturnValue:
    return pages.index()


@doors.get("/api/besoins")
def api() -> ResponseReturnValue:
    return pages.api()


@doors.get("/mes-besoins")
def mine() -> ResponseReturnValue:
    return pages.mine()


@doors.get("/besoins/nouveau")
def new() -> ResponseReturnValue:
    return pages.new()


@doors.post("/besoins")
def create() -> ResponseReturnValue:
    return pages.create()


@doors.get("/besoins/<uuid:need_id>")
def show(need_id: uuid.UUID) -> ResponseReturnValue:
    return pages.show(need_id)


@doors.get("/besoins/<uuid:need_id>/modifier")
def edit(need_id: uuid.UUID) -> ResponseReturnValue:
    return pages.ask_edit(need_id)


@doors.post("/besoins/<uuid:need_id>/modifier")
def save(need_id: uuid.UUID) -> ResponseReturnValue:
    return pages.edit(need_id)


@doors.post("/besoins/<uuid:need_id>/publier")
def publish(need_id: uuid.UUID) -> ResponseReturnValue:
    return pages.publish(need_id)


@doors.post("/besoins/<uuid:need_id>/renouveler")
def renew(need_id: uuid.UUID) -> ResponseReturnValue:
    return pages.renew(need_id)


@doors.post("/besoins/<uuid:need_id>/clore")
def close(need_id: uuid.UUID) -> ResponseReturnValue:
    return pages.close(need_id)
