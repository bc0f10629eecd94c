"""The log of readings: whoever reads an answer, a document or an attachment leaves their name and the time."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Forbidden
from club_ess.kit.operation import operation
from club_ess.transfers.approaches.access import get_document_for, readable_fields, why_closed
from club_ess.transfers.approaches.models import Approach, Attachment, Reading
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.listings.enums import FileField


@operation
def read_file(actor: Person, approach_id: uuid.UUID) -> list[tuple[FileField, str]]:
    """The answers that are open, noted once a day each; the order is that of the file.

    Raises NotFound, and Forbidden to the cédant or while the actor may read nothing.
    """
    approach = get_approach_for(actor, approach_id, to="repreneur")
    closed = why_closed(actor, approach)
    if closed:
        raise Forbidden(closed)
    opened, noted = readable_fields(actor, approach), _fields_read_today(actor, approach)
    db.session.add_all(
        Reading(approach_id=approach.id, person_id=actor.id, field=field) for field in opened - noted
    )
    return [(field, approach.listing.answer(field)) for field in FileField if field in opened]


@operation
def read_document(actor: Person, approach_id: uuid.UUID, document_id: uuid.UUID) -> str:
    """Notes that the document is read; returns its title. Raises as `access.get_document_for`."""
    document = get_document_for(actor, approach_id, document_id)
    db.session.add(Reading(approach_id=approach_id, person_id=actor.id, document_id=document.id))
    return document.title


def note_attachment(actor: Person, attachment: Attachment) -> None:
    """Inside an operation."""
    db.session.add(Reading(approach_id=attachment.approach_id, person_id=actor.id, attachment_id=attachment.id))


def readings_of(approach: Approach) -> Sequence[Reading]:
    """Who read what, the latest first."""
    whole = (joinedload(Reading.person), joinedload(Reading.document), joinedload(Reading.attachment))
    rows = select(Reading).where(Reading.approach_id == approach.id).options(*whole)
    return db.session.scalars(rows.order_by(Reading.read_at.desc(), Reading.id)).all()


def _fields_read_today(actor: Person, approach: Approach) -> set[FileField | None]:
    mine = (Reading.approach_id == approach.id, Reading.person_id == actor.id, Reading.field.is_not(None))
    return set(db.session.scalars(select(Reading.field).where(*mine, Reading.read_at >= _midnight())))


def _midnight() -> datetime:
    return clock.now().astimezone(clock.PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
