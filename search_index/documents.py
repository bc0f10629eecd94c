"""What is indexed: plain frozen data, no row of any database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Place:
    """A commune: INSEE code, name, centre in WGS 84 degrees."""

    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Document:
    """One thing that can be found or matched. What is unknown stays None and is neutral in every score.

    `audience` names the index it lives in ("public" or "members"); `version` is any stamp, compared for
    drift; `owner` is the organisation, so that nobody is matched with themselves; `context` holds words
    around it (the structure that speaks), counted less than its own text; `days` is the size asked or
    offered.
    """

    id: str
    kind: str
    audience: str
    version: str
    owner: str
    title: str
    text: str
    skills: tuple[str, ...] = ()
    sector: str | None = None
    place: Place | None = None
    is_remote: bool = False
    days: float | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    updated_at: datetime | None = None
    context: str = ""
