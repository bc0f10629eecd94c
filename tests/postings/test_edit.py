"""Two people edit the same text; nothing of either is lost."""

from datetime import timedelta
from typing import Any

import pytest

from club_ess.kit import clock
from club_ess.postings.enums import PostingState
from tests.cast import Club
from tests.postings.answers import answers
from tests.postings.trades import Trade, both, facts_of


def edited(trade: Trade, club: Club, **others: Any) -> dict[str, Any]:
    return answers(trade.author(club), organization_id=None, submission=None, **others)


@both
def test_the_form_shows_what_is_kept(club: Club, trade: Trade) -> None:
    posting_id = trade.make(club, days=2.5, commune_code="68224", skills=["bilan", "paie"], is_remote=True)
    page = club.browser(trade.author(club)).get(trade.url(posting_id, "modifier")).get_data(as_text=True)
    for shown in ('value="2,5"', "Mulhouse (68", 'value="bilan, paie"', 'name="version" value="1"'):
        assert shown in page


@both
def test_a_saved_text_replaces_the_old_one(club: Club, trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    posting_id = trade.make(club)
    form = edited(trade, club, title="Un titre tout à fait nouveau", version="1")
    with facts_of(monkeypatch) as facts:
        assert club.browser(trade.author(club)).post(trade.url(posting_id, "modifier"), data=form).status_code == 303
    row = trade.row(club, posting_id)
    assert (row.title, row.version, row.state) == ("Un titre tout à fait nouveau", 2, PostingState.PUBLISHED)
    assert facts == [trade.published]


@both
def test_a_draft_is_saved_quietly_or_published(club: Club, trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    posting_id = trade.make(club, state=PostingState.DRAFT, published_at=None, expires_at=None)
    browser = club.browser(trade.author(club))
    with facts_of(monkeypatch) as facts:
        browser.post(trade.url(posting_id, "modifier"), data=edited(trade, club, version="1"))
        assert facts == []
        assert trade.row(club, posting_id).state is PostingState.DRAFT
        browser.post(trade.url(posting_id, "modifier"), data=edited(trade, club, version="2", publish="1"))
    assert facts == [trade.published]
    assert trade.row(club, posting_id).state is PostingState.PUBLISHED


@both
def test_a_stale_edit_shows_both_texts_then_saves(club: Club, trade: Trade) -> None:
    posting_id = trade.make(club, title="Le titre de départ")
    browser = club.browser(trade.author(club))
    early = edited(trade, club, title="Le titre de la première", version="1")
    browser.post(trade.url(posting_id, "modifier"), data=early)
    late = edited(trade, club, title="Le titre de la seconde", commune_code="Illzach", version="1")
    answer = browser.post(trade.url(posting_id, "modifier"), data=late)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Le titre de la première" in page
    assert 'value="Le titre de la seconde"' in page
    assert "Mulhouse (68" in page
    assert 'value="Illzach"' in page
    assert 'name="version" value="2"' in page
    assert trade.row(club, posting_id).title == "Le titre de la première"
    again = browser.post(trade.url(posting_id, "modifier"), data=late | {"version": "2"})
    assert again.status_code == 303
    assert trade.row(club, posting_id).title == "Le titre de la seconde"


@both
def test_all_errors_of_an_edit_show_at_once(club: Club, trade: Trade) -> None:
    posting_id = trade.make(club)
    bad = {"title": "Non", "description": "Trop court", "skills": ",,", "size": "", "days": "beaucoup", "version": "1"}
    answer = club.browser(trade.author(club)).post(trade.url(posting_id, "modifier"), data=bad)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for name in ("title", "description", "skills", "size", "days"):
        assert f'id="erreur-{name}"' in page
    assert "Trop court" in page
    assert "beaucoup" in page
    assert trade.row(club, posting_id).version == 1


@both
def test_a_mission_under_way_keeps_its_past_start_but_is_not_moved_to_the_past(club: Club, trade: Trade) -> None:
    begun = clock.today() - timedelta(days=5)
    posting_id = trade.make(club, starts_on=begun)
    browser = club.browser(trade.author(club))
    kept = edited(trade, club, version="1", starts_on=begun.isoformat())
    assert browser.post(trade.url(posting_id, "modifier"), data=kept).status_code == 303
    moved = edited(trade, club, version="2", starts_on=(begun - timedelta(days=1)).isoformat())
    answer = browser.post(trade.url(posting_id, "modifier"), data=moved)
    assert answer.status_code == 422
    assert 'id="erreur-starts_on"' in answer.get_data(as_text=True)


@both
def test_the_organization_and_the_author_stay(club: Club, trade: Trade) -> None:
    posting_id = trade.make(club)
    before = trade.row(club, posting_id)
    charlie = club.charlie
    theirs = {"organization_id": str(charlie.organization_id), "author_id": str(charlie.id), "state": "closed"}
    forged = edited(trade, club, version="1") | theirs
    club.browser(trade.author(club)).post(trade.url(posting_id, "modifier"), data=forged)
    row = trade.row(club, posting_id)
    assert (row.organization_id, row.author_id, row.state) == (before.organization_id, before.author_id, before.state)
    assert row.version == 2
