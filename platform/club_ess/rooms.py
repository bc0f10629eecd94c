"""The rooms that have doors, and what each adds to every page."""

from typing import Any

from flask import Blueprint

from club_ess.accounts import sockets as person_sockets
from club_ess.accounts.models import Person
from club_ess.accounts.views import doors as accounts
from club_ess.matching.transfers.views import doors as transfer_matches
from club_ess.matching.views import doors as matching
from club_ess.needs.views import doors as needs
from club_ess.notifications.queries import unread_count
from club_ess.notifications.views import doors as notifications
from club_ess.organizations.membership_views import doors as memberships
from club_ess.organizations.views import doors as organizations
from club_ess.patronage.views import doors as patronage
from club_ess.search.views import doors as search
from club_ess.site.views import doors as site
from club_ess.threads import sockets as thread_sockets
from club_ess.threads.views import doors as threads
from club_ess.transfers.approaches.agreement_views import doors as agreements
from club_ess.transfers.approaches.attachment_views import doors as attachments
from club_ess.transfers.approaches.file_views import doors as approach_files
from club_ess.transfers.approaches.later_views import doors as outcomes
from club_ess.transfers.approaches.views import doors as approaches
from club_ess.transfers.exchange.views import doors as exchange
from club_ess.transfers.guides.views import doors as guides
from club_ess.transfers.hub import doors as transfers
from club_ess.transfers.listings.doors import doors as listings
from club_ess.transfers.projects.team_views import doors as projects
from club_ess.transfers.reviews.queries import waiting_count
from club_ess.transfers.reviews.views import doors as reviews

BLUEPRINTS: tuple[Blueprint, ...] = (
    site, accounts, organizations, memberships, needs, patronage, search, matching, threads, notifications, guides,
    transfers, projects, listings, exchange, reviews, transfer_matches,
    approaches, agreements, approach_files, attachments, outcomes,
)


def connect_sockets() -> None:
    """Registers the socket events of the rooms that have some."""
    person_sockets.register()
    thread_sockets.register()


def shared_context(actor: Person | None) -> dict[str, Any]:
    """What the layout shows on every page."""
    return {"unread_notices": unread_count(actor), "reviews_waiting": waiting_count(actor)}
