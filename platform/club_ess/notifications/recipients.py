"""Who is told of what."""

import uuid

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.matching.models import Match
from club_ess.matching.transfers.models import TransferMatch
from club_ess.matching.transfers.policies import visible_transfer_matches
from club_ess.needs.models import Need
from club_ess.organizations.enums import MembershipRole
from club_ess.organizations.models import Membership
from club_ess.organizations.policies import members_of
from club_ess.patronage.models import Offer
from club_ess.threads.models import Thread, ThreadReader
from club_ess.threads.policies import people_who_may_read
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.policies import visible_approaches
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import listings_to_review
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import projects_to_review


def people_behind(posting: Need | Offer) -> list[Person]:
    """The author first, then the administrators; everybody of the organization when neither is left."""
    members = members_of(posting.organization_id)
    leading = _administrator_ids(posting.organization_id) | {posting.author_id}
    chosen = [person for person in members if person.id in leading] or members
    return sorted(chosen, key=lambda person: person.id != posting.author_id)


def administrators_of(organization_id: uuid.UUID) -> list[Person]:
    leading = _administrator_ids(organization_id)
    return [person for person in members_of(organization_id) if person.id in leading]


def other_side(match: Match, actor_id: uuid.UUID) -> list[Person]:
    """The people of the side that the actor is not of; of both sides when the actor acts for both, or left since."""
    sides = (match.need, match.offer)
    others = [posting for posting in sides if not _acts_for(actor_id, posting.organization_id)] or sides
    people = {person.id: person for posting in others for person in people_behind(posting)}
    return [person for person in people.values() if person.id != actor_id]


def readers_behind(thread: Thread, seq: int, author_id: uuid.UUID | None) -> list[ThreadReader]:
    """Those who follow the thread, still may, and have not read as far as `seq`; never the author.

    The club itself is no author: what it says is told to all of them.
    """
    followers = select(ThreadReader).where(
        ThreadReader.thread_id == thread.id, ThreadReader.last_read_seq < seq, ThreadReader.person_id != author_id
    )
    allowed = {person.id for person in people_who_may_read(thread)}
    return [reader for reader in db.session.scalars(followers) if reader.person_id in allowed]


def holders_of(listing: Listing) -> list[Person]:
    """The cédant first, then the advisers whose mandate stands."""
    return [listing.owner, *listing.advisers]


def reviewers_of(thing: Listing | Project) -> list[Person]:
    """The moderators who may read what waits: whoever an exclusion meets must not even be rung."""
    return [one for one in db.session.scalars(select(Person).where(Person.is_moderator)) if _may_review(one, thing)]


def _may_review(person: Person, thing: Listing | Project) -> bool:
    if isinstance(thing, Listing):
        return db.session.scalar(listings_to_review(person).where(Listing.id == thing.id)) is not None
    return db.session.scalar(projects_to_review(person).where(Project.id == thing.id)) is not None


def parties_of(approach: Approach) -> list[Person]:
    """Both sides of an approach, as far as they may know of it now."""
    people = dict.fromkeys([*holders_of(approach.listing), *approach.project.people])
    return [one for one in people if _sees(one, approach)]


def _sees(person: Person, approach: Approach) -> bool:
    return db.session.scalar(visible_approaches(person).where(Approach.id == approach.id)) is not None


def both_sides_of(match: TransferMatch) -> list[Person]:
    """Whoever holds the listing or carries the project, as far as they may know of the other now."""
    people = dict.fromkeys([*holders_of(match.listing), *match.project.people])
    open_to_them = (visible_transfer_matches(one).where(TransferMatch.id == match.id) for one in people)
    return [one for one, rows in zip(people, open_to_them, strict=True) if db.session.scalar(rows) is not None]


def _acts_for(person_id: uuid.UUID, organization_id: uuid.UUID) -> bool:
    return any(person.id == person_id for person in members_of(organization_id))


def _administrator_ids(organization_id: uuid.UUID) -> set[uuid.UUID]:
    leading = (Membership.role == MembershipRole.ADMINISTRATOR, Membership.ended_at.is_(None))
    ids = select(Membership.person_id).where(Membership.organization_id == organization_id, *leading)
    return set(db.session.scalars(ids))
