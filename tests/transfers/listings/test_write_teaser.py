"""The teaser: written, compared, reviewed again when it changes, and never more than what was asked."""

import uuid
from collections.abc import Callable

import pytest

from club_ess.events import ListingSubmitted, ListingWithdrawn
from club_ess.kit import facts
from club_ess.transfers.listings.inputs import EditTeaser
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.states import ReviewState
from tests.transfers.actors import Stage
from tests.transfers.listings.conftest import teaser

At = Callable[..., str]


def _save(stage: Stage, listing_id: uuid.UUID, at: At, **values: object) -> int:
    row = stage.club.get(Listing, listing_id)
    data = teaser(**({"version": row.version} | values))
    return stage.club.browser(stage.colette).post(at(listing_id, "modifier"), data=data).status_code


def test_the_teaser_is_kept_as_it_was_written(stage: Stage, draft: uuid.UUID, at: At) -> None:
    assert _save(stage, draft, at, workforce="10-49", target_quarter="2028-T2", may_be_relayed="1") == 303
    row = stage.club.get(Listing, draft)
    assert (row.workforce, row.target_quarter, row.may_be_relayed) == ("10-49", "2028-T2", True)
    assert row.routes == ["share_sale", "scop"]
    assert row.state is ReviewState.DRAFT


def test_every_error_is_next_to_its_field_and_nothing_typed_is_lost(stage: Stage, draft: uuid.UUID, at: At) -> None:
    version = stage.club.get(Listing, draft).version
    data = teaser(version, section="ZZ", target_quarter="2001-T1", teaser_text="Mon texte reste là.")
    answer = stage.club.browser(stage.colette).post(at(draft, "modifier"), data=data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="erreur-section"' in page
    assert 'id="erreur-target_quarter"' in page
    assert "Mon texte reste là." in page


@pytest.mark.parametrize("state", ["published", "asleep"])
def test_a_teaser_that_was_on_line_is_read_again_before_it_comes_back(
    stage: Stage, at: At, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing_id = stage.listing(stage.colette, state=state, workforce=None)
    warning = stage.club.browser(stage.colette).get(at(listing_id, "modifier")).get_data(as_text=True)
    assert "elle quitte le site le temps qu’un modérateur la relise" in warning
    told: list[object] = []
    monkeypatch.setattr(facts, "announce", told.extend)
    assert _save(stage, listing_id, at) == 303
    assert stage.club.get(Listing, listing_id).state is ReviewState.SUBMITTED
    assert {ListingSubmitted(listing_id), ListingWithdrawn(listing_id)} <= set(told)


def test_saying_again_the_same_teaser_keeps_it_on_line(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette, workforce=None)
    assert _save(stage, listing_id, at) == 303
    stage.club.browser(stage.colette).post(at(listing_id, "retirer"))
    assert _save(stage, listing_id, at) == 303
    stage.club.browser(stage.colette).post(at(listing_id, "soumettre"))
    row = stage.club.get(Listing, listing_id)
    assert row.state is ReviewState.SUBMITTED
    assert _save(stage, listing_id, at, may_be_relayed="1") == 303
    assert stage.club.get(Listing, listing_id).submitted_at == row.submitted_at


def test_two_people_who_write_at_once_see_both_texts(stage: Stage, draft: uuid.UUID, at: At) -> None:
    stage.mandate(draft, stage.anne)
    version = stage.club.get(Listing, draft).version
    first = stage.club.browser(stage.anne).post(
        at(draft, "modifier"), data=teaser(version, teaser_text="Le texte d’Anne, qui vient d’être enregistré.")
    )
    assert first.status_code == 303
    second = stage.club.browser(stage.colette).post(
        at(draft, "modifier"), data=teaser(version, teaser_text="Le texte de Colette, écrit au même moment.")
    )
    page = second.get_data(as_text=True)
    assert second.status_code == 409
    assert "Le texte d’Anne, qui vient" in page
    assert "Le texte de Colette, écrit" in page
    assert stage.club.get(Listing, draft).teaser_text.startswith("Le texte d’Anne")


def test_posting_every_column_changes_only_what_was_asked(stage: Stage, draft: uuid.UUID, at: At) -> None:
    before = stage.club.get(Listing, draft)
    columns = {column.name for column in Listing.__table__.columns} - set(EditTeaser.model_fields)
    others = {"owner_id": str(stage.xavier.id), "organization_id": str(stage.xavier.organization_id)}
    strange = dict.fromkeys(columns, "published") | others
    data = strange | teaser(before.version)
    assert stage.club.browser(stage.colette).post(at(draft, "modifier"), data=data).status_code == 303
    after = stage.club.get(Listing, draft)
    kept = ("owner_id", "nickname", "organization_id", "siren", "state", "review_comment", "published_at", "expires_at",
            "submitted_at", "reviewed_by_id", "reviewed_at", "warned_at", "closed_at", "closing_reason", "created_at")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert after.teaser_text == data["teaser_text"]


def test_a_closed_teaser_is_not_changed(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette, state="closed")
    assert _save(stage, listing_id, at) == 409
