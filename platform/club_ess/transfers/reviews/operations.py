"""A moderator's answer to a listing or a project: on line, or back to its author with what to change."""

import uuid

from club_ess.accounts.models import Person
from club_ess.events import ListingPublished, ListingReviewed, ProjectPublished, ProjectReviewed
from club_ess.kit.errors import Stale
from club_ess.kit.operation import operation, record
from club_ess.transfers import reviewed
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.recognition import check_publishable
from club_ess.transfers.projects.policies import get_project_for
from club_ess.transfers.reviewed import Reviewed
from club_ess.transfers.reviews.inputs import Approve, SendBack
from club_ess.transfers.reviews.marks import mark_of
from club_ess.transfers.ties import seal_of


@operation
def approve_listing(actor: Person, listing_id: uuid.UUID, asked: Approve) -> None:
    """Raises Stale when its text changed since it was read, Invalid when it could be recognised after all."""
    listing = get_listing_for(actor, listing_id, to="review")
    _refuse_unread(listing, asked)
    check_publishable(listing)
    reviewed.approve(listing, actor.id)
    record(ListingReviewed(listing.id))
    record(ListingPublished(listing.id))


@operation
def send_back_listing(actor: Person, listing_id: uuid.UUID, asked: SendBack) -> None:
    """Raises Stale when its text changed since it was read."""
    listing = get_listing_for(actor, listing_id, to="review")
    _refuse_unread(listing, asked)
    reviewed.send_back(listing, actor.id, asked.comment)
    record(ListingReviewed(listing.id))


@operation
def approve_project(actor: Person, project_id: uuid.UUID, asked: Approve) -> None:
    """Seals its people as they are. Raises Stale when its text, its people or their structures changed meanwhile."""
    project = get_project_for(actor, project_id, to="review")
    _refuse_unread(project, asked)
    if asked.people_mark != mark_of(project):
        raise Stale(current=project, asked=asked)
    reviewed.approve(project, actor.id)
    project.seal = seal_of(project.people)
    record(ProjectReviewed(project.id))
    record(ProjectPublished(project.id))


@operation
def send_back_project(actor: Person, project_id: uuid.UUID, asked: SendBack) -> None:
    """Raises Stale when its text changed since it was read."""
    project = get_project_for(actor, project_id, to="review")
    _refuse_unread(project, asked)
    reviewed.send_back(project, actor.id, asked.comment)
    record(ProjectReviewed(project.id))


def _refuse_unread(thing: Reviewed, asked: Approve | SendBack) -> None:
    if thing.version != asked.version:
        raise Stale(current=thing, asked=asked)
