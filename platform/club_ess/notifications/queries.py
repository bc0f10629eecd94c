"""What the bell, the list of notices and the demonstration's mailbox show."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.mail import Mail
from club_ess.kit.pages import Page
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.models import Notice, Preference
from club_ess.notifications.policies import visible_notices

PAGE_SIZE = 20


@dataclass(frozen=True)
class Wishes:
    """How a person wishes to be told of one kind."""

    in_app: bool = True
    by_mail: bool = True


def unread_count(actor: Person | None) -> int:
    """The number on the bell."""
    return 0 if actor is None else unread_count_of(actor.id)


def unread_count_of(person_id: uuid.UUID) -> int:
    mine = select(func.count()).select_from(Notice).where(Notice.person_id == person_id, Notice.read_at.is_(None))
    return db.session.scalars(mine).one()


def page_of_notices(actor: Person, number: int) -> Page[Notice]:
    """Unread first, then the newest."""
    mine = visible_notices(actor).order_by(Notice.read_at.is_not(None), Notice.created_at.desc(), Notice.id)
    items = db.session.scalars(mine.offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)).all()
    total = db.session.scalars(select(func.count()).select_from(visible_notices(actor).subquery())).one()
    return Page(items, number, PAGE_SIZE, total)


def wishes_of(person_id: uuid.UUID) -> dict[NoticeKind, Wishes]:
    """The wishes for every kind; both channels are on until the person says otherwise."""
    rows = db.session.scalars(select(Preference).where(Preference.person_id == person_id))
    chosen = {row.kind: Wishes(row.in_app, row.by_mail) for row in rows}
    return {kind: chosen.get(kind, Wishes()) for kind in NoticeKind}


def page_of_mails(number: int) -> Page[Mail]:
    """Every mail of the club, newest first: for the demonstration only."""
    newest = select(Mail).order_by(Mail.queued_at.desc(), Mail.id).offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    total = db.session.scalars(select(func.count()).select_from(Mail)).one()
    return Page(db.session.scalars(newest).all(), number, PAGE_SIZE, total)
