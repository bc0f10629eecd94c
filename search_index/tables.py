"""The reference tables the engine ships: read once, as plain rows."""

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of `data/<name>.csv`; see `data/README.md` for the columns and their sources."""
    with (files("search_index") / "data" / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
