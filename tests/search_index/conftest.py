"""A small club for the engine: Alice's association asks, Bob's company offers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search_index import Catalogue, Document
from tests.search_index.club import alice_asks, bob_offers, carpenter_offers, members_offer


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def club() -> list[Document]:
    return [alice_asks(), bob_offers(), carpenter_offers(), members_offer()]


@pytest.fixture
def catalogue(root: Path, club: list[Document]) -> Iterator[Catalogue]:
    catalogue = Catalogue(root)
    catalogue.rebuild(club)
    yield catalogue
    catalogue.close()
