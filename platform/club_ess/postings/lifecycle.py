"""The life of a posting: draft, published for 90 days, renewed, closed, published again. Called inside an operation."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Invalid, Stale
from club_ess.kit.operation import record
from club_ess.kit.states import move
from club_ess.kit.submissions import remember, result_of
from club_ess.organizations.policies import get_organization_for
from club_ess.postings.enums import ClosingReason, PostingState
from club_ess.postings.inputs import PAST_SENTENCE, PostingAsked, PostingClosed, PostingEdited, is_past
from club_ess.postings.models import Posting
from club_ess.postings.policies import get_posting_for
from club_ess.postings.rooms import P, PostingRoom
from club_ess.postings.states import MOVES

LIFETIME = timedelta(days=90)
TWIN_SENTENCE = "Votre structure a déjà un texte de ce titre, en brouillon ou en ligne : modifiez-le plutôt."


def post(room: PostingRoom[P], actor: Person, asked: PostingAsked) -> uuid.UUID:
    """A draft, or published at once when asked.

    Raises Forbidden for a foreign organization, Invalid for one that may not post here and for the same title twice.
    """
    verb = f"post_{room.noun}"
    known = result_of(actor.id, verb, asked.submission)
    if known is not None:
        return known
    organization = get_organization_for(actor, asked.organization_id, to="act")
    if not room.may_post(organization.kind):
        raise Invalid({"organization_id": room.refusal})
    _refuse_twin(room, asked)
    posting = room.model()
    mine = {"organization_id": organization.id, "author_id": actor.id, "state": PostingState.DRAFT}
    _write(posting, asked.columns() | mine)
    db.session.add(posting)
    db.session.flush()
    remember(actor.id, verb, asked.submission, posting.id)
    if asked.publish:
        _publish(room, posting, actor)
    return posting.id


def publish(room: PostingRoom[P], actor: Person, posting_id: uuid.UUID) -> None:
    """Puts it on line for 90 days. Raises Conflict when it is already, Invalid by field for dates that are over."""
    posting = get_posting_for(room, actor, posting_id, to="edit")
    over = {name: PAST_SENTENCE for name in ("starts_on", "ends_on") if is_past(getattr(posting, name))}
    if over and posting.state is not PostingState.PUBLISHED:
        raise Invalid(over)
    _publish(room, posting, actor)


def edit(room: PostingRoom[P], actor: Person, posting_id: uuid.UUID, asked: PostingEdited) -> None:
    """Raises Stale when somebody else saved since, Invalid for a date newly set in the past of a published one."""
    posting = get_posting_for(room, actor, posting_id, to="edit")
    if posting.version != asked.version:
        raise Stale(current=posting, asked=asked)
    _refuse_newly_past(posting, asked)
    _write(posting, asked.columns())
    if asked.publish and not posting.is_open:
        _publish(room, posting, actor)
    elif posting.is_open:
        record(room.published(posting.id))


def renew(room: PostingRoom[P], actor: Person, posting_id: uuid.UUID) -> None:
    """On line for 90 days from now. Raises Conflict when it is not on line."""
    posting = get_posting_for(room, actor, posting_id, to="edit")
    if not posting.is_open:
        raise Conflict()
    posting.expires_at = clock.now() + LIFETIME
    record(room.published(posting.id))


def close(room: PostingRoom[P], actor: Person, posting_id: uuid.UUID, asked: PostingClosed) -> None:
    """Takes it off line. Raises Conflict when it is already."""
    posting = get_posting_for(room, actor, posting_id, to="edit")
    _close(room, posting, asked.reason, actor_id=actor.id)


def expire(room: PostingRoom[P]) -> int:
    """Closes those whose 90 days are over; returns how many."""
    due = select(room.model).where(room.model.state == PostingState.PUBLISHED, room.model.expires_at <= clock.now())
    expired = db.session.scalars(due).all()
    for posting in expired:
        _close(room, posting, ClosingReason.EXPIRED, actor_id=None)
    return len(expired)


def _write(posting: Posting, columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        setattr(posting, name, value)


def _publish(room: PostingRoom[P], posting: P, actor: Person) -> None:
    move(posting, PostingState.PUBLISHED, MOVES, actor_id=actor.id)
    posting.published_at = clock.now()
    posting.expires_at = posting.published_at + LIFETIME
    posting.closed_at = posting.closing_reason = None
    record(room.published(posting.id))


def _close(room: PostingRoom[P], posting: P, reason: ClosingReason, *, actor_id: uuid.UUID | None) -> None:
    move(posting, PostingState.CLOSED, MOVES, actor_id=actor_id, reason=reason.value)
    posting.closed_at, posting.closing_reason = clock.now(), reason
    record(room.closed(posting.id))


def _refuse_twin(room: PostingRoom[P], asked: PostingAsked) -> None:
    """An organization has one open posting of a title: the second is a slip, or an edit that lost its way."""
    model = room.model
    twins = select(model.id).where(
        model.organization_id == asked.organization_id, model.state != PostingState.CLOSED,
        func.lower(model.title) == func.lower(asked.title),
    )
    if db.session.scalar(twins.limit(1)):
        raise Invalid({"title": TWIN_SENTENCE})


def _refuse_newly_past(posting: Posting, asked: PostingEdited) -> None:
    """A mission under way keeps its past start; a published one is not moved into the past."""
    names = ("starts_on", "ends_on") if posting.is_open else ()
    over = {n: PAST_SENTENCE for n in names if is_past(getattr(asked, n)) and getattr(asked, n) != getattr(posting, n)}
    if over:
        raise Invalid(over)
