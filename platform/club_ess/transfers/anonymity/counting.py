"""The reference counts: how many structures fit a teaser, and putting new counts in place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, select

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.reference.zones import M2A
from club_ess.transfers.anonymity.cells import Cell
from club_ess.transfers.anonymity.models import EstablishmentCount
from club_ess.transfers.enums import Statute, Workforce

EMPLOYERS = [size for size in Workforce if size is not Workforce.NONE]


@dataclass(frozen=True)
class Count:
    """One line of the reference: structures of one cell."""

    section: str
    zone: str
    workforce: Workforce
    statute: Statute | None
    number: int


@dataclass(frozen=True)
class Loaded:
    """What `sirene status` tells."""

    lines: int
    structures: int
    statutes: list[Statute]
    source: str
    loaded_at: datetime


def count(cell: Cell) -> int | None:
    """Structures that fit a cell; None when its reference was not loaded: unknown means refuse.

    Where no size is told, only employers are counted. Most establishments of Sirene have no employee, and nobody would
    believe that one of them is what a teaser describes: they would make a crowd on paper only.
    """
    if not _is_loaded(cell.statute):
        return None
    conditions = [_of(cell.statute)]
    if cell.section is not None:
        conditions.append(EstablishmentCount.section == cell.section)
    if cell.zone != M2A:
        conditions.append(EstablishmentCount.zone == cell.zone)
    conditions.append(EstablishmentCount.workforce.in_([cell.workforce] if cell.workforce else EMPLOYERS))
    return db.session.scalar(select(func.coalesce(func.sum(EstablishmentCount.number), 0)).where(*conditions)) or 0


def are_counts_loaded() -> bool:
    return _is_loaded(None)


def _is_loaded(statute: Statute | None) -> bool:
    return bool(db.session.scalar(select(exists().where(_of(statute)))))


def _of(statute: Statute | None) -> ColumnElement[bool]:
    column = EstablishmentCount.statute
    return column.is_(None) if statute is None else column == statute


@operation
def replace_counts(counts: Iterable[Count], source: str) -> int:
    """Puts checked counts in place of all former ones, at once; returns how many lines. `source` is a file's name."""
    db.session.execute(delete(EstablishmentCount))
    now = clock.now()
    fresh = [EstablishmentCount(**vars(line), source=source[:120], loaded_at=now) for line in counts]
    db.session.add_all(fresh)
    return len(fresh)


def what_is_loaded() -> Loaded | None:
    """The reference in place, None when there is none."""
    last = db.session.scalar(select(EstablishmentCount).limit(1))
    if last is None:
        return None
    lines = db.session.scalar(select(func.count()).select_from(EstablishmentCount)) or 0
    structures = db.session.scalar(select(func.sum(EstablishmentCount.number)).where(_of(None))) or 0
    known = db.session.scalars(select(EstablishmentCount.statute).distinct()).all()
    return Loaded(lines, structures, sorted(s for s in known if s is not None), last.source, last.loaded_at)
