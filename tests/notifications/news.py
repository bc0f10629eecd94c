"""Short words for the tests of notices."""

import uuid
from typing import Any

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.mail import Mail
from club_ess.kit.operation import operation, record
from club_ess.notifications.models import Notice
from club_ess.notifications.texts import lines_for
from tests.cast import Club, Somebody


def state(club: Club, *facts: Any) -> None:
    """States facts as an operation would, and lets their consequences happen."""

    @operation
    def say() -> None:
        for fact in facts:
            record(fact)

    with club.context():
        say()
    club.settle()


def kinds(club: Club, somebody: Somebody) -> list[str]:
    """The kinds of one's unread notices, oldest first."""
    mine = select(Notice.kind).where(Notice.person_id == somebody.id, Notice.read_at.is_(None))
    with club.context():
        return [kind.value for kind in db.session.scalars(mine.order_by(Notice.created_at))]


def texts(club: Club, somebody: Somebody) -> list[str]:
    """What the notices say when that person reads them."""
    with club.context():
        actor = db.session.get_one(Person, somebody.id)
        notices = db.session.scalars(select(Notice).where(Notice.person_id == somebody.id)).all()
        return [line.text for line in lines_for(actor, notices).values()]


def mails(club: Club, somebody: Somebody) -> list[Mail]:
    with club.context():
        found = db.session.scalars(select(Mail).where(Mail.recipient == somebody.email).order_by(Mail.queued_at)).all()
        db.session.expunge_all()
        return list(found)


def meeting(club: Club, **values: Any) -> uuid.UUID:
    """Alice's need and Bob's offer, proposed to each other."""
    return club.match(club.need(club.alice), club.offer(club.bob), **values)


def change(club: Club, model: type[Any], row_id: uuid.UUID, **values: Any) -> None:
    """Changes a row directly."""

    @operation
    def write() -> None:
        row = db.session.get_one(model, row_id)
        for name, value in values.items():
            setattr(row, name, value)

    with club.context():
        write()
