"""Reading one of INSEE's stock files: a CSV, or the zip that holds it, one line at a time."""

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import IO

from club_ess.transfers.anonymity.counts_file import BadFile

EVERY = 100_000
UNREADABLE = (csv.Error, UnicodeDecodeError, zipfile.BadZipFile, zlib.error, EOFError, BadFile)

Told = Callable[[int, int], None]
"""Called now and then with the bytes read and their total."""


def stock_rows(path: Path, columns: list[str], tell: Told = lambda done, total: None) -> Iterator[tuple[str, ...]]:
    """The given columns of each line. Raises BadFile, with the line's number, for what is not a stock file."""
    with _opened(path) as (raw, total), io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text)
        try:
            header = next(reader, [])
            wanted = itemgetter(*_positions(header, columns))
            for row in reader:
                if len(row) != len(header):
                    raise BadFile(f"{len(row)} colonnes au lieu de {len(header)} : le fichier est-il entier ?")
                if reader.line_num % EVERY == 0:
                    tell(raw.tell(), total)
                yield wanted(row)
        except UNREADABLE as error:
            raise BadFile(f"{path.name}, ligne {max(reader.line_num, 1)} : {_sentence(error)}") from error
        tell(total, total)


def _positions(header: list[str], columns: list[str]) -> list[int]:
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadFile(f"il manque {', '.join(missing)}. Est-ce bien le fichier de l’INSEE, au format CSV ?")
    return [header.index(column) for column in columns]


def _sentence(error: Exception) -> str:
    if isinstance(error, BadFile):
        return str(error)
    if isinstance(error, UnicodeDecodeError):
        return "le texte n’est pas en UTF-8. Est-ce bien le fichier de l’INSEE, au format CSV ?"
    return f"le fichier est abîmé ou incomplet ({error})."


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The CSV's bytes, and how many there are."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield file, path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive:
        inside = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".csv")]
        if len(inside) != 1:
            raise BadFile(f"{path.name} contient {len(inside)} fichiers CSV : il en faut exactement un.")
        with _entry(archive, inside[0]) as entry:
            yield entry, inside[0].file_size


def _entry(archive: zipfile.ZipFile, inside: zipfile.ZipInfo) -> IO[bytes]:
    """Some archives are made with a compression that Python does not read, or with a password."""
    try:
        return archive.open(inside)
    except RuntimeError as error:
        raise BadFile("Cette archive ne s’ouvre pas ici : décompressez-la, et donnez le fichier CSV.") from error
