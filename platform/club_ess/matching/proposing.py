"""Proposing: the engine finds who could meet, the database keeps one row a pair, for ever.

The engine is asked before the write lock is taken; what it said is then kept in one short operation.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from club_ess.events import MatchProposed
from club_ess.extensions import db
from club_ess.kit.operation import operation, record
from club_ess.kit.states import move
from club_ess.matching.enums import MatchState
from club_ess.matching.models import Match
from club_ess.matching.states import MOVES
from club_ess.needs.models import Need
from club_ess.patronage.models import Offer
from club_ess.search import proposals
from club_ess.search.proposals import Explanation

MOST_PROPOSALS = 10
# On the judged pairs of matching-dev nearly everything above GOOD is useful; half of what is MODEST is, when it is
# among the best. So the best are proposed even when modest, because silence is worse, and the others when good.
GOOD, MODEST, BEST = 45.0, 32.0, 2
ANSWERED = (MatchState.ACCEPTED, MatchState.DECLINED, MatchState.WITHDRAWN)


@dataclass(frozen=True)
class Side:
    """From which posting the pairs are looked at; a pair and its score are the same from both."""

    mine: type[Any]
    my_id: str
    other: type[Any]
    other_id: str
    near: Callable[[Any, int, Iterable[str]], list[str]]

    def explain(self, posting: Any, other: Any) -> Explanation:
        return proposals.explain(posting, other) if self.mine is Need else proposals.explain(other, posting)


NEED_SIDE = Side(Need, "need_id", Offer, "offer_id", proposals.offers_near)
OFFER_SIDE = Side(Offer, "offer_id", Need, "need_id", proposals.needs_near)


def propose(side: Side, posting_id: uuid.UUID) -> None:
    """Proposes who suits an open posting best, and scores its open proposals again; one off line keeps none.

    Safe to repeat. Raises SearchIndexError when the index cannot answer.
    """
    posting = db.session.get(side.mine, posting_id)
    if posting is None:
        return
    explained: dict[uuid.UUID, Explanation] = {}
    if posting.is_open:
        rows = _rows(side, posting_id)
        near = side.near(posting, MOST_PROPOSALS, (str(key) for key, row in rows.items() if row.state in ANSWERED))
        wanted = {*map(uuid.UUID, near), *(key for key, row in rows.items() if row.state is MatchState.PROPOSED)}
        explained = {other.id: side.explain(posting, other) for other in _open_others(side, wanted, posting)}
    _keep_proposals(side, posting_id, explained)


def _rows(side: Side, posting_id: uuid.UUID) -> dict[uuid.UUID, Match]:
    """The posting's matches by the id of the other posting."""
    found = db.session.scalars(select(Match).where(getattr(Match, side.my_id) == posting_id))
    return {getattr(match, side.other_id): match for match in found}


def _open_others(side: Side, ids: Iterable[uuid.UUID], posting: Need | Offer) -> list[Need | Offer]:
    """Those of other organizations that are on line now, whatever the index believed."""
    rows = select(side.other).where(side.other.id.in_(set(ids))).options(joinedload(side.other.organization))
    others: list[Need | Offer] = list(db.session.scalars(rows))
    return [other for other in others if other.is_open and other.organization_id != posting.organization_id]


@operation
def _keep_proposals(side: Side, posting_id: uuid.UUID, explained: Mapping[uuid.UUID, Explanation]) -> None:
    """Reads everything again: a posting may have gone off line while the engine thought."""
    posting = db.session.get_one(side.mine, posting_id)
    open_ids = {other.id for other in _open_others(side, explained, posting)} if posting.is_open else set()
    rows = _rows(side, posting_id)
    best = sorted(open_ids, key=lambda other_id: -explained[other_id].score)[:BEST]
    for other_id in sorted(rows.keys() | open_ids):
        match = rows.get(other_id) or Match(**{side.my_id: posting_id, side.other_id: other_id})
        _keep(match, explained[other_id] if other_id in open_ids else None, other_id in best)


def suits(explanation: Explanation, *, is_best: bool, is_proposed: bool, is_grounded: bool = False) -> bool:
    """May it be proposed, or stay so? It stands on a word or a skill, and is good, or modest and among the best.

    `is_grounded`: it stands on something else that its room knows of.
    """
    floor = MODEST if is_best or is_proposed else GOOD
    return (explanation.is_explained or is_grounded) and explanation.score >= floor


def _keep(match: Match, explanation: Explanation | None, is_best: bool) -> None:
    """Proposes, scores again or lets lapse; what people have answered is never touched."""
    if match.state in ANSWERED:
        return
    is_proposed = match.state is MatchState.PROPOSED
    if explanation is not None and suits(explanation, is_best=is_best, is_proposed=is_proposed):
        match.score, match.configuration = explanation.score, explanation.configuration
        match.parts, match.reasons = explanation.parts, explanation.reasons
        if not is_proposed:
            _propose(match)
    elif is_proposed:
        move(match, MatchState.LAPSED, MOVES, actor_id=None)


def _propose(match: Match) -> None:
    if match.state is MatchState.LAPSED:
        move(match, MatchState.PROPOSED, MOVES, actor_id=None)
    else:
        db.session.add(match)
        db.session.flush()
    record(MatchProposed(match.id))
