"""Reading the reference tables that the product ships (sources and licences: data/README.md)."""

import csv
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of data/<name>.csv, by column name."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def label(row: dict[str, str]) -> str:
    """The label of a row as the pages write it: the tables have straight apostrophes."""
    return row["libelle"].replace("'", "’")
