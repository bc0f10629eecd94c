"""Documents that look like a club's: sentences of the demonstration club shuffled together, with the words of the
thesaurus and of the ROME trades, about a hundred words each. The same seed gives the same documents."""

import csv
import json
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files

from search_index import Document, Place

WORDS = 100
COMMUNES = [
    Place(f"68{number:03d}", f"Commune {number}", 47.5 + number % 20 / 20, 7.0 + number / 120)
    for number in range(60)
]
THEMES = ("finance", "numérique", "juridique", "communication", "bois", "mobilité", "alimentation", "soin")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=1)
def _sentences() -> list[str]:
    folder = files("club_ess") / "demo" / "data"
    rows = [row for name in ("needs", "offers") for row in json.loads((folder / f"{name}.json").read_text("utf-8"))]
    text = " ".join(row["description"] for row in rows)
    return [sentence.strip() for sentence in re.split(r"(?<=[.!?])\s+", text) if len(sentence) > 20]


@lru_cache(maxsize=1)
def _table(name: str) -> list[dict[str, str]]:
    with (files("search_index") / "data" / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=1)
def skills() -> list[str]:
    """The labels of the thesaurus."""
    return [row["competence"] for row in _table("thesaurus_competences")]


@lru_cache(maxsize=1)
def _trades() -> list[str]:
    return [row["appellation"].split(" / ")[0] for row in _table("rome_appellations")]


def documents(count: int, seed: int = 1) -> Iterator[Document]:
    """Half needs, half offers, each of its own organisation."""
    dice = random.Random(seed)
    for number in range(count):
        chosen = tuple(dice.sample(skills(), dice.choice((0, 1, 1, 2))))
        place = dice.choice(COMMUNES)
        yield Document(
            id=str(number),
            kind=("need", "offer")[number % 2],
            audience="public" if number % 5 else "members",
            version="1",
            owner=f"organization {number}",
            title=f"{dice.choice(_trades())} : {dice.choice(skills())}",
            text=_text(dice),
            skills=chosen,
            place=place,
            days=dice.choice((None, 1, 3, 10)),
            facets={"commune": (place.code,), "theme": (dice.choice(THEMES),)},
            updated_at=EPOCH + timedelta(minutes=number),
        )


def _text(dice: random.Random) -> str:
    parts: list[str] = []
    length = 0
    while length < WORDS:
        part = dice.choice(_sentences()) if dice.random() < 0.8 else f"{dice.choice(_trades())}."
        parts.append(part)
        length += part.count(" ") + 1
    return " ".join(parts)
