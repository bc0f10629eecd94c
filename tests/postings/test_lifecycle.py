"""Draft, published, renewed, closed, published again: on needs and on offers alike."""

import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.states import Transition
from club_ess.postings.enums import ClosingReason, PostingState
from club_ess.postings.states import MOVES
from tests.cast import Club
from tests.postings.answers import answers
from tests.postings.trades import NEEDS, Trade, both, facts_of

VERBS = {"publier": PostingState.PUBLISHED, "clore": PostingState.CLOSED, "renouveler": PostingState.PUBLISHED}


@both
def test_closing_asks_why_and_takes_it_off_the_list(club: Club, trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    posting_id = trade.make(club, title="Un texte que l’on retire")
    browser = club.browser(trade.author(club))
    page = browser.get(trade.url(posting_id)).get_data(as_text=True)
    assert "Pour quelle raison" in page
    assert "Arrivé à échéance" not in page
    for missing in ({}, {"reason": "expired"}, {"reason": "caprice"}):
        refused = browser.post(trade.url(posting_id, "clore"), data=missing)
        assert refused.status_code == 422
        assert 'id="erreur-reason"' in refused.get_data(as_text=True)
    with facts_of(monkeypatch) as facts:
        assert browser.post(trade.url(posting_id, "clore"), data={"reason": "filled_here"}).status_code == 303
    assert facts == [trade.closed]
    row = trade.row(club, posting_id)
    assert (row.state, row.closing_reason) == (PostingState.CLOSED, ClosingReason.FILLED_HERE)
    assert "Un texte que l’on retire" not in club.browser().get(f"/{trade.path}").get_data(as_text=True)
    assert club.browser().get(trade.url(posting_id)).status_code == 404
    assert "trouvé grâce au club" in browser.get(trade.url(posting_id)).get_data(as_text=True)


@both
def test_what_was_closed_may_be_published_again(club: Club, trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = {"state": PostingState.CLOSED, "closing_reason": ClosingReason.NO_ANSWER, "closed_at": clock.now()}
    posting_id = trade.make(club, **closed)
    with facts_of(monkeypatch) as facts:
        assert club.browser(trade.author(club)).post(trade.url(posting_id, "publier")).status_code == 303
    row = trade.row(club, posting_id)
    assert (row.state, row.closing_reason, row.closed_at) == (PostingState.PUBLISHED, None, None)
    assert row.expires_at > clock.now() + timedelta(days=89)
    assert facts == [trade.published]


@both
def test_renewing_gives_ninety_days_from_now(club: Club, trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    posting_id = trade.make(club, expires_at=clock.now() + timedelta(days=3))
    with facts_of(monkeypatch) as facts:
        assert club.browser(trade.author(club)).post(trade.url(posting_id, "renouveler")).status_code == 303
    assert trade.row(club, posting_id).expires_at > clock.now() + timedelta(days=89)
    assert facts == [trade.published]


@both
def test_a_draft_with_a_date_gone_by_is_corrected_before_it_is_published(club: Club, trade: Trade) -> None:
    yesterday = clock.today() - timedelta(days=1)
    posting_id = trade.make(club, state=PostingState.DRAFT, published_at=None, expires_at=None, starts_on=yesterday)
    refused = club.browser(trade.author(club)).post(trade.url(posting_id, "publier"))
    assert refused.status_code == 422
    assert 'id="erreur-starts_on"' in refused.get_data(as_text=True)
    assert trade.row(club, posting_id).state is PostingState.DRAFT


@both
def test_after_ninety_days_it_closes_by_itself(club: Club, trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    left, kept = trade.make(club), trade.make(club, expires_at=clock.now() + timedelta(days=200))
    with facts_of(monkeypatch) as facts, club.context():
        assert trade.expire() == 0
        with clock.travel(timedelta(days=91)):
            assert trade.expire() == 1
            assert trade.expire() == 0
    row = trade.row(club, left)
    assert (row.state, row.closing_reason) == (PostingState.CLOSED, ClosingReason.EXPIRED)
    assert trade.row(club, kept).state is PostingState.PUBLISHED
    assert facts == [trade.closed]
    with club.context():
        (log,) = db.session.scalars(select(Transition).where(Transition.subject_id == left))
    assert (log.actor_id, log.reason, log.to_state) == (None, "expired", "closed")


@both
@pytest.mark.parametrize("verb", ["publier", "renouveler", "clore", "modifier"])
def test_only_its_organization_moves_it(club: Club, trade: Trade, verb: str) -> None:
    published = trade.make(club)
    draft = trade.make(club, state=PostingState.DRAFT, title="Un brouillon caché")
    form = {"reason": "filled_here"}
    assert club.browser().post(trade.url(published, verb), data=form).status_code == 303
    assert club.browser(club.charlie).post(trade.url(published, verb), data=form).status_code == 403
    assert club.browser(club.charlie).post(trade.url(draft, verb), data=form).status_code == 404
    assert club.browser(club.eve).post(trade.url(published, verb), data=form).status_code == 303
    assert trade.row(club, published).version == 1
    assert trade.row(club, draft).version == 1


@both
def test_moves_that_the_table_does_not_know_are_a_conflict(club: Club, trade: Trade) -> None:
    browser = club.browser(trade.author(club))
    closed = {"state": PostingState.CLOSED, "closing_reason": ClosingReason.NO_ANSWER, "closed_at": clock.now()}
    online, offline = trade.make(club), trade.make(club, **closed)
    assert browser.post(trade.url(online, "publier")).status_code == 409
    assert browser.post(trade.url(offline, "clore"), data={"reason": "filled_here"}).status_code == 409
    assert browser.post(trade.url(offline, "renouveler")).status_code == 409


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=6), number=st.integers())
def test_no_sequence_of_clicks_leaves_the_table(club: Club, verbs: list[str], number: int) -> None:
    browser = club.browser(club.alice)
    title = f"Une suite de gestes numéro {number}"
    created = browser.post("/besoins", json=answers(club.alice, title=title, skills=["gestion"], submission=None))
    if created.status_code == 422:
        return
    need_id = created.get_json()["id"]
    state = PostingState.DRAFT
    for verb in verbs:
        to = VERBS[verb]
        is_allowed = state is PostingState.PUBLISHED if verb == "renouveler" else to in MOVES[state]
        status = browser.post(f"/besoins/{need_id}/{verb}", data={"reason": "changed_plans"}).status_code
        assert status == (303 if is_allowed else 409)
        state = to if is_allowed else state
        assert NEEDS.row(club, uuid.UUID(need_id)).state is state
