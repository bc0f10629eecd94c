"""Reads a whole table before anything is kept: every fault is told, by line and column, as in a spreadsheet."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from club_ess.kit.errors import Invalid
from club_ess.kit.forms import Form
from club_ess.kit.text import excerpt
from club_ess.transfers.exchange.columns import COLUMNS, IMPORTED, NICKNAME, NO, PASSED_OVER, RELAY, YES, answers_of
from club_ess.transfers.exchange.inputs import ImportedTeaser
from club_ess.transfers.exchange.tables import read_records

MOST_LINES, MOST_BYTES = 200, 1024 * 1024
TOO_HEAVY = "Ce fichier est trop lourd : 1 Mo au plus."
NOT_UTF8 = "Ce fichier n’est pas en UTF-8 : dans votre tableur, enregistrez-le au format « CSV UTF-8 »."
NOT_CSV = "Ce fichier n’est pas un tableau CSV que nous savons lire : un guillemet ou une cellule pose problème."
NO_HEADER = "La première ligne doit donner les noms des colonnes, comme « annonce », séparés par des points-virgules."
NO_LINE = "Ce fichier n’a pas de ligne à lire sous les noms des colonnes."
TOO_MANY = f"{MOST_LINES} lignes au plus : partagez ce fichier en plusieurs."
COLUMN_OF = {column.field: column.name for column in COLUMNS} | {"nickname": NICKNAME, "may_be_relayed": RELAY}


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell; `column` is empty when it is the whole line."""

    line: int
    column: str
    message: str
    typed: str


@dataclass(frozen=True)
class ReadLine:
    """One line as it was read: what to make of it, or its faults. `shown` is what tells it from the others."""

    line: int
    shown: str
    asked: ImportedTeaser | None
    faults: list[Fault] = field(default_factory=list)


def read_teasers(content: bytes) -> list[ReadLine]:
    """Every line that says something. Raises Invalid on `file` when the table itself cannot be read."""
    records = _records(content)
    header = _header(records[0])
    lines = [_line(number, header, cells) for number, cells in enumerate(records[1:], start=2) if any(cells)]
    if not lines:
        raise Invalid({"file": NO_LINE})
    if len(lines) > MOST_LINES:
        raise Invalid({"file": TOO_MANY})
    return lines


def _records(content: bytes) -> list[list[str]]:
    if len(content) > MOST_BYTES:
        raise Invalid({"file": TOO_HEAVY})
    try:
        records = read_records(content)
    except UnicodeDecodeError:
        raise Invalid({"file": NOT_UTF8}) from None
    except csv.Error:
        raise Invalid({"file": NOT_CSV}) from None
    if not records:
        raise Invalid({"file": NO_LINE})
    return records


def _header(cells: Sequence[str]) -> list[str]:
    """The names of the columns. A name that is none is refused: its answers would be lost without a word."""
    names = [cell.strip().lower() for cell in cells]
    if not set(names) & set(IMPORTED):
        raise Invalid({"file": NO_HEADER})
    unknown = [name for name in names if name not in (*IMPORTED, *PASSED_OVER)]
    if unknown:
        quoted = ", ".join(f"« {excerpt(name, 40)} »" for name in unknown[:5])
        raise Invalid({"file": f"Nous ne connaissons pas ces colonnes : {quoted}."})
    if len(set(names)) < len(names):
        raise Invalid({"file": "Deux colonnes portent le même nom."})
    return names


def _line(number: int, header: Sequence[str], cells: Sequence[str]) -> ReadLine:
    said = dict(zip(header, cells, strict=False))
    shown = excerpt(said.get(NICKNAME) or said.get("annonce") or "", 60)
    if len(cells) > len(header):
        fault = Fault(number, "", "Il y a plus de cellules que de colonnes.", "")
        return ReadLine(number, shown, None, [fault])
    form = Form(ImportedTeaser, _typed(said)).check()
    faults = [_fault(number, name, message, said) for name, message in form.errors.items()]
    return ReadLine(number, shown, form.asked, faults)


def _typed(said: Mapping[str, str]) -> dict[str, Any]:
    relay = said.get(RELAY, "").strip().lower()
    typed = answers_of(said) | ({"may_be_relayed": {YES: True, NO: False}.get(relay, relay)} if relay else {})
    return typed | ({"nickname": said[NICKNAME]} if said.get(NICKNAME, "").strip() else {})


def _fault(number: int, name: str, message: str, said: Mapping[str, str]) -> Fault:
    column = COLUMN_OF.get(name, "")
    return Fault(number, column, message, excerpt(said.get(column, ""), 60))
