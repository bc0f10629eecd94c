"""Which moves a proposal between a listing and a project may make."""

from enum import StrEnum

from club_ess.matching.transfers.enums import TransferMatchState

S = TransferMatchState
MOVES: dict[StrEnum, frozenset[StrEnum]] = {
    S.PROPOSED: frozenset({S.DISMISSED, S.LAPSED}),
    S.LAPSED: frozenset({S.PROPOSED}),
    S.DISMISSED: frozenset(),
}
