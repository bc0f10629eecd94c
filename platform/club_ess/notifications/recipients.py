"""Who is told of what."""

import uuid

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.matching.models import Match
from club_ess.needs.models import Need
from club_ess.organizations.enums import MembershipRole
from club_ess.organizations.models import Membership
from club_ess.organizations.policies import members_of
from club_ess.patronage.models import Offer
from club_ess.threads.models import Thread, ThreadReader


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
    """Those who follow the thread, still may, and have not read as far as `seq`; never the author."""
    followers = select(ThreadReader).where(
        ThreadReader.thread_id == thread.id, ThreadReader.last_read_seq < seq, ThreadReader.person_id != author_id
    )
    allowed = {person.id for party in thread.parties for person in members_of(party.organization_id)}
    return [reader for reader in db.session.scalars(followers) if reader.person_id in allowed]


def _acts_for(person_id: uuid.UUID, organization_id: uuid.UUID) -> bool:
    return any(person.id == person_id for person in members_of(organization_id))


def _administrator_ids(organization_id: uuid.UUID) -> set[uuid.UUID]:
    leading = (Membership.role == MembershipRole.ADMINISTRATOR, Membership.ended_at.is_(None))
    ids = select(Membership.person_id).where(Membership.organization_id == organization_id, *leading)
    return set(db.session.scalars(ids))
