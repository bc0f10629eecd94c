"""Searching without the index: plain words in the database, newest first. Slower and blunter, but never silent."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.search.inputs import Search
from club_ess.search.kinds import KINDS, Kind

MOST_WORDS = 6


def search_in_database(
    actor: Person | None, asked: Search, number: int, size: int
) -> tuple[list[tuple[str, Any]], int]:
    """One page of (kind, row) holding every word, and how many there are. Of the facets only the kinds count."""
    kinds = [KINDS[kind] for kind in asked.kinds] or list(KINDS.values())
    rows: list[tuple[str, Any]] = []
    total, skipped = 0, (number - 1) * size
    for kind in kinds:
        matching = _matching(kind, actor, asked.q)
        wanted = size - len(rows)
        if wanted:
            newest = matching.order_by(kind.dated.desc(), kind.model.id)
            page = newest.offset(max(0, skipped - total)).limit(wanted)
            rows += [(kind.name, row) for row in db.session.scalars(page)]
        total += _count(matching, kind)
    return rows, total


def _matching(kind: Kind, actor: Person | None, text: str) -> Select[Any]:
    return kind.visible(actor).where(*(_holds(kind, word) for word in text.split()[:MOST_WORDS]))


def _holds(kind: Kind, word: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for column in kind.texts))


def _count(matching: Select[Any], kind: Kind) -> int:
    ids = matching.with_only_columns(kind.model.id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(ids)) or 0
