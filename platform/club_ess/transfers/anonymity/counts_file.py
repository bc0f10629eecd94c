"""The file of counts: what `sirene build` writes and `sirene load` checks. Its format: docs/establishments.md."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from club_ess.reference.sectors import sections
from club_ess.reference.zones import M2A, zones
from club_ess.transfers.anonymity.counting import Count
from club_ess.transfers.enums import Statute, Workforce

if TYPE_CHECKING:
    from _csv import Reader

COLUMNS = ["section", "zone", "workforce", "statute", "number"]
SIZES = {size.value: size for size in Workforce}
STATUTES = {"": None} | {statute.value: statute for statute in Statute}
MOST = 10_000_000
LONGEST = 20_000


class BadFile(Exception):
    """What is wrong, in French, with the number of the line."""


def write_counts(counts: Iterable[Count], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for line in counts:
            out.writerow([line.section, line.zone, line.workforce.value, line.statute or "", line.number])


def read_counts(path: Path) -> list[Count]:
    """The counts of a file, all of them right; raises BadFile for the first that is not."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            counts = list(_lines(csv.reader(file)))
    except UnicodeDecodeError as error:
        raise BadFile("Ce fichier n’est pas en UTF-8.") from error
    except csv.Error as error:
        raise BadFile(f"Ce fichier n’est pas un CSV lisible : {error}") from error
    _check_whole(counts)
    return counts


def _lines(reader: "Reader") -> Iterator[Count]:
    if next(reader, None) != COLUMNS:
        raise BadFile(f"Ligne 1 : les colonnes doivent être {', '.join(COLUMNS)}.")
    seen: set[tuple[object, ...]] = set()
    for cells in reader:
        if not cells:
            continue
        try:
            line = _read(cells)
        except ValueError as error:
            raise BadFile(f"Ligne {reader.line_num} : {error}") from error
        key = (line.section, line.zone, line.workforce, line.statute)
        if key in seen:
            raise BadFile(f"Ligne {reader.line_num} : cette case est déjà comptée plus haut.")
        if len(seen) == LONGEST:
            raise BadFile(f"Ce fichier a plus de {LONGEST} lignes : est-ce bien celui que « sirene build » écrit ?")
        seen.add(key)
        yield line


def _read(cells: list[str]) -> Count:
    """Raises ValueError with the sentence to show."""
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} colonne(s) au lieu de {len(COLUMNS)}.")
    section, zone, workforce, statute, number = (cell.strip() for cell in cells)
    _check("section", section, sections())
    _check("zone", zone, [code for code in zones() if code != M2A])
    _check("workforce", workforce, SIZES)
    _check("statute", statute, STATUTES)
    if not (number.isascii() and number.isdigit()) or int(number[:12]) > MOST:
        raise ValueError(f"number : « {number[:40]} » n’est pas un nombre entier.")
    return Count(section, zone, SIZES[workforce], STATUTES[statute], int(number))


def _check(column: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise ValueError(f"{column} : « {value[:40]} » n’est pas connu ({', '.join(filter(None, known))}).")


def _check_whole(counts: list[Count]) -> None:
    """A statute is a part of a whole: more of them than establishments would make a crowd that is not there."""
    whole = {(c.section, c.zone, c.workforce): c.number for c in counts if c.statute is None}
    if not whole:
        raise BadFile("Ce fichier ne compte aucun établissement toutes structures confondues (statute vide).")
    for c in counts:
        if c.statute and c.number > whole.get((c.section, c.zone, c.workforce), 0):
            cell = f"{c.section}, {c.zone}, {c.workforce.value}"
            raise BadFile(f"Case {cell} : {c.number} structures « {c.statute.value} » pour moins d’établissements.")
