"""What needs and offers add to the page of their organization: those on line that the reader may read."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.organizations.models import Organization
from club_ess.organizations.panels import Panel
from club_ess.postings.policies import published_postings
from club_ess.postings.rooms import P, PostingRoom

MOST = 6


def published_panel(
    room: PostingRoom[P], folder: str, card: Callable[[P, Person | None], dict[str, Any]]
) -> Callable[[Organization, Person | None], Panel | None]:
    """The function that `organizations.panels.PANELS` expects; it has nothing to say when nothing is on line."""

    def panel(organization: Organization, actor: Person | None) -> Panel | None:
        model = room.model
        rows = published_postings(room, actor).where(model.organization_id == organization.id)
        newest = rows.order_by(model.published_at.desc(), model.id).options(joinedload(model.organization))
        shown = db.session.scalars(newest.limit(MOST)).all()
        total = db.session.scalar(select(func.count()).select_from(rows.subquery()))
        cards = [card(posting, actor) for posting in shown]
        return Panel("postings/_panel.html", {"room": folder, "cards": cards, "total": total}) if cards else None

    return panel
