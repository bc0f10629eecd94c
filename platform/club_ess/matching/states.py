"""Which moves a match may make."""

from club_ess.matching.enums import MatchState

MOVES = {
    MatchState.PROPOSED: frozenset({MatchState.ACCEPTED, MatchState.DECLINED, MatchState.LAPSED}),
    MatchState.ACCEPTED: frozenset({MatchState.WITHDRAWN}),
    MatchState.LAPSED: frozenset({MatchState.PROPOSED}),
    MatchState.DECLINED: frozenset(),
    MatchState.WITHDRAWN: frozenset(),
}
