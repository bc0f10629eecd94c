"""Bob accepts what Alice is proposed too: one thread opens for both, and nobody else comes near."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from club_ess.extensions import db
from club_ess.kit.facts import OutboxRow
from club_ess.kit.states import Transition
from club_ess.matching.enums import MatchSide, MatchState
from club_ess.matching.models import Match
from club_ess.needs.models import Need
from club_ess.postings.enums import PostingState
from club_ess.threads.models import Message, Thread, ThreadParty, ThreadReader
from tests.cast import Club
from tests.matching.test_propose_match import change, plain


@pytest.fixture
def match_id(club: Club) -> uuid.UUID:
    return club.match(club.need(club.alice), club.offer(club.bob))


def path(match_id: uuid.UUID, verb: str = "") -> str:
    return f"/mises-en-relation/{match_id}{verb}"


def count(club: Club, model: type) -> int:
    with club.context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_accepting_opens_the_thread_in_the_same_transaction(club: Club, match_id: uuid.UUID) -> None:
    answer = club.browser(club.bob).post(path(match_id, "/accepter"))
    match = club.get(Match, match_id)
    assert (match.state, match.decided_side, match.decided_by_id) == (MatchState.ACCEPTED, MatchSide.OFFER, club.bob.id)
    assert (answer.status_code, answer.location) == (303, f"/discussions/{match.thread_id}")
    with club.context():
        parties = set(db.session.scalars(select(ThreadParty.organization_id)))
        readers = set(db.session.scalars(select(ThreadReader.person_id)))
        opening = db.session.scalars(select(Message.body)).one()
    assert parties == {club.alice.organization_id, club.bob.organization_id}
    assert readers == {club.alice.id, club.bob.id}
    assert "Bob Meyer (Mécanique du Rhin) a accepté" in opening


def test_a_second_click_opens_no_second_thread_and_shows_the_way_to_the_first(club: Club, match_id: uuid.UUID) -> None:
    bob, alice = club.browser(club.bob), club.browser(club.alice)
    way = bob.post(path(match_id, "/accepter")).location
    for browser in (bob, alice):
        again = browser.post(path(match_id, "/accepter"))
        page = plain(again.get_data(as_text=True))
        assert again.status_code == 409
        assert f'href="{way}"' in page
        assert "« acceptée »" in page
    data = bob.post(path(match_id, "/accepter"), json={})
    assert data.status_code == 409
    assert way.endswith(data.json["thread_id"])
    assert count(club, Thread) == 1


def test_everybody_clicking_at_once_opens_one_thread(club: Club, match_id: uuid.UUID) -> None:
    browsers = [club.browser(person) for person in (club.alice, club.amir, club.bob) for _ in range(3)]
    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = list(pool.map(lambda browser: browser.post(path(match_id, "/accepter"), json={}), browsers))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 8
    assert len({answer.json["thread_id"] for answer in answers}) == count(club, Thread) == 1


def test_any_member_of_either_side_may_accept(club: Club, match_id: uuid.UUID) -> None:
    assert club.browser(club.amir).post(path(match_id, "/accepter")).status_code == 303
    assert club.get(Match, match_id).decided_side is MatchSide.NEED


def test_json_clients_are_told_the_thread(club: Club, match_id: uuid.UUID) -> None:
    data = club.browser(club.bob).post(path(match_id, "/accepter"), json={}).json
    assert data["url"] == f"/discussions/{data['thread_id']}"


def test_an_accepted_match_waits_for_nobody_and_leads_to_the_thread(club: Club, match_id: uuid.UUID) -> None:
    way = club.browser(club.bob).post(path(match_id, "/accepter")).location
    for address in ("/mises-en-relation", path(match_id)):
        page = club.browser(club.alice).get(address).get_data(as_text=True)
        assert f'href="{way}"' in page
        assert "/accepter" not in page


def test_a_closed_need_can_no_longer_be_accepted(club: Club, match_id: uuid.UUID) -> None:
    with club.context():
        change(Need, club.get(Match, match_id).need_id, state=PostingState.CLOSED)
    answer = club.browser(club.bob).post(path(match_id, "/accepter"))
    assert answer.status_code == 409
    assert "n’est plus en ligne" in answer.get_data(as_text=True)
    assert club.get(Match, match_id).state is MatchState.PROPOSED
    assert count(club, Thread) == 0


def test_declining_asks_for_a_reason_and_keeps_it(club: Club, match_id: uuid.UUID) -> None:
    bob = club.browser(club.bob)
    refused = bob.post(path(match_id, "/decliner"), data={"reason": "bad mood"})
    assert refused.status_code == 422
    assert "Choisissez une raison" in refused.get_data(as_text=True)
    assert bob.post(path(match_id, "/decliner"), json={}).json["errors"] == {"reason": "Cette réponse est obligatoire."}
    assert bob.post(path(match_id, "/decliner"), data={"reason": "not_the_dates"}).status_code == 303
    match = club.get(Match, match_id)
    assert (match.state, match.decline_reason) == (MatchState.DECLINED, "not_the_dates")
    assert bob.post(path(match_id, "/accepter")).status_code == 409
    assert bob.post(path(match_id, "/decliner"), data={"reason": "too_far"}).status_code == 409
    assert club.get(Match, match_id).decline_reason == "not_the_dates"


def test_withdrawing_ends_it_and_the_thread_stays_readable(club: Club, match_id: uuid.UUID) -> None:
    assert club.browser(club.alice).post(path(match_id, "/retirer")).status_code == 409, "nothing to withdraw from yet"
    way = club.browser(club.bob).post(path(match_id, "/accepter")).location
    assert club.browser(club.alice).post(path(match_id, "/retirer")).status_code == 303
    assert club.get(Match, match_id).state is MatchState.WITHDRAWN
    assert "Cette mise en relation a été retirée" in club.browser(club.bob).get(way).get_data(as_text=True)
    refused = club.browser(club.bob).post(f"{way}/messages", json={"client_uuid": str(uuid.uuid4()), "body": "Encore"})
    assert refused.status_code == 409
    assert "Relire la discussion" in club.browser(club.bob).get(path(match_id)).get_data(as_text=True)


def test_every_move_is_logged_with_who_and_why(club: Club, match_id: uuid.UUID) -> None:
    club.browser(club.bob).post(path(match_id, "/decliner"), data={"reason": "too_big"})
    with club.context():
        (move,) = db.session.scalars(select(Transition)).all()
        assert (move.subject_kind, move.subject_id) == ("match", match_id)
        assert (move.to_state, move.actor_id, move.reason) == ("declined", club.bob.id, "too_big")


DOORS = [("GET", ""), ("POST", "/accepter"), ("POST", "/decliner"), ("POST", "/retirer")]


@pytest.mark.parametrize(("method", "verb"), DOORS)
def test_a_stranger_sees_nothing_behind_any_door(club: Club, match_id: uuid.UUID, method: str, verb: str) -> None:
    data = {"reason": "other"} if method == "POST" else None
    for stranger in (club.charlie, club.dana):
        browser = club.browser(stranger)
        hidden = browser.open(path(match_id, verb), method=method, data=data)
        unknown = browser.open(path(uuid.uuid4(), verb), method=method, data=data)
        assert hidden.status_code == unknown.status_code == 404
    anonymous = club.browser().open(path(match_id, verb), method=method, data=data)
    assert anonymous.status_code == 303
    assert "/connexion" in anonymous.location
    assert club.browser(club.eve).open(path(match_id, verb), method=method, data=data).status_code == 303
    assert club.get(Match, match_id).state is MatchState.PROPOSED


def test_a_member_may_seek_again_and_a_stranger_may_not(club: Club) -> None:
    need_id = club.need(club.alice)
    offer_id = club.offer(club.bob)
    assert club.browser(club.charlie).post(f"/besoins/{need_id}/proposer").status_code == 403
    assert club.browser(club.charlie).post(f"/offres/{offer_id}/proposer").status_code == 403
    assert club.browser(club.alice).post(f"/besoins/{need_id}/proposer").status_code == 303
    assert club.browser(club.bob).post(f"/offres/{offer_id}/proposer").status_code == 303
    club.settle()
    with club.context():
        assert db.session.scalars(select(Match.offer_id)).all() == [offer_id]
        assert db.session.scalars(select(OutboxRow)).all() == []


def test_one_may_not_seek_all_day_long(club: Club) -> None:
    need_id, alice = club.need(club.alice), club.browser(club.alice)
    answers = [alice.post(f"/besoins/{need_id}/proposer").status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]
