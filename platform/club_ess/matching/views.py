"""Doors of the matches: read why, then answer."""

import uuid
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.accounts.models import Person
from club_ess.kit import throttle
from club_ess.kit.errors import Conflict, Invalid
from club_ess.kit.forms import Form, read
from club_ess.kit.pages import asked_page, wants_json
from club_ess.matching import operations
from club_ess.matching.inputs import DeclineMatch
from club_ess.matching.panels import proposals_panel
from club_ess.matching.policies import get_match_for
from club_ess.matching.queries import SHELVES, count_matches, list_matches, shelf_named
from club_ess.matching.shapes import match_card, match_cards, match_texts, score_table
from club_ess.postings.panels import PANELS

SEEKING = "C’est parti : les propositions nouvelles arrivent ici dans un instant."
doors = Blueprint("matching", __name__)
PANELS.append(proposals_panel)


@doors.get("/mises-en-relation")
def index() -> ResponseReturnValue:
    actor = required_actor()
    shelf = shelf_named(request.args.get("etat"))
    page = list_matches(actor, shelf, asked_page())
    cards = match_cards(page.items, actor)
    return render_template("matching/index.html", page=page, shelf=shelf, tabs=_tabs(actor), cards=cards)


def _tabs(actor: Person) -> list[dict[str, Any]]:
    counts, address = count_matches(actor), "matching.index"
    return [
        {"name": one.name, "label": one.label, "url": url_for(address, etat=one.name), "count": counts[one.name]}
        for one in SHELVES
    ]


@doors.get("/mises-en-relation/<uuid:match_id>")
def show(match_id: uuid.UUID) -> ResponseReturnValue:
    return _page(match_id)


@doors.post("/mises-en-relation/<uuid:match_id>/accepter")
def accept(match_id: uuid.UUID) -> ResponseReturnValue:
    try:
        thread_id = operations.accept_match(required_actor(), match_id)
    except Conflict as conflict:
        return _conflict(match_id, conflict)
    thread_url = url_for("threads.show", thread_id=thread_id)
    return jsonify(thread_id=str(thread_id), url=thread_url) if wants_json() else redirect(thread_url, 303)


@doors.post("/mises-en-relation/<uuid:match_id>/decliner")
def decline(match_id: uuid.UUID) -> ResponseReturnValue:
    source = (request.get_json(silent=True) or {}) if request.is_json else request.form
    form = read(DeclineMatch, source)
    get_match_for(required_actor(), match_id, to="decline")
    if form.asked is None:
        if wants_json():
            raise Invalid(form.errors)
        return _page(match_id, form), 422
    try:
        operations.decline_match(required_actor(), match_id, form.asked)
    except Conflict as conflict:
        return _conflict(match_id, conflict)
    return _done("C’est noté. Cette proposition ne vous sera plus faite.", url_for("matching.index"))


@doors.post("/mises-en-relation/<uuid:match_id>/retirer")
def withdraw(match_id: uuid.UUID) -> ResponseReturnValue:
    try:
        operations.withdraw_match(required_actor(), match_id)
    except Conflict as conflict:
        return _conflict(match_id, conflict)
    sentence = "La mise en relation est retirée. La discussion reste lisible."
    return _done(sentence, url_for("matching.show", match_id=match_id))


@doors.post("/besoins/<uuid:need_id>/proposer")
def seek_for_need(need_id: uuid.UUID) -> ResponseReturnValue:
    _count_seeking()
    operations.seek_for_need(required_actor(), need_id)
    return _done(SEEKING, url_for("needs.show", need_id=need_id))


@doors.post("/offres/<uuid:offer_id>/proposer")
def seek_for_offer(offer_id: uuid.UUID) -> ResponseReturnValue:
    _count_seeking()
    operations.seek_for_offer(required_actor(), offer_id)
    return _done(SEEKING, url_for("patronage.show", offer_id=offer_id))


def _count_seeking() -> None:
    throttle.hit("seek_proposals", str(required_actor().id), most=10, per=timedelta(hours=1))


def _page(match_id: uuid.UUID, form: Form[DeclineMatch] | None = None, conflict: Conflict | None = None) -> str:
    actor = required_actor()
    match = get_match_for(actor, match_id, to="read")
    return render_template(
        "matching/show.html", match=match_card(match, actor), texts=match_texts(match, actor), parts=score_table(match),
        configuration=match.configuration, form=form, conflict=conflict,
    )


def _conflict(match_id: uuid.UUID, conflict: Conflict) -> ResponseReturnValue:
    """The match as it stands now, with the way to its thread."""
    if wants_json():
        raise conflict
    return _page(match_id, conflict=conflict), 409


def _done(sentence: str, url: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(url=url)
    flash(sentence, "success")
    return redirect(url, 303)
