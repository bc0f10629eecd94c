"""The lists of a person's matches: what waits for an answer first."""

from dataclasses import dataclass

from sqlalchemy import case, func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.pages import Page
from club_ess.matching.enums import MatchState
from club_ess.matching.models import Match
from club_ess.matching.policies import visible_matches

PAGE_SIZE = 20


@dataclass(frozen=True)
class Shelf:
    """One tab of the list: its name in the address, its label, the states it shows."""

    name: str
    label: str
    states: tuple[MatchState, ...]


SHELVES = (
    Shelf("toutes", "Toutes", tuple(MatchState)),
    Shelf("a-repondre", "À répondre", (MatchState.PROPOSED,)),
    Shelf("acceptees", "Acceptées", (MatchState.ACCEPTED,)),
    Shelf("terminees", "Terminées", (MatchState.DECLINED, MatchState.WITHDRAWN, MatchState.LAPSED)),
)
RANKS = {MatchState.PROPOSED: 0, MatchState.ACCEPTED: 1}


def shelf_named(name: str | None) -> Shelf:
    """The tab asked for; the first one for a name that is none."""
    return next((shelf for shelf in SHELVES if shelf.name == name), SHELVES[0])


def list_matches(actor: Person, shelf: Shelf, number: int) -> Page[Match]:
    """Proposals by score, then accepted ones, then ended ones, each the latest first."""
    mine = visible_matches(actor).where(Match.state.in_(shelf.states))
    total = db.session.scalar(select(func.count()).select_from(mine.with_only_columns(Match.id).subquery())) or 0
    rank = case({state: rank for state, rank in RANKS.items()}, value=Match.state, else_=2)
    open_score = case((Match.state == MatchState.PROPOSED, Match.score), else_=None)
    ordered = mine.order_by(rank, open_score.desc(), Match.updated_at.desc(), Match.id)
    rows = db.session.scalars(ordered.offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)).all()
    return Page(rows, number, PAGE_SIZE, total)


def count_matches(actor: Person) -> dict[str, int]:
    """How many matches each tab holds, by its name."""
    mine = visible_matches(actor).with_only_columns(Match.id, Match.state).subquery()
    counts = {state: n for state, n in db.session.execute(select(mine.c.state, func.count()).group_by(mine.c.state))}
    return {shelf.name: sum(counts.get(state, 0) for state in shelf.states) for shelf in SHELVES}


def count_waiting(actor: Person) -> int:
    """How many proposals wait for an answer of the actor's organizations."""
    return count_matches(actor)["a-repondre"]
