"""The columns of the exchanged tables, and how each answer of a teaser is written in a cell and read back.

docs/exchange.md is tested against this module.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from club_ess.reference.sectors import sections
from club_ess.reference.zones import zones
from club_ess.transfers.enums import (
    Price,
    Result,
    Route,
    Statute,
    Support,
    Timetable,
    TransferReason,
    Turnover,
    Worded,
    Workforce,
)

BETWEEN = " | "
NICKNAME, RELAY, STATE, REFERENCE = "nom_de_travail", "relais", "etat", "reference"
YES, NO = "oui", "non"


@dataclass(frozen=True)
class Column:
    """One column: its name in the header, the field of the teaser, and its words when they are counted."""

    name: str
    field: str
    words: type[Worded] | None = None


COLUMNS = (
    Column("secteur", "section"), Column("zone", "zone"), Column("effectif", "workforce", Workforce),
    Column("chiffre_affaires", "turnover", Turnover), Column("resultat", "result", Result),
    Column("prix", "price", Price), Column("qualite", "statute", Statute), Column("motif", "reason", TransferReason),
    Column("voies", "routes", Route), Column("presence", "support", Support),
    Column("reprise", "timetable", Timetable), Column("trimestre", "target_quarter"),
    Column("annonce", "teaser_text"),
)
TEASER_HEADER = tuple(column.name for column in COLUMNS)
IMPORTED = (NICKNAME, *TEASER_HEADER, RELAY)  # what a file may bring
PASSED_OVER = (STATE, REFERENCE)  # what exports say, and imports do not take


def cells_of(teaser: Any) -> dict[str, str]:
    """The teaser of a listing, by column: labels, because a spreadsheet turns « 1-9 » into a date."""
    return {column.name: _written(getattr(teaser, column.field)) for column in COLUMNS}


def _written(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(Route(route).label for route in value)
    return "" if value is None else str(getattr(value, "label", value))


def answers_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """What the form of the teaser would have been sent. A word that is none stays as typed, to be refused there."""
    return {column.field: _read(column, cells[column.name]) for column in COLUMNS if cells.get(column.name, "").strip()}


def _read(column: Column, cell: str) -> Any:
    if column.field == "routes":
        return [_code(cell_part, _words(column)) for cell_part in cell.split("|") if cell_part.strip()]
    if column.field in ("target_quarter", "teaser_text"):
        return cell
    return _code(cell, _words(column))


def _words(column: Column) -> Mapping[str, str]:
    """Label by code."""
    if column.words is not None:
        return dict(column.words.choices())
    return sections() if column.field == "section" else zones()


def _code(cell: str, words: Mapping[str, str]) -> str:
    """A code, or a label whatever its case and accents; otherwise the cell as it is."""
    typed = cell.strip()
    wanted = _plain(typed)
    return next((code for code, label in words.items() if wanted in (_plain(code), _plain(label))), typed)


def _plain(text: str) -> str:
    """Without case, accents, nor the difference between the apostrophes and the spaces that people type."""
    bare = (c for c in unicodedata.normalize("NFKD", text.replace("’", "'")) if not unicodedata.combining(c))
    return " ".join("".join(bare).casefold().split())
