"""Telling one person by the bell and by mail, as they wish; and taking back what has been dealt with."""

import uuid
from datetime import datetime

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db, live
from club_ess.notifications.enums import NoticeKind
from club_ess.notifications.links import home_page, notice_page
from club_ess.notifications.mails import queue_mail
from club_ess.notifications.models import Notice
from club_ess.notifications.operations import notify, notify_again, settle_notices
from club_ess.notifications.queries import unread_count_of


def tell(person: Person, kind: NoticeKind, subject_id: uuid.UUID, path: str, dedupe_key: str) -> None:
    """Once for each key; the mail leads to `path`."""
    if person.is_active:
        notify(person.id, kind, subject_id, dedupe_key)
        queue_mail(person, kind, path, dedupe_key)


def tell_discreetly(
    person: Person, kind: NoticeKind, subject_id: uuid.UUID, dedupe_key: str, mail_key: str | None = None,
    happened_at: datetime | None = None,
) -> None:
    """The same, but the mail leads to the notice: an address in a mail must not say what it is about either.

    With `happened_at`, a single line that becomes unread again; `mail_key` when mails are rarer, or more, than lines.
    """
    if not person.is_active:
        return
    if happened_at is None:
        notify(person.id, kind, subject_id, dedupe_key)
    else:
        notify_again(person.id, kind, subject_id, dedupe_key, happened_at)
    queue_mail(person, kind, _discreet_path(person.id, dedupe_key), mail_key or dedupe_key)


def settle(kind: NoticeKind, subject_id: uuid.UUID, person_id: uuid.UUID | None = None) -> None:
    """What these notices called for is done: nobody has to read them any more."""
    for whose in settle_notices(kind, subject_id, person_id):
        push_unread(whose)


def push_unread(person_id: uuid.UUID) -> None:
    live.emit("notice:posted", {"unread": unread_count_of(person_id)}, to=f"person:{person_id}")


def _discreet_path(person_id: uuid.UUID, dedupe_key: str) -> str:
    """Whoever switched the bell off has no notice to follow: the home page says what waits for them."""
    own = (Notice.person_id == person_id, Notice.dedupe_key == dedupe_key)
    notice_id = db.session.scalar(select(Notice.id).where(*own))
    return notice_page(notice_id) if notice_id else home_page()
