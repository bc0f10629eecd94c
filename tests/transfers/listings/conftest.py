"""A cédant at work, and the addresses of one preparation."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests.transfers.actors import Stage

TEASER = {
    "section": "C", "zone": "m2a", "turnover": "100k-500k", "price": "50k-200k", "routes": ["share_sale", "scop"],
    "timetable": "year", "target_quarter": "",
    "teaser_text": "Un métier de la main, un carnet de commandes rempli, une équipe stable qui attend la suite.",
}


@pytest.fixture
def at() -> Callable[..., str]:
    """`at(listing_id)` is the home of a preparation, `at(listing_id, "modifier")` one of its pages."""

    def url(listing_id: uuid.UUID, page: str = "") -> str:
        return f"/transmission/mes-annonces/{listing_id}" + (f"/{page}" if page else "")

    return url


@pytest.fixture
def draft(stage: Stage) -> uuid.UUID:
    """A draft of Colette whose teaser may be published without any reference counts."""
    return stage.listing(stage.colette, state="draft", published_at=None, expires_at=None, workforce=None)


def teaser(version: int, **values: Any) -> dict[str, Any]:
    """A whole teaser as its form sends it."""
    return TEASER | {"version": version} | values
