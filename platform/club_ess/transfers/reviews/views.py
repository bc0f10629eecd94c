"""Doors of the moderators' queue: listings and projects that wait to be read before they go on line."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.accounts.models import Person
from club_ess.kit.errors import Invalid, Stale
from club_ess.kit.forms import Form, read
from club_ess.postings.forms import A, answers
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.projects.policies import get_project_for
from club_ess.transfers.reviews import operations
from club_ess.transfers.reviews.inputs import Approve, SendBack
from club_ess.transfers.reviews.queries import waiting_for
from club_ess.transfers.reviews.shapes import listing_review, project_review

doors = Blueprint("reviews", __name__)
Page = Callable[..., str]
ONLINE = "C’est en ligne pour 90 jours."
SENT_BACK = "C’est renvoyé à son auteur, avec votre mot."


@doors.get("/moderation/transmission")
def index() -> ResponseReturnValue:
    return render_template("reviews/index.html", waiting=waiting_for(required_actor()))


@doors.get("/moderation/transmission/annonces/<uuid:listing_id>")
def listing(listing_id: uuid.UUID) -> ResponseReturnValue:
    return _listing_page(listing_id)


@doors.post("/moderation/transmission/annonces/<uuid:listing_id>/approuver")
def approve_listing(listing_id: uuid.UUID) -> ResponseReturnValue:
    return _decide(Approve, operations.approve_listing, listing_id, _listing_page, ONLINE)


@doors.post("/moderation/transmission/annonces/<uuid:listing_id>/renvoyer")
def send_back_listing(listing_id: uuid.UUID) -> ResponseReturnValue:
    return _decide(SendBack, operations.send_back_listing, listing_id, _listing_page, SENT_BACK)


@doors.get("/moderation/transmission/projets/<uuid:project_id>")
def project(project_id: uuid.UUID) -> ResponseReturnValue:
    return _project_page(project_id)


@doors.post("/moderation/transmission/projets/<uuid:project_id>/approuver")
def approve_project(project_id: uuid.UUID) -> ResponseReturnValue:
    return _decide(Approve, operations.approve_project, project_id, _project_page, ONLINE)


@doors.post("/moderation/transmission/projets/<uuid:project_id>/renvoyer")
def send_back_project(project_id: uuid.UUID) -> ResponseReturnValue:
    return _decide(SendBack, operations.send_back_project, project_id, _project_page, SENT_BACK)


def _decide(
    model: type[A], verb: Callable[[Person, uuid.UUID, A], None], thing_id: uuid.UUID, page: Page, said: str
) -> ResponseReturnValue:
    """To the queue when it is done; otherwise the text again, as it stands now, with the words typed."""
    form = read(model, request.form)
    try:
        verb(required_actor(), thing_id, answers(form))
    except Invalid as invalid:
        return page(thing_id, form.refuse(invalid)), 422
    except Stale:
        return page(thing_id, form, has_changed=True), 409
    flash(said, "success")
    return redirect(url_for("reviews.index"), 303)


def _listing_page(listing_id: uuid.UUID, form: Form[Any] | None = None, has_changed: bool = False) -> str:
    review = listing_review(get_listing_for(required_actor(), listing_id, to="review"))
    return _page("listing", review, form, has_changed, listing_id=listing_id)


def _project_page(project_id: uuid.UUID, form: Form[Any] | None = None, has_changed: bool = False) -> str:
    review = project_review(get_project_for(required_actor(), project_id, to="review"))
    return _page("project", review, form, has_changed, project_id=project_id)


def _page(name: str, review: dict[str, Any], form: Form[Any] | None, has_changed: bool, **ids: uuid.UUID) -> str:
    """Only the words of the other button are an answer that can be wrong: an approval has nothing to correct."""
    shown = form if form is not None and form.model is SendBack else Form(SendBack)
    is_refused = form is not None and form.model is Approve and bool(form.errors)
    return render_template(
        f"reviews/{name}.html", review=review, form=shown, has_changed=has_changed, is_refused=is_refused, **ids
    )
