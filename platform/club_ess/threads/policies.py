"""Who takes part in which thread."""

import uuid
from collections.abc import Sequence
from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, or_, select

from club_ess.accounts.models import Person, SignIn
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, NotFound
from club_ess.organizations.models import Membership
from club_ess.organizations.policies import members_of, organization_ids_of
from club_ess.threads.enums import BETWEEN_PEOPLE, ThreadKind
from club_ess.threads.gates import GATES
from club_ess.threads.models import Thread, ThreadParty, ThreadPerson


class ThreadClosed(Conflict):
    """The thread is there to be read; its sentence says why nobody writes any more."""


def visible_threads(actor: Person | None) -> Select[Thread]:
    """The threads of the actor's organizations, and those between people where they take part and the gate is open."""
    theirs = select(ThreadParty.thread_id).where(ThreadParty.organization_id.in_(organization_ids_of(actor)))
    ways = [and_(Thread.kind.not_in(BETWEEN_PEOPLE), Thread.id.in_(theirs))]
    if actor is not None and actor.is_active:
        ways += [_as_oneself(actor, kind) for kind in sorted(BETWEEN_PEOPLE)]
    return select(Thread).where(or_(*ways))


def _as_oneself(actor: Person, kind: ThreadKind) -> ColumnElement[bool]:
    joined = (ThreadPerson.person_id == actor.id, ThreadPerson.ended_at.is_(None))
    way = and_(Thread.kind == kind, Thread.id.in_(select(ThreadPerson.thread_id).where(*joined)))
    gate = GATES.get(kind)
    return way if gate is None else and_(way, Thread.subject_id.in_(gate(actor)))


def get_thread_for(actor: Person | None, thread_id: uuid.UUID, to: Literal["read", "write"]) -> Thread:
    """Whoever may read a thread may write in it while it is open; nobody else may know of it.

    Raises NotFound, or ThreadClosed to those who wish to write.
    """
    thread = db.session.scalar(visible_threads(actor).where(Thread.id == thread_id))
    if thread is None:
        raise NotFound()
    if to == "write":
        refuse_closed(thread)
    return thread


def refuse_closed(thread: Thread) -> None:
    """Raises ThreadClosed."""
    if thread.closed_at is not None:
        raise ThreadClosed(thread.closed_why)


def may_read(person: Person, thread_id: uuid.UUID) -> bool:
    """Whether a person, acting or not, may read the thread at this instant."""
    return db.session.scalar(visible_threads(person).where(Thread.id == thread_id)) is not None


def people_who_may_read(thread: Thread) -> list[Person]:
    """Everybody who may read the thread at this instant."""
    if not thread.kind.is_between_people:
        return [person for party in thread.parties for person in members_of(party.organization_id)]
    joined = (ThreadPerson.thread_id == thread.id, ThreadPerson.ended_at.is_(None))
    people = select(Person).join(ThreadPerson, ThreadPerson.person_id == Person.id).where(*joined)
    return [person for person in db.session.scalars(people) if may_read(person, thread.id)]


def voice_of(actor: Person, thread: Thread) -> uuid.UUID | None:
    """The party of the thread that the actor speaks for; between people, everybody speaks for themselves."""
    mine = organization_ids_of(actor)
    return next((party.organization_id for party in thread.parties if party.organization_id in mine), None)


def listening_sign_ins(thread: Thread) -> Sequence[uuid.UUID]:
    """The sign-ins that may hear the thread at this instant: each emission asks again."""
    valid = (
        select(SignIn.id)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.person_id.in_(_listeners(thread)))
        .where(SignIn.revoked_at.is_(None), SignIn.expires_at > clock.now())
        .where(Person.email_confirmed_at.is_not(None), Person.disabled_at.is_(None))
    )
    return db.session.scalars(valid).all()


def _listeners(thread: Thread) -> Select[uuid.UUID] | list[uuid.UUID]:
    """The people behind: at once for organizations, one by one where each must pass the gate."""
    if thread.kind.is_between_people:
        return [person.id for person in people_who_may_read(thread)]
    return (
        select(Membership.person_id)
        .join(ThreadParty, ThreadParty.organization_id == Membership.organization_id)
        .where(ThreadParty.thread_id == thread.id, Membership.ended_at.is_(None))
    )
