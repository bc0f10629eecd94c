"""Who may know that a listing exists: its cédant, the advisers they mandated, a moderator while it waits for a review,
and repreneurs whose reviewed project is on line, unless an exclusion meets one of their people.

To everybody else the listing does not exist: every answer is the same as if it had never been written.
"""

import uuid
from collections.abc import Iterable
from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Forbidden, NotFound
from club_ess.transfers.listings.models import Exclusion, Listing, Mandate, Welcome
from club_ess.transfers.projects.policies import searching_projects
from club_ess.transfers.states import ReviewState
from club_ess.transfers.ties import ties_of

To = Literal["manage", "own", "read", "review"]


def held_listings(actor: Person | None) -> Select[Listing]:
    """The actor's own, and those that they hold a mandate for."""
    if actor is None or not actor.is_active:
        return select(Listing).where(false())
    mandated = select(Mandate.listing_id).where(Mandate.adviser_id == actor.id, Mandate.ended_at.is_(None))
    return select(Listing).where(or_(Listing.owner_id == actor.id, Listing.id.in_(mandated)))


def readable_teasers(actor: Person | None) -> Select[Listing]:
    """Those on line, for whoever carries a reviewed project on line, and is met by no exclusion."""
    people = {person for project in searching_projects(actor) for person in project.people}
    if not people:
        return select(Listing).where(false())
    foreign = Listing.id.not_in(held_listings(actor).with_only_columns(Listing.id))
    is_held = Listing.owner.has(Person.disabled_at.is_(None))
    return select(Listing).where(Listing.state == ReviewState.PUBLISHED, foreign, is_held, open_to(people))


def listings_to_review(actor: Person | None) -> Select[Listing]:
    """Those that wait for a moderator who is met by no exclusion, and has no part in them."""
    if actor is None or not (actor.is_active and actor.is_moderator):
        return select(Listing).where(false())
    foreign = Listing.id.not_in(held_listings(actor).with_only_columns(Listing.id))
    return select(Listing).where(Listing.state == ReviewState.SUBMITTED, foreign, open_to([actor]))


def open_to(people: Iterable[Person]) -> ColumnElement[bool]:
    """The condition that no exclusion of a listing meets any of these people, but for those it welcomes by name."""
    return and_(*(_is_open_to(person) for person in people))


def met_by_none(people: Iterable[Person]) -> ColumnElement[bool]:
    """The same, without those whom it welcomes by name."""
    return and_(*(~_is_met(person) for person in people))


def _is_open_to(person: Person) -> ColumnElement[bool]:
    is_welcome = exists().where(Welcome.listing_id == Listing.id, Welcome.email == person.email)
    return or_(~_is_met(person), is_welcome)


def _is_met(person: Person) -> ColumnElement[bool]:
    return exists().where(Exclusion.listing_id == Listing.id, Exclusion.tie.in_(ties_of(person)))


def get_listing_for(actor: Person | None, listing_id: uuid.UUID, to: To) -> Listing:
    """« read » is the teaser; « manage » is for the cédant and their advisers, « own » for the cédant alone.

    Raises NotFound to whoever must not know of it, Forbidden to an adviser who asks for what is the cédant's.
    """
    rows = {"read": readable_teasers, "review": listings_to_review}.get(to, held_listings)(actor)
    listing = db.session.scalar(rows.where(Listing.id == listing_id))
    if listing is None:
        raise NotFound()
    if to == "own" and (actor is None or listing.owner_id != actor.id):
        raise Forbidden("Seul le cédant peut faire cela.")
    return listing
