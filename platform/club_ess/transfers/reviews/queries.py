"""What waits for a moderator: never a listing that an exclusion closes to them, not even in a number."""

from datetime import datetime
from typing import NamedTuple

from flask import url_for
from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.transfers.listings.policies import listings_to_review
from club_ess.transfers.listings.shapes import heading
from club_ess.transfers.projects.policies import projects_to_review


class Waiting(NamedTuple):
    """One text that waits for its review; `asked_at` when it was asked."""

    kind_label: str
    title: str
    url: str
    asked_at: datetime | None


def waiting_for(actor: Person) -> list[Waiting]:
    """Listings and projects together, the oldest first."""
    listings = [
        Waiting("Annonce", heading(row), url_for("reviews.listing", listing_id=row.id), row.submitted_at)
        for row in db.session.scalars(listings_to_review(actor))
    ]
    projects = [
        Waiting("Projet", row.title, url_for("reviews.project", project_id=row.id), row.submitted_at)
        for row in db.session.scalars(projects_to_review(actor))
    ]
    return sorted([*listings, *projects], key=lambda one: (one.asked_at is not None, one.asked_at, one.url))


def waiting_count(actor: Person | None) -> int:
    """For the menu of moderators; nobody else is counted anything."""
    if actor is None or not actor.is_moderator:
        return 0
    rows = (listings_to_review(actor), projects_to_review(actor))
    return sum(db.session.scalar(select(func.count()).select_from(each.subquery())) or 0 for each in rows)
