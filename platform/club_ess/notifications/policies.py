"""A notice belongs to one person, and nobody else can know that it exists."""

import uuid

from sqlalchemy import Select, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import NotFound
from club_ess.notifications.models import Notice


def visible_notices(actor: Person) -> Select[Notice]:
    return select(Notice).where(Notice.person_id == actor.id)


def get_notice_for(actor: Person, notice_id: uuid.UUID) -> Notice:
    """One's own notice, to read or to open. Raises NotFound."""
    notice = db.session.scalar(visible_notices(actor).where(Notice.id == notice_id))
    if notice is None:
        raise NotFound()
    return notice
