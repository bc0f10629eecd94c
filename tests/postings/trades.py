"""The two rooms that share postings, so that what is true of both is tested on both."""

import uuid
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import event

from club_ess.extensions import db
from club_ess.needs.models import Need
from club_ess.needs.operations import expire_needs
from club_ess.patronage.models import Offer
from club_ess.patronage.operations import expire_offers
from club_ess.postings.models import Posting
from tests.cast import Club, Somebody


@dataclass(frozen=True)
class Trade:
    """`path` of the room, who of the cast posts in it, and who works with them."""

    path: str
    model: type[Posting]
    poster: str
    published: str
    closed: str
    expire: Callable[[], int]

    def author(self, club: Club) -> Somebody:
        return getattr(club, self.poster)

    def make(self, club: Club, **values: Any) -> uuid.UUID:
        """A published one, unless told otherwise."""
        make = club.need if self.model is Need else club.offer
        return make(self.author(club), **values)

    def row(self, club: Club, posting_id: uuid.UUID) -> Any:
        return club.get(self.model, posting_id)

    def url(self, posting_id: uuid.UUID, verb: str = "") -> str:
        return f"/{self.path}/{posting_id}{'/' if verb else ''}{verb}"


NEEDS = Trade("besoins", Need, "alice", "NeedPublished", "NeedClosed", expire_needs)
OFFERS = Trade("offres", Offer, "bob", "OfferPublished", "OfferClosed", expire_offers)
both = pytest.mark.parametrize("trade", [NEEDS, OFFERS], ids=["needs", "offers"])


@contextmanager
def facts_of(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The names of the facts recorded meanwhile."""
    names: list[str] = []
    from club_ess.postings import lifecycle

    record = lifecycle.record
    monkeypatch.setattr(lifecycle, "record", lambda fact: (names.append(type(fact).__name__), record(fact)))
    yield names


@contextmanager
def counted_queries(club: Club) -> Any:
    """The SELECTs sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            sent.append(statement)

    with club.context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
