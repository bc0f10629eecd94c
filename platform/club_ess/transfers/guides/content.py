"""What the guides say, read once from texts/: a Markdown file a route, the steps of a transmission, who accompanies.

A text begins with its facts in TOML between two lines `+++`. These texts are ours, so their Markdown is trusted.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from club_ess.transfers.enums import Route
from club_ess.transfers.milestones import SLUGS

TEXTS = Path(__file__).parent / "texts"
_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Adviser:
    """Who accompanies. `site` is a domain name, None when we are not certain of it."""

    slug: str
    name: str
    full_name: str
    does: str
    steps: tuple[str, ...]
    site: str | None = None


@dataclass(frozen=True)
class LifeStep:
    """One step: what each side does, and what the platform protects. `number` is 0 for the preparation."""

    key: str
    number: int
    name: str
    cedant: str
    repreneur: str
    protection: str

    @property
    def advisers(self) -> list[Adviser]:
        return support_for(self.key)


@dataclass(frozen=True)
class Guide:
    """A way to transmit. `law` are keys of the legal parameters that matter to it."""

    route: Route
    slug: str
    title: str
    summary: str
    body_html: Markup
    for_whom: str
    who_decides: str
    how_long: str
    advisers: tuple[Adviser, ...]
    law: tuple[str, ...]


@cache
def guides() -> dict[str, Guide]:
    """The guide of each route, by slug, in the order of the routes."""
    return {SLUGS[route]: _guide(route) for route in Route}


def _guide(route: Route) -> Guide:
    slug = SLUGS[route]
    _, head, body = (TEXTS / f"{slug}.md").read_text(encoding="utf-8").split("+++\n", 2)
    facts = tomllib.loads(head)
    if facts.pop("route") != route.value:
        raise ValueError(f"{slug}.md is about another route")
    chosen = tuple(advisers()[name] for name in facts.pop("advisers"))
    law = tuple(facts.pop("law"))
    html = Markup(_markdown.render(body))  # noqa: S704 our own text, without raw HTML
    return Guide(route=route, slug=slug, body_html=html, advisers=chosen, law=law, **facts)


@cache
def life() -> tuple[LifeStep, ...]:
    """The steps in time order: the preparation, then the nine others."""
    return tuple(LifeStep(number=number, **row) for number, row in enumerate(_rows("steps", "step")))


@cache
def advisers() -> dict[str, Adviser]:
    return {row["slug"]: Adviser(**(row | {"steps": tuple(row["steps"])})) for row in _rows("advisers", "adviser")}


def support_for(step: str) -> list[Adviser]:
    """Who helps at that step (its key: « prepare », « nda », « sale »…). Raises KeyError for an unknown one."""
    if step not in {known.key for known in life()}:
        raise KeyError(step)
    return [adviser for adviser in advisers().values() if step in adviser.steps]


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((TEXTS / f"{file}.toml").read_text(encoding="utf-8"))[table]
    return rows
