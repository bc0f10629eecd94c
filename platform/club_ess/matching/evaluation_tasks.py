"""Reading judged folders: docs.jsonl, queries.jsonl and qrels.tsv (query_id, doc_id, score)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILES = ("docs.jsonl", "queries.jsonl", "qrels.tsv")


class BadTask(Exception):
    """The folder cannot be evaluated; the message is French and meant for people."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of docs.jsonl or queries.jsonl; fields it does not know are ignored, missing ones are
    empty."""

    id: str
    type: str
    title: str
    text: str
    structure: str
    commune: str

    @property
    def everything(self) -> str:
        """All its words in one text."""
        return f"{self.title} {self.text} {self.structure}"


@dataclass(frozen=True, slots=True)
class Task:
    """A folder: what is asked, what can answer, and how well each answers."""

    name: str
    docs: list[Record]
    queries: list[Record]
    qrels: dict[str, dict[str, float]]


def read_tasks(root: Path) -> list[Task]:
    """The tasks of a folder of folders (or the folder itself, when it is a task), by name. Raises BadTask."""
    if not root.is_dir():
        raise BadTask(f"le dossier « {root} » n’existe pas.")
    folders = [root] if _is_task(root) else sorted(folder for folder in root.iterdir() if _is_task(folder))
    if not folders:
        raise BadTask(f"« {root} » ne contient aucun dossier avec {', '.join(FILES)}.")
    return [_read_task(folder) for folder in folders]


def _is_task(folder: Path) -> bool:
    return all((folder / name).is_file() for name in FILES)


def _read_task(folder: Path) -> Task:
    docs, queries = _read_records(folder / "docs.jsonl"), _read_records(folder / "queries.jsonl")
    return Task(folder.resolve().name, docs, queries, _read_qrels(folder / "qrels.tsv"))


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTask(f"« {path} » n’est pas un texte UTF-8 lisible ({error}).") from error
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _read_records(path: Path) -> list[Record]:
    records: dict[str, Record] = {}
    for number, line in _lines(path):
        try:
            record = _record(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadTask(f"« {path} », ligne {number} : un objet JSON avec « id » est attendu.") from error
        records[record.id] = record
    return list(records.values())


def _record(row: dict[str, Any]) -> Record:
    def said(*names: str) -> str:
        return next((str(row[name]).strip() for name in names if row.get(name) is not None), "")

    title, text = said("titre", "title"), said("text", "texte")
    if title and text.startswith(title):  # the text repeats the title
        text = text[len(title) :].lstrip(" .\n")
    return Record(str(row["id"]), said("type"), title, text, said("structure"), said("commune"))


def _read_qrels(path: Path) -> dict[str, dict[str, float]]:
    qrels: dict[str, dict[str, float]] = {}
    for number, line in _lines(path):
        cells = line.rstrip("\r").split("\t")
        if cells[0] == "query_id":
            continue
        try:
            query, document, score = cells[0], cells[1], float(cells[2])
        except (IndexError, ValueError) as error:
            raise BadTask(
                f"« {path} », ligne {number} : query_id, doc_id et score séparés par des tabulations."
            ) from error
        qrels.setdefault(query, {})[document] = score
    return qrels
