"""Who takes part in which thread."""

import uuid
from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Select, select

from club_ess.accounts.models import Person, SignIn
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import NotFound
from club_ess.organizations.models import Membership
from club_ess.organizations.policies import organization_ids_of
from club_ess.threads.models import Thread, ThreadParty


def visible_threads(actor: Person | None) -> Select[Thread]:
    """The threads of the organizations that the actor acts for."""
    mine = select(ThreadParty.thread_id).where(ThreadParty.organization_id.in_(organization_ids_of(actor)))
    return select(Thread).where(Thread.id.in_(mine))


def get_thread_for(actor: Person | None, thread_id: uuid.UUID, to: Literal["read", "write"]) -> Thread:
    """Whoever may read a thread may write in it; nobody else may know of it. Raises NotFound."""
    thread = db.session.scalar(visible_threads(actor).where(Thread.id == thread_id))
    if thread is None:
        raise NotFound()
    return thread


def voice_of(actor: Person, thread: Thread) -> uuid.UUID | None:
    """The party of the thread that the actor speaks for."""
    mine = organization_ids_of(actor)
    return next((party.organization_id for party in thread.parties if party.organization_id in mine), None)


def listening_sign_ins(thread_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """The sign-ins that may hear the thread at this instant: each emission asks again."""
    valid = (
        select(SignIn.id)
        .distinct()
        .join(Person, Person.id == SignIn.person_id)
        .join(Membership, Membership.person_id == Person.id)
        .join(ThreadParty, ThreadParty.organization_id == Membership.organization_id)
        .where(ThreadParty.thread_id == thread_id, Membership.ended_at.is_(None))
        .where(SignIn.revoked_at.is_(None), SignIn.expires_at > clock.now())
        .where(Person.email_confirmed_at.is_not(None), Person.disabled_at.is_(None))
    )
    return db.session.scalars(valid).all()
