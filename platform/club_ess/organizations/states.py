"""The life of a request to join."""

from club_ess.kit.states import Moves
from club_ess.organizations.enums import JoinState

JOIN_MOVES: Moves = {JoinState.ASKED: frozenset({JoinState.ACCEPTED, JoinState.REFUSED, JoinState.WITHDRAWN})}
