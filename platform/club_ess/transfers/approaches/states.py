"""Which moves an approach may make. No step can be skipped; every way out carries a coded reason."""

from enum import StrEnum

from club_ess.transfers.approaches.enums import ApproachState

A = ApproachState
LIVING = frozenset({A.INTEREST, A.NDA, A.CONFIDENTIAL, A.ACCESS, A.LETTER, A.EXCLUSIVE, A.PROTOCOL, A.SUSPENDED})
SUSPENDABLE = frozenset({A.INTEREST, A.NDA, A.CONFIDENTIAL, A.ACCESS, A.LETTER})
READING = frozenset({A.ACCESS, A.LETTER, A.EXCLUSIVE, A.PROTOCOL, A.TRANSFERRED})  # where granted fields may be read
TALKING = READING | {A.CONFIDENTIAL}  # where people may write to each other
HEARD = TALKING | {A.SUSPENDED, A.ENDED}  # where what was said stays readable

MOVES: dict[StrEnum, frozenset[StrEnum]] = {
    A.INTEREST: frozenset({A.NDA, A.SUSPENDED, A.ENDED}),
    A.NDA: frozenset({A.CONFIDENTIAL, A.SUSPENDED, A.ENDED}),
    A.CONFIDENTIAL: frozenset({A.ACCESS, A.SUSPENDED, A.ENDED}),
    A.ACCESS: frozenset({A.LETTER, A.SUSPENDED, A.ENDED}),
    A.LETTER: frozenset({A.EXCLUSIVE, A.ACCESS, A.SUSPENDED, A.ENDED}),
    A.EXCLUSIVE: frozenset({A.PROTOCOL, A.ACCESS, A.ENDED}),
    A.PROTOCOL: frozenset({A.TRANSFERRED, A.ENDED}),
    A.SUSPENDED: SUSPENDABLE | {A.ENDED},
    A.TRANSFERRED: frozenset(),
    A.ENDED: frozenset(),
}

# Who is expected to act in each state.
TURN = {
    A.INTEREST: "cedant", A.NDA: "repreneur", A.CONFIDENTIAL: "cedant", A.ACCESS: "repreneur", A.LETTER: "cedant",
    A.EXCLUSIVE: "both", A.PROTOCOL: "cedant",
}
