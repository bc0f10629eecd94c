"""Doors of the pages that belong to no other room."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from club_ess.accounts.identity import current_actor
from club_ess.extensions import db
from club_ess.notifications.queries import unread_count
from club_ess.site.queries import figures, latest, waiting

doors = Blueprint("site", __name__)


@doors.get("/")
def home() -> ResponseReturnValue:
    actor = current_actor()
    mine = waiting(actor, unread_count(actor)) if actor else []
    return render_template("site/home.html", figures=figures(), waiting=mine, **latest(actor))


@doors.get("/sante")
def health() -> ResponseReturnValue:
    """For the load balancer: 200 when the database answers."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}


@doors.get("/mentions-legales")
def legal() -> ResponseReturnValue:
    return render_template("site/legal.html")


@doors.get("/accessibilite")
def accessibility() -> ResponseReturnValue:
    return render_template("site/accessibility.html")


@doors.get("/patterns")
def patterns() -> ResponseReturnValue:
    return render_template("site/patterns.html")
