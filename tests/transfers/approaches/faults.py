"""Rules of approaches, broken one at a time as a careless change would."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import true

from club_ess.accounts.models import Person
from club_ess.kit import clock
from club_ess.kit.states import move
from club_ess.transfers.approaches import access, exclusivity, grants, letters, moves, policies
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.states import MOVES

A = ApproachState
ANYWHERE = {state: frozenset(A) for state in A}


def _nothing(*_: object) -> None: ...


def _move_anywhere(thing: Any, to: ApproachState, _table: object, **said: Any) -> None:
    move(thing, to, ANYWHERE, **said)


def _begin_beside_others(approach: Approach, days: int, actor_id: uuid.UUID) -> None:
    moves.advance(approach, A.EXCLUSIVE, actor_id)
    approach.exclusive_until = clock.today() + timedelta(days=days)


def _close_in_appearance(actor: Person, approach_id: uuid.UUID) -> None:
    get_approach_for(actor, approach_id, to="cedant")


FAULTS: dict[str, tuple[object, str, object]] = {
    "nothing asks the table of moves": (moves, "move", _move_anywhere),
    "the others are not suspended": (letters, "begin", _begin_beside_others),
    "the others never resume": (exclusivity, "resume_others", _nothing),
    "a conversation is not opened again": (exclusivity, "reopen_thread", _nothing),
    "any signature is good enough to read": (access, "has_signed", lambda *_: True),
    "what has ended may be written in": (moves, "close_thread", _nothing),
    "closing the file closes nothing": (grants, "close_file", _close_in_appearance),
    "exclusions do not meet files": (policies, "_may_hear", lambda _project: true()),
    "an exclusivity is given twice": (letters, "is_exclusive", lambda _listing_id: False),
}
SKIPPED = "a step may be skipped"
NAMES = (SKIPPED, *FAULTS)


def plant(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if name == SKIPPED:
        monkeypatch.setitem(MOVES, A.INTEREST, MOVES[A.INTEREST] | {A.ACCESS})
    else:
        monkeypatch.setattr(*FAULTS[name])
