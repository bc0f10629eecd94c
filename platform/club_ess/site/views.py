"""Doors of the pages that belong to no other room."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from club_ess.extensions import db

doors = Blueprint("site", __name__)


@doors.get("/")
def home() -> ResponseReturnValue:
    return render_template("site/home.html", figures={}, latest_needs=[], latest_offers=[], latest_organizations=[], waiting=[])


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
