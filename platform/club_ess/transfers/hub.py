"""The way in: what transmission is, its two doors, and, for whoever signed in, what is theirs.

To everybody else the page is the same byte for byte, whatever exists: it counts nothing.
"""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from club_ess.accounts.identity import current_actor
from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.policies import visible_approaches
from club_ess.transfers.approaches.shapes import approach_cards
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import held_listings
from club_ess.transfers.listings.shapes import own_name
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import carried_projects
from club_ess.transfers.to_do import tasks_of

doors = Blueprint("transfers", __name__)


@doors.get("/transmission")
def index() -> ResponseReturnValue:
    actor = current_actor()
    tasks = tasks_of(actor) if actor else []
    return render_template("transfers/index.html", tasks=tasks, shelves=shelves_of(actor) if actor else [])


def shelves_of(actor: Person) -> list[dict[str, Any]]:
    """[{title, url, lines: [{label, note, url}]}] of one's own things; what there is none of is left out."""
    listings = db.session.scalars(held_listings(actor).order_by(Listing.created_at)).all()
    own = [_listing_line(one, actor) for one in listings if one.owner_id == actor.id]
    mandated = [_listing_line(one, actor) for one in listings if one.owner_id != actor.id]
    shelves = [
        {"title": "Mes annonces", "url": url_for("listings.mine"), "lines": own},
        {"title": "Mes accompagnements", "url": url_for("listings.my_mandates"), "lines": mandated},
        {"title": "Mes projets de reprise", "url": url_for("projects.mine"), "lines": _projects(actor)},
        {"title": "Mes dossiers", "url": url_for("approaches.index"), "lines": _approaches(actor)},
    ]
    return [shelf for shelf in shelves if shelf["lines"]]


def _listing_line(listing: Listing, actor: Person) -> dict[str, str]:
    where = url_for("listings.home", listing_id=listing.id)
    return {"label": own_name(listing, actor), "note": listing.state.label, "url": where}


def _projects(actor: Person) -> list[dict[str, str]]:
    return [
        {"label": one.title, "note": one.state.label, "url": url_for("projects.show", project_id=one.id)}
        for one in db.session.scalars(carried_projects(actor).order_by(Project.created_at))
    ]


def _approaches(actor: Person) -> list[dict[str, str]]:
    both = (joinedload(Approach.listing), joinedload(Approach.project))
    rows = db.session.scalars(visible_approaches(actor).options(*both).order_by(Approach.since.desc()))
    cards = approach_cards(rows, actor)
    return [{"label": card["title"], "note": card["state_label"], "url": card["url"]} for card in cards]
