"""Reading the mails that the club has queued."""

import re

from sqlalchemy import select

from club_ess.extensions import db
from club_ess.kit.mail import Mail
from tests.cast import Club


def mails_to(club: Club, address: str) -> list[tuple[str, str]]:
    """(subject, body) of each, oldest first."""
    with club.context():
        rows = db.session.scalars(select(Mail).where(Mail.recipient == address).order_by(Mail.queued_at))
        return [(row.subject, row.body) for row in rows]


def link_in(body: str) -> str:
    """The path of the first link of a mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", body)
    assert found, body
    return found[1]


def last_link(club: Club, address: str) -> str:
    return link_in(mails_to(club, address)[-1][1])
