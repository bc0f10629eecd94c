"""What people do with a proposal of transmission: set it aside, for ever."""

import uuid

from pydantic import Field

from club_ess.accounts.models import Person
from club_ess.kit.forms import Asked
from club_ess.kit.operation import operation
from club_ess.kit.states import move
from club_ess.matching.transfers.enums import DismissReason, TransferMatchState
from club_ess.matching.transfers.policies import get_transfer_match_for, side_of
from club_ess.matching.transfers.states import MOVES


class DismissTransferMatch(Asked):
    reason: DismissReason = Field(title="Pour quelle raison ?")


@operation
def dismiss_transfer_match(actor: Person, match_id: uuid.UUID, asked: DismissTransferMatch) -> None:
    """The other side is told nothing: it only stops being proposed. Raises NotFound."""
    match = get_transfer_match_for(actor, match_id)
    move(match, TransferMatchState.DISMISSED, MOVES, actor_id=actor.id, reason=asked.reason.value)
    match.dismissed_by_id, match.dismissed_side = actor.id, side_of(actor, match)
    match.dismiss_reason = asked.reason
