"""Is a teaser wide enough, which field gives its author away, and what is the least to hide? No database here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from club_ess.reference.sectors import sections
from club_ess.reference.zones import M2A, zones
from club_ess.transfers.anonymity.cells import Cell

K = 5
"""How many structures of the area a teaser must fit, at least."""

Counting = Callable[[Cell], int | None]

WIDEST: dict[str, Any] = {"statute": None, "zone": M2A, "workforce": None, "section": None}
LOSS = {"statute": 1, "zone": 2, "workforce": 4, "section": 8}
"""What a repreneur loses when a field is hidden. Readers of the club expect a structure of the ESS: the statute costs
least. m2A is crossed in half an hour: a zone costs little. The size makes the project, and the sector is what people
look for first. Powers of two: hiding a field costs more than hiding every field before it."""


@dataclass(frozen=True)
class Widening:
    """A field that narrows the crowd. `label` quotes what it tells; the number is None when nothing was counted."""

    field: str
    label: str
    number_if_widened: int | None


@dataclass(frozen=True)
class Assessment:
    """`number` structures fit the teaser (None: unknown, which means refuse). `widened` is the nearest teaser that may
    be published, None when there is none."""

    number: int | None
    is_publishable: bool
    is_reference_missing: bool
    culprits: list[Widening]
    widened: Cell | None


def assess(cell: Cell, count: Counting) -> Assessment:
    """Judges a teaser; `count` gives the structures that fit a cell, None when it cannot tell."""
    number = count(cell)
    if _passes(cell, count):
        return Assessment(number, True, number is None, [], cell)
    widened = _least_loss(cell, count)
    culprits = _culprits(cell, number, count) or _together(cell, widened, count)
    return Assessment(number, False, number is None, culprits, widened)


def _passes(cell: Cell, count: Counting) -> bool:
    """Without any reference, the widest teaser may be published, and no other."""
    number = count(cell)
    return number >= K if number is not None else cell.is_widest


def _least_loss(cell: Cell, count: Counting) -> Cell | None:
    return next((wider for wider in _wider(cell) if _passes(wider, count)), None)


def _wider(cell: Cell) -> Iterator[Cell]:
    """Every way to hide some of what is told, the least loss first."""
    told = _told(cell)
    ways = [way for size in range(1, len(told) + 1) for way in combinations(told, size)]
    for way in sorted(ways, key=lambda way: sum(LOSS[field] for field in way)):
        yield _hide(cell, *way)


def _culprits(cell: Cell, number: int | None, count: Counting) -> list[Widening]:
    """Fields whose hiding alone widens the crowd, the most useful first; all that must go when nothing is counted."""
    tried = [Widening(field, _label(cell, field), count(_hide(cell, field))) for field in _told(cell)]
    known = [widening for widening in tried if widening.number_if_widened is not None]
    if number is None and not known:
        return [widening for widening in tried if widening.field != "section"]
    useful = [widening for widening in known if (widening.number_if_widened or 0) > (number or 0)]
    return sorted(useful, key=lambda widening: -(widening.number_if_widened or 0))


def _together(cell: Cell, widened: Cell | None, count: Counting) -> list[Widening]:
    """When hiding one field changes nothing, those that must go together."""
    hidden = [field for field in _told(cell) if widened and getattr(widened, field) != getattr(cell, field)]
    return [Widening(field, _label(cell, field), count(_hide(cell, field))) for field in hidden]


def _told(cell: Cell) -> list[str]:
    return [field for field, widest in WIDEST.items() if getattr(cell, field) != widest]


def _hide(cell: Cell, *fields: str) -> Cell:
    return replace(cell, **{field: WIDEST[field] for field in fields})


def _label(cell: Cell, field: str) -> str:
    if field == "section":
        return f"le secteur « {sections().get(cell.section or '', cell.section)} »"
    if field == "zone":
        return f"la zone « {zones().get(cell.zone, cell.zone)} »"
    if field == "workforce":
        return f"l’effectif « {cell.workforce.label if cell.workforce else ''} »"
    return f"le statut « {cell.statute.label if cell.statute else ''} »"
