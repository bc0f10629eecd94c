"""What the home page shows: the club in figures, what is new, and what waits for the person."""

from typing import Any

from flask import url_for
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.matching.enums import MatchState
from club_ess.matching.models import Match
from club_ess.matching.queries import count_waiting
from club_ess.needs.models import Need
from club_ess.needs.policies import visible_needs
from club_ess.needs.shapes import need_card
from club_ess.organizations.models import Organization
from club_ess.organizations.policies import organizations_of
from club_ess.organizations.shapes import organization_card
from club_ess.patronage.models import Offer
from club_ess.patronage.policies import visible_offers
from club_ess.patronage.shapes import offer_card
from club_ess.postings.enums import PostingState
from club_ess.threads.queries import unread_threads
from club_ess.transfers.projects.team_policies import invitations_to_answer
from club_ess.transfers.to_do import awaiting

LATEST = 3


def figures() -> dict[str, int]:
    """The club in four figures, of public things only."""
    counts = {
        "organizations": select(func.count()).select_from(Organization),
        "needs": select(func.count()).select_from(Need).where(Need.state == PostingState.PUBLISHED),
        "offers": select(func.count()).select_from(Offer).where(Offer.state == PostingState.PUBLISHED),
        "matches_accepted": select(func.count()).select_from(Match).where(Match.state == MatchState.ACCEPTED),
    }
    row = db.session.execute(select(*(count.scalar_subquery().label(name) for name, count in counts.items()))).one()
    return dict(row._mapping)


def latest(actor: Person | None) -> dict[str, list[dict[str, Any]]]:
    """Cards of the newest needs and offers the actor may read, and of the newest organizations."""
    needs = visible_needs(actor).where(Need.state == PostingState.PUBLISHED).options(joinedload(Need.organization))
    offers = visible_offers(actor).where(Offer.state == PostingState.PUBLISHED).options(joinedload(Offer.organization))
    arrived = select(Organization).order_by(Organization.created_at.desc(), Organization.id).limit(LATEST)
    newest_needs = needs.order_by(Need.published_at.desc(), Need.id).limit(LATEST)
    newest_offers = offers.order_by(Offer.published_at.desc(), Offer.id).limit(LATEST)
    return {
        "latest_needs": [need_card(need, actor) for need in db.session.scalars(newest_needs)],
        "latest_offers": [offer_card(offer, actor) for offer in db.session.scalars(newest_offers)],
        "latest_organizations": [organization_card(organization) for organization in db.session.scalars(arrived)],
    }


def waiting(actor: Person, unread_notices: int) -> list[dict[str, Any]]:
    """What waits for this person, the most useful first; empty when nothing does."""
    proposals, threads, approaches = count_waiting(actor), unread_threads(actor), len(awaiting(actor))
    invitations = len(db.session.scalars(invitations_to_answer(actor)).all())
    lines = [
        _line(invitations, "invitation à lire", "invitations à lire", "projects.mine", "envelope"),
        _line(approaches, "dossier à faire avancer", "dossiers à faire avancer", "approaches.index", "key"),
        _line(proposals, "proposition à regarder", "propositions à regarder", "matching.index", "link-45deg"),
        _line(threads, "discussion à lire", "discussions à lire", "threads.index", "chat-dots"),
        _line(unread_notices, "notification à voir", "notifications à voir", "notifications.index", "bell"),
    ]
    if not organizations_of(actor):
        where = url_for("organizations.mine")
        lines.insert(0, {"label": "Rejoindre ou créer votre structure", "url": where, "count": 0, "icon": "building"})
    return [line for line in lines if line is not None]


def _line(count: int, one: str, many: str, endpoint: str, icon: str) -> dict[str, Any] | None:
    label = one if count == 1 else many
    return {"label": label, "url": url_for(endpoint), "count": count, "icon": icon} if count else None
