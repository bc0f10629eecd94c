"""What happens to a proposal: made by the engine, accepted, declined or withdrawn by people."""

import uuid
from typing import Any

from club_ess.accounts.models import Person
from club_ess.events import MatchAccepted, MatchDeclined, MatchWithdrawn, NeedPublished, OfferPublished
from club_ess.kit import clock
from club_ess.kit.errors import Conflict
from club_ess.kit.operation import operation, record
from club_ess.kit.states import move
from club_ess.matching.enums import MatchSide, MatchState
from club_ess.matching.inputs import DeclineMatch
from club_ess.matching.models import Match
from club_ess.matching.policies import get_match_for, side_of
from club_ess.matching.proposing import NEED_SIDE, OFFER_SIDE, propose
from club_ess.matching.states import MOVES
from club_ess.needs.policies import get_need_for
from club_ess.organizations.policies import is_member, organization_ids_of
from club_ess.patronage.policies import get_offer_for
from club_ess.threads.enums import ThreadKind
from club_ess.threads.operations import close_thread, open_thread

WITHDRAWN_WHY = "Cette mise en relation a été retirée : la discussion reste lisible, mais personne n’y écrit plus."


class AlreadyAnswered(Conflict):
    """Somebody answered before; when it was accepted, `thread_id` is the way to the conversation."""

    code = "already_answered"

    def __init__(self, match: Match) -> None:
        state = match.state.label.lower()
        super().__init__(f"Cette mise en relation n’attend plus cette réponse : elle est « {state} ».")
        self.thread_id = match.thread_id

    def as_data(self) -> dict[str, Any]:
        return super().as_data() | {"thread_id": str(self.thread_id) if self.thread_id else None}


def propose_for_need(need_id: uuid.UUID) -> None:
    """See `proposing.propose`."""
    propose(NEED_SIDE, need_id)


def propose_for_offer(offer_id: uuid.UUID) -> None:
    """See `proposing.propose`."""
    propose(OFFER_SIDE, offer_id)


@operation
def seek_for_need(actor: Person, need_id: uuid.UUID) -> None:
    """Asks for fresh proposals: the fact of its publication is stated again.

    Raises NotFound, Forbidden to who may only read the need, or Conflict when it is off line.
    """
    need = get_need_for(actor, need_id, to="edit")
    if not need.is_open:
        raise Conflict()
    record(NeedPublished(need.id))


@operation
def seek_for_offer(actor: Person, offer_id: uuid.UUID) -> None:
    """The same for an offer."""
    offer = get_offer_for(actor, offer_id, to="edit")
    if not offer.is_open:
        raise Conflict()
    record(OfferPublished(offer.id))


@operation
def accept_match(actor: Person, match_id: uuid.UUID) -> uuid.UUID:
    """Accepts for both; the thread opens in the same transaction. Returns its id.

    Raises NotFound, AlreadyAnswered, or Conflict when one of the postings is no longer on line.
    """
    match = get_match_for(actor, match_id, to="accept")
    _refuse_answered(match)
    if not (match.need.is_open and match.offer.is_open):
        raise Conflict("Ce besoin ou cette offre n’est plus en ligne : la mise en relation n’est plus possible.")
    move(match, MatchState.ACCEPTED, MOVES, actor_id=actor.id)
    _sign(match, actor)
    match.thread_id = _open_thread(match, actor)
    record(MatchAccepted(match.id, actor.id))
    return match.thread_id


@operation
def decline_match(actor: Person, match_id: uuid.UUID, asked: DeclineMatch) -> None:
    """Declines for ever: the two postings are never proposed to each other again. Raises NotFound, AlreadyAnswered."""
    match = get_match_for(actor, match_id, to="decline")
    _refuse_answered(match)
    move(match, MatchState.DECLINED, MOVES, actor_id=actor.id, reason=asked.reason.value)
    match.decline_reason = asked.reason
    _sign(match, actor)
    record(MatchDeclined(match.id, actor.id))


@operation
def withdraw_match(actor: Person, match_id: uuid.UUID) -> None:
    """Ends an accepted match; the thread is closed, and stays readable. Raises NotFound, or AlreadyAnswered."""
    match = get_match_for(actor, match_id, to="withdraw")
    if match.state is not MatchState.ACCEPTED:
        raise AlreadyAnswered(match)
    move(match, MatchState.WITHDRAWN, MOVES, actor_id=actor.id)
    _sign(match, actor)
    if match.thread_id is not None:
        close_thread(match.thread_id, WITHDRAWN_WHY)
    record(MatchWithdrawn(match.id, actor.id))


def _refuse_answered(match: Match) -> None:
    if match.state is not MatchState.PROPOSED:
        raise AlreadyAnswered(match)


def _sign(match: Match, actor: Person) -> None:
    match.decided_by_id, match.decided_at = actor.id, clock.now()
    match.decided_side = side_of(match, organization_ids_of(actor))


def _open_thread(match: Match, actor: Person) -> uuid.UUID:
    need, offer = match.need, match.offer
    side = side_of(match, organization_ids_of(actor))
    organization = need.organization if side is MatchSide.NEED else offer.organization
    opening = (
        f"{actor.name} ({organization.name}) a accepté la mise en relation entre le besoin « {need.title} » "
        f"et l’offre « {offer.title} ». Vous pouvez échanger ici."
    )
    authors = [posting.author for posting in (need, offer) if is_member(posting.author, posting.organization_id)]
    thread = open_thread(
        ThreadKind.MATCH, match.id, need.title, (need.organization_id, offer.organization_id),
        (actor.id, *(author.id for author in authors)), opening,
    )
    return thread.id
