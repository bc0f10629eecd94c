"""The demonstration shows every step of a transmission, made through the product's own operations."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.demo import load
from club_ess.demo.content import DATA, read_transfers
from club_ess.demo.transfer_papers import paper
from club_ess.demo.transfers import SIGN_INS, SOURCE
from club_ess.extensions import db
from club_ess.kit import clock, outbox
from club_ess.kit.pdf import page_count, watermark
from club_ess.matching.transfers.models import TransferMatch
from club_ess.threads.models import Message
from club_ess.transfers.anonymity.counting import what_is_loaded
from club_ess.transfers.anonymity.giveaways import giveaways
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach, FollowUp, Grant
from club_ess.transfers.approaches.policies import visible_approaches
from club_ess.transfers.listings.models import Document, Listing
from club_ess.transfers.listings.policies import held_listings, readable_teasers
from club_ess.transfers.projects.models import Project
from club_ess.transfers.states import ReviewState
from tests.cast import Club
from tests.demo.small_club import write_small_club
from tests.demo.test_content import texts

ROWS = read_transfers(DATA / "transfers.json")
KEPT = (Project, Listing, Document, Approach, Grant, FollowUp, Message)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_club(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def loaded(club: Club, small: Path) -> Iterator[Club]:
    with club.context():
        load.load_demo(lambda done, total, what: None, small)
        yield club


def somebody(email: str) -> Person:
    return db.session.scalars(select(Person).where(Person.email == email)).one()


def counts() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(model)) or 0 for model in KEPT]


def states(model: type[Any]) -> set[Any]:
    return set(db.session.scalars(select(model.state)))


def test_every_step_is_there_to_be_seen(loaded: Club) -> None:
    assert states(Approach) == set(ApproachState)
    assert states(Listing) == states(Project) == set(ReviewState)
    assert db.session.scalars(select(TransferMatch)).first() is not None
    answered = select(FollowUp).where(FollowUp.answered_at.is_not(None))
    assert db.session.scalars(answered).one().months == 6
    assert db.session.scalars(select(Listing.expires_at).where(Listing.state == "published")).all()
    assert outbox.status() == {"waiting": 0, "failing": 0, "dead": 0}


def test_colette_rene_and_anne_find_each_other(loaded: Club) -> None:
    colette, rene, anne = (somebody(email) for _, _, email in SIGN_INS)
    listing = db.session.scalars(held_listings(colette)).one()
    assert db.session.scalars(held_listings(anne)).one() is listing
    assert listing in db.session.scalars(readable_teasers(rene)).all()
    approaches = {(each.listing_id, each.state) for each in db.session.scalars(visible_approaches(rene))}
    assert (listing.id, ApproachState.ACCESS) in approaches
    charlie = somebody("charlie@exemple.test")
    assert not db.session.scalars(readable_teasers(charlie)).all()


def test_the_counts_say_that_they_are_invented(loaded: Club) -> None:
    counted = what_is_loaded()
    assert counted is not None
    assert counted.source == SOURCE
    assert "inventés" in SOURCE


def test_everything_happened_before_now(loaded: Club) -> None:
    for model, column in ((Approach, "since"), (Message, "created_at"), (Grant, "granted_at"), (Document, "added_at")):
        assert all(instant <= clock.now() for instant in db.session.scalars(select(getattr(model, column))))


def test_a_load_cut_in_the_middle_of_an_approach_goes_on(
    club: Club, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(Exception):
        pass

    def cut(done: int, total: int, what: str) -> None:
        if what == "Les rappels":
            raise PowerCutError

    with club.context():
        with pytest.raises(PowerCutError):
            load.load_demo(cut, small)
        half = counts()
        load.load_demo(lambda done, total, what: None, small)
        assert counts() == half


@pytest.mark.parametrize("row", ROWS["listings"], ids=lambda row: row["key"])
def test_no_teaser_tells_whose_it_is(row: dict[str, Any]) -> None:
    owner = next(each for each in ROWS["people"] if each["key"] == row["owner"])
    names = [each["name"] for each in ROWS["organizations"] if each["key"] == owner["organization"]]
    whose = f"{owner['first_name']} {owner['last_name']}"
    assert giveaways(row["teaser"]["teaser_text"], names=names, people=[whose]) == []


def test_nobody_real_can_be_written_to_or_called() -> None:
    for text in texts(ROWS):
        assert not re.search(r"\b0\d([ .\u00a0]?\d\d){4}\b", text), text
        assert all(address == "exemple.test" for address in re.findall(r"@([\w.-]+)", text)), text
        assert "http" not in text
        assert not re.search(r" [;:!?»]|« ", text), text


def test_a_paper_can_be_marked_with_the_name_of_its_reader() -> None:
    marked = watermark(paper("Comptes", ["Résultat : 31 200 €"]), ["René Baldeck"])
    assert page_count(marked) == 1
    text = PdfReader(io.BytesIO(marked)).pages[0].extract_text()
    assert "31 200 €" in text
    assert "René Baldeck" in text
