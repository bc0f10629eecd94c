"""Pieces that each side gives in the conversation. The other side's are marked with the reader's name, and noted."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Forbidden, Invalid, NotFound
from club_ess.kit.operation import operation
from club_ess.kit.pdf import page_count
from club_ess.kit.submissions import remember, result_of
from club_ess.threads.operations import say
from club_ess.transfers import storage
from club_ess.transfers.approaches.access import SIGN_FIRST
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.inputs import AddAttachment
from club_ess.transfers.approaches.models import Approach, Attachment
from club_ess.transfers.approaches.policies import get_approach_for, side_of
from club_ess.transfers.approaches.readings import note_attachment
from club_ess.transfers.approaches.signatures import has_signed
from club_ess.transfers.approaches.states import HEARD, TALKING

MOST_PIECES = 30
NOT_NOW = "On n’échange pas de pièce à cette étape."
FULL = f"{MOST_PIECES} pièces au plus de chaque côté : retirez-en une d’abord."


def keep_attachment(actor: Person, approach_id: uuid.UUID, asked: AddAttachment, pdf: bytes) -> uuid.UUID:
    """The bytes, which `intake` returned, are on the disk before the row names them. Raises as `add_attachment`."""
    attachment_id = uuid.uuid4()
    storage.write(attachment_id, pdf)
    kept_id = None
    try:
        kept_id = add_attachment(actor, approach_id, asked, attachment_id, page_count(pdf), len(pdf))
        return kept_id
    finally:
        if kept_id != attachment_id:
            storage.delete(attachment_id)


@operation
def add_attachment(
    actor: Person, approach_id: uuid.UUID, asked: AddAttachment, attachment_id: uuid.UUID, pages: int, size_bytes: int
) -> uuid.UUID:
    """Told in the conversation; sent again, the first one stands.

    Raises NotFound, Conflict at a step where people do not talk, Forbidden before signing, Invalid for too many.
    """
    approach = get_approach_for(actor, approach_id, to="read")
    known = result_of(actor.id, "add_attachment", asked.submission)
    if known is not None:
        return known
    side = check_may_exchange(actor, approach)
    if _count(approach, side) >= MOST_PIECES:
        raise Invalid({"file": FULL})
    attachment = Attachment(
        id=attachment_id, approach_id=approach.id, side=side, title=asked.title, pages=pages, size_bytes=size_bytes,
        added_by_id=actor.id,
    )
    db.session.add(attachment)
    db.session.flush()
    remember(actor.id, "add_attachment", asked.submission, attachment.id)
    if approach.thread_id is not None:
        say(approach.thread_id, "Une pièce est jointe : elle est sous la discussion.", actor_id=actor.id)
    return attachment.id


@operation
def remove_attachment(actor: Person, approach_id: uuid.UUID, attachment_id: uuid.UUID) -> None:
    """By the side that gave it, at any step; its bytes go with `storage.delete`. Raises NotFound, or Forbidden."""
    attachment = _attachment(get_approach_for(actor, approach_id, to="read"), attachment_id)
    if attachment.side is not side_of(actor, attachment.approach):
        raise Forbidden("Seul le côté qui a joint cette pièce peut la retirer.")
    attachment.removed_at = clock.now()


@operation
def read_attachment(actor: Person, approach_id: uuid.UUID, attachment_id: uuid.UUID) -> tuple[str, bool]:
    """(its title, whether it is the other side's: to be marked). The reading of the other side's is noted.

    Raises NotFound, and Forbidden for the other side's at a step where people do not talk, or before signing.
    """
    approach = get_approach_for(actor, approach_id, to="read")
    attachment = _attachment(approach, attachment_id)
    if attachment.side is side_of(actor, approach):
        return attachment.title, False
    check_may_exchange(actor, approach)
    note_attachment(actor, attachment)
    return attachment.title, True


def check_may_exchange(actor: Person, approach: Approach) -> Side:
    """The actor's side. Raises Conflict at a step where people do not talk, Forbidden before signing."""
    side = side_of(actor, approach)
    if approach.state not in TALKING:
        raise Conflict(NOT_NOW)
    if side is Side.REPRENEUR and not has_signed(actor, approach):
        raise Forbidden(SIGN_FIRST)
    return side


def attachments_of(approach: Approach) -> Sequence[Attachment]:
    """Those that were not removed, the latest first."""
    living = (Attachment.approach_id == approach.id, Attachment.removed_at.is_(None))
    return db.session.scalars(select(Attachment).where(*living).order_by(Attachment.added_at.desc())).all()


def _attachment(approach: Approach, attachment_id: uuid.UUID) -> Attachment:
    """Raises NotFound for one of another approach, and before anything may be heard."""
    here = (Attachment.id == attachment_id, Attachment.approach_id == approach.id, Attachment.removed_at.is_(None))
    found = db.session.scalar(select(Attachment).where(*here)) if approach.state in HEARD else None
    if found is None:
        raise NotFound()
    return found


def _count(approach: Approach, side: Side) -> int:
    given = (Attachment.approach_id == approach.id, Attachment.side == side, Attachment.removed_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(Attachment).where(*given)) or 0
