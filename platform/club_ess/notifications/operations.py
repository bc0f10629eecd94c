"""Telling people, once each, and only as they wish."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from club_ess.accounts.models import Person
from club_ess.events import NoticePosted
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation, record
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.inputs import ChoosePreferences
from club_ess.notifications.models import Notice, Preference
from club_ess.notifications.policies import get_notice_for
from club_ess.notifications.queries import wishes_of


@operation
def notify(person_id: uuid.UUID, kind: NoticeKind, subject_id: uuid.UUID, dedupe_key: str) -> None:
    """Puts one line behind the bell, unless the person switched that kind off or has been told already."""
    if not wishes_of(person_id)[kind].in_app or _told(person_id, dedupe_key) is not None:
        return
    _post(Notice(person_id=person_id, kind=kind, subject_id=subject_id, dedupe_key=dedupe_key))


@operation
def notify_again(
    person_id: uuid.UUID, kind: NoticeKind, subject_id: uuid.UUID, dedupe_key: str, happened_at: datetime
) -> None:
    """The same for what keeps happening: a single line, made unread again by what happened after it."""
    notice = _told(person_id, dedupe_key)
    notice = notice or Notice(person_id=person_id, kind=kind, subject_id=subject_id, dedupe_key=dedupe_key)
    is_old_news = notice.created_at is not None and notice.created_at >= happened_at
    if is_old_news or not wishes_of(person_id)[kind].in_app:
        return
    notice.created_at, notice.read_at = happened_at, None
    _post(notice)


@operation
def mark_notice_read(actor: Person, notice_id: uuid.UUID) -> None:
    """Marks one notice read. Raises NotFound."""
    notice = get_notice_for(actor, notice_id)
    notice.read_at = notice.read_at or clock.now()


@operation
def mark_notices_read(actor: Person) -> None:
    """Marks all one's notices read."""
    unread = (Notice.person_id == actor.id, Notice.read_at.is_(None))
    db.session.execute(update(Notice).where(*unread).values(read_at=clock.now()))


@operation
def settle_notices(kind: NoticeKind, subject_id: uuid.UUID, person_id: uuid.UUID | None = None) -> Sequence[uuid.UUID]:
    """What a notice called for has been done: marks it read, for one person or for all; returns whose it was."""
    unread = select(Notice).where(Notice.kind == kind, Notice.subject_id == subject_id, Notice.read_at.is_(None))
    if person_id is not None:
        unread = unread.where(Notice.person_id == person_id)
    notices = db.session.scalars(unread).all()
    for notice in notices:
        notice.read_at = clock.now()
    return [notice.person_id for notice in notices]


@operation
def choose_preferences(actor: Person, asked: ChoosePreferences) -> None:
    """Keeps a row for every kind, so that a later change of the defaults changes nobody's choice."""
    known = {row.kind: row for row in db.session.scalars(select(Preference).where(Preference.person_id == actor.id))}
    for kind in NoticeKind:
        row = known.get(kind) or Preference(person_id=actor.id, kind=kind)
        row.in_app, row.by_mail = kind in asked.in_app, kind in asked.by_mail
        db.session.add(row)


def _told(person_id: uuid.UUID, dedupe_key: str) -> Notice | None:
    same = select(Notice).where(Notice.person_id == person_id, Notice.dedupe_key == dedupe_key)
    return db.session.scalar(same)


def _post(notice: Notice) -> None:
    db.session.add(notice)
    db.session.flush()
    record(NoticePosted(notice.id, notice.person_id))
