"""A listing goes on line, sleeps, comes back, ends."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from club_ess.events import ListingExpiring, ListingPublished, ListingSubmitted, ListingWithdrawn
from club_ess.kit import clock, facts
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.sleeping import expire_listings, warn_expiring_listings
from club_ess.transfers.states import ClosingReason, ReviewState
from tests.transfers.actors import Stage

At = Callable[..., str]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The facts that were stated."""
    stated: list[object] = []
    monkeypatch.setattr(facts, "announce", stated.extend)
    return stated


def test_asking_for_a_review_says_what_lacks(stage: Stage, at: At) -> None:
    empty = stage.listing(
        stage.colette, state="draft", routes=[], teaser_text="", workforce=None, target_quarter="2020-T1"
    )
    answer = stage.club.browser(stage.colette).post(at(empty, "soumettre"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for field in ("routes", "teaser_text", "target_quarter"):
        assert f'id="erreur-{field}"' in page


def test_a_teaser_that_is_ready_waits_for_its_review(
    stage: Stage, draft: uuid.UUID, at: At, told: list[object]
) -> None:
    browser = stage.club.browser(stage.colette)
    assert browser.post(at(draft, "soumettre")).status_code == 303
    assert stage.club.get(Listing, draft).state is ReviewState.SUBMITTED
    assert told == [ListingSubmitted(draft)]
    assert "Un modérateur du club lit" in browser.get(at(draft)).get_data(as_text=True)
    assert browser.post(at(draft, "soumettre")).status_code == 409


def test_withdrawing_hides_it_at_once(stage: Stage, at: At, told: list[object]) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.rene)
    repreneur = stage.club.browser(stage.rene)
    assert repreneur.get(f"/transmission/annonces/{listing_id}").status_code == 200
    assert stage.club.browser(stage.colette).post(at(listing_id, "retirer")).status_code == 303
    assert repreneur.get(f"/transmission/annonces/{listing_id}").status_code == 404
    assert ListingWithdrawn(listing_id) in told


def test_it_is_warned_once_then_sleeps_then_wakes_by_one_click(stage: Stage, at: At, told: list[object]) -> None:
    listing_id = stage.listing(stage.colette)
    with stage.club.context():
        assert warn_expiring_listings() == 0
    with clock.travel(timedelta(days=81)), stage.club.context():
        assert (warn_expiring_listings(), warn_expiring_listings(), expire_listings()) == (1, 0, 0)
    with clock.travel(timedelta(days=91)), stage.club.context():
        assert (expire_listings(), expire_listings()) == (1, 0)
    assert stage.club.get(Listing, listing_id).state is ReviewState.ASLEEP
    assert {ListingExpiring(listing_id), ListingWithdrawn(listing_id)} <= set(told)
    assert stage.club.browser(stage.colette).post(at(listing_id, "renouveler")).status_code == 303
    assert stage.club.get(Listing, listing_id).state is ReviewState.PUBLISHED
    assert ListingPublished(listing_id) in told


def test_ending_asks_why_and_the_cedant_alone_decides(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette)
    stage.mandate(listing_id, stage.anne)
    reason = {"reason": "done_here"}
    assert stage.club.browser(stage.anne).post(at(listing_id, "clore"), data=reason).status_code == 403
    browser = stage.club.browser(stage.colette)
    assert browser.post(at(listing_id, "clore")).status_code == 422
    assert browser.post(at(listing_id, "clore"), data=reason).status_code == 303
    assert stage.club.get(Listing, listing_id).closing_reason is ClosingReason.DONE_HERE
    assert stage.club.browser(stage.anne).post(at(listing_id, "rouvrir")).status_code == 403
    assert browser.post(at(listing_id, "rouvrir")).status_code == 303
    assert stage.club.get(Listing, listing_id).state is ReviewState.DRAFT


@pytest.mark.parametrize("state", ["draft", "submitted", "published", "asleep", "closed"])
def test_the_home_says_how_it_stands_in_every_state(stage: Stage, at: At, state: str) -> None:
    listing_id = stage.listing(stage.colette, state=state, review_comment="Dites-en moins sur le bail.")
    page = stage.club.browser(stage.colette).get(at(listing_id)).get_data(as_text=True)
    assert stage.club.get(Listing, listing_id).state.label in page
    assert "Dites-en moins sur le bail." in page
