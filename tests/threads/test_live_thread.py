"""The conversation live: acknowledged once stored, pushed to those who may hear, caught up by number."""

import uuid

import pytest

from club_ess.accounts.models import SignIn
from club_ess.events import MembershipEnded, SessionsRevoked
from club_ess.extensions import db
from club_ess.kit import clock, sockets
from club_ess.kit.operation import operation, record
from club_ess.organizations.models import Membership
from club_ess.threads.models import Message
from tests.cast import Club, Somebody
from tests.threads.live import LivePage, live_page


def bodies(messages: list[dict[str, str]]) -> list[str]:
    return [message["body_html"].strip().removeprefix("<p>").removesuffix("</p>") for message in messages]


def test_what_alice_posts_is_stored_acknowledged_and_heard_by_bob(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    alice, bob = live_page(club, club.alice), live_page(club, club.bob)
    marks = bob.join(thread_id)["read"]
    assert alice.join(thread_id) == {"messages": [], "last_seq": 0, "read": marks, "me": str(club.alice.id)}
    acknowledged = alice.post(thread_id, "Bonjour **Bob**")
    assert club.get(Message, uuid.UUID(acknowledged["id"])).seq == acknowledged["seq"] == 1
    [heard] = bob.heard("message:posted")
    assert heard == {"thread": str(thread_id), "message": acknowledged["message"]}
    assert bodies([heard["message"]]) == ["Bonjour <strong>Bob</strong>"]
    assert alice.heard("message:posted") == []


def test_the_other_tab_of_the_sender_hears_too(club: Club) -> None:
    thread_id, browser = club.thread(club.alice, club.bob), club.browser(club.alice)
    first, second = LivePage(club, browser), LivePage(club, browser)
    first.join(thread_id), second.join(thread_id)
    first.post(thread_id, "Un")
    assert bodies([heard["message"] for heard in second.heard("message:posted")]) == ["Un"]


def test_a_message_posted_by_plain_http_is_heard_live(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    bob = live_page(club, club.bob)
    bob.join(thread_id)
    form = {"client_uuid": str(uuid.uuid4()), "body": "Un"}
    club.browser(club.alice).post(f"/discussions/{thread_id}/messages", data=form)
    assert len(bob.heard("message:posted")) == 1


def test_nobody_hears_a_thread_they_did_not_join(club: Club) -> None:
    thread_id, elsewhere = club.thread(club.alice, club.bob), club.thread(club.alice, club.bob)
    alice, bob = live_page(club, club.alice), live_page(club, club.bob)
    alice.join(thread_id), bob.join(elsewhere)
    alice.post(thread_id, "Un")
    assert bob.heard("message:posted") == []


def test_whoever_was_away_receives_the_rest_in_order(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    alice = live_page(club, club.alice)
    for number in range(1, 6):
        alice.post(thread_id, f"Message {number}")
    caught_up = live_page(club, club.bob).join(thread_id, after_seq=2)
    assert [message["seq"] for message in caught_up["messages"]] == [3, 4, 5]
    assert caught_up["last_seq"] == 5
    plain = club.browser(club.bob).get(f"/discussions/{thread_id}/messages?after=2").json
    assert plain == caught_up


def test_the_same_message_resent_twenty_times_is_one_message(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "PER_SECOND", 10_000)
    thread_id, key = club.thread(club.alice, club.bob), uuid.uuid4()
    alice, bob = live_page(club, club.alice), live_page(club, club.bob)
    bob.join(thread_id)
    answers = [alice.post(thread_id, "Un", key) for _ in range(20)]
    assert answers == [answers[0]] * 20
    assert len(bob.heard("message:posted")) == 1
    assert alice.post(thread_id, "Deux", key)["error"]["code"] == "conflict"


def test_who_writes_and_who_has_read_are_told_to_the_others(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    alice, bob = live_page(club, club.alice), live_page(club, club.bob)
    alice.join(thread_id), bob.join(thread_id)
    alice.post(thread_id, "Un")
    bob.ask("thread:typing", thread=thread_id)
    assert bob.heard("thread:typed") == []
    assert bob.ask("thread:read", thread=thread_id, seq=99) == {"seq": 1}
    received = alice.socket.get_received()
    named = {packet["name"]: packet["args"][0] for packet in received}
    assert named["thread:typed"] == {"thread": str(thread_id), "person_id": str(club.bob.id), "name": "Bob Meyer"}
    assert named["thread:was_read"]["name"] == "Bob Meyer"
    assert named["thread:was_read"]["seq"] == 1


@pytest.mark.parametrize("who", ["charlie", "dana"])
@pytest.mark.parametrize("event", ["thread:join", "message:post", "thread:typing", "thread:read"])
def test_a_stranger_finds_nothing_at_any_event(club: Club, who: str, event: str) -> None:
    thread_id = club.thread(club.alice, club.bob)
    alice, stranger = live_page(club, club.alice), live_page(club, getattr(club, who))
    alice.join(thread_id)
    given = {"uuid": uuid.uuid4(), "body": "Bonjour", "seq": 1, "after_seq": 0}
    refused = stranger.ask(event, thread=thread_id, **given)
    assert refused["error"]["code"] == "not_found"
    assert refused == stranger.ask(event, thread=uuid.uuid4(), **given)
    alice.post(thread_id, "Entre nous")
    assert stranger.socket.get_received() == []
    assert [packet["name"] for packet in alice.socket.get_received()] in ([], ["thread:was_read"])


@pytest.mark.parametrize("origin", [None, "https://pisteur.test", "null", "http://127.0.0.1:5000.pisteur.test"])
def test_a_socket_from_elsewhere_is_refused(club: Club, origin: str | None) -> None:
    assert not LivePage(club, club.browser(club.alice), origin).is_open
    handshake = "/socket.io/?EIO=4&transport=websocket"
    headers = {"Origin": origin} if origin else {}
    assert club.browser(club.alice).get(handshake, headers=headers).status_code == 403


@pytest.mark.parametrize("who", [None, "eve"])
def test_nobody_and_a_disabled_account_hold_no_socket(club: Club, who: str | None) -> None:
    browser = club.browser(getattr(club, who) if who else None)
    assert not LivePage(club, browser).is_open
    handshake = "/socket.io/?EIO=4&transport=websocket"
    assert browser.get(handshake, headers={"Origin": "http://127.0.0.1:5000"}).status_code == 401


def test_long_polling_is_not_offered(club: Club) -> None:
    answer = club.browser(club.alice).get("/socket.io/?EIO=4&transport=polling", headers={"Origin": "http://127.0.0.1:5000"})
    assert answer.status_code == 400


def revoke(club: Club, person: Somebody, *, told: bool) -> None:
    """Ends the sign-ins of a person; untold, as another process or the clock would."""

    @operation
    def end() -> None:
        for row in db.session.query(SignIn).filter_by(person_id=person.id):
            row.revoked_at = clock.now()
        if told:
            record(SessionsRevoked(person.id))

    with club.context():
        end()


def test_sign_out_closes_every_socket_of_the_person(club: Club) -> None:
    first, second, bob = live_page(club, club.alice), live_page(club, club.alice), live_page(club, club.bob)
    revoke(club, club.alice, told=True)
    assert (first.is_open, second.is_open, bob.is_open) == (False, False, True)


def test_signing_out_of_one_browser_leaves_the_others(club: Club) -> None:
    first, second = live_page(club, club.alice), live_page(club, club.alice)
    with club.context():
        [one, _] = db.session.query(SignIn).filter_by(person_id=club.alice.id).order_by(SignIn.created_at)
        sign_in_id = one.id
    sockets.close_all(f"sign-in:{sign_in_id}")
    assert (first.is_open, second.is_open) == (False, True)


def test_a_revoked_sign_in_hears_and_says_nothing_even_if_nobody_told_the_socket(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    alice, bob = live_page(club, club.alice), live_page(club, club.bob)
    alice.join(thread_id), bob.join(thread_id)
    revoke(club, club.bob, told=False)
    alice.post(thread_id, "Un")
    assert bob.heard("message:posted") == []
    bob.ask("message:post", thread=thread_id, uuid=uuid.uuid4(), body="Encore là ?")
    assert not bob.is_open
    assert live_page(club, club.alice).join(thread_id)["last_seq"] == 1


def test_whoever_leaves_the_organization_hears_nothing_more(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    amir, bob = live_page(club, club.amir), live_page(club, club.bob)
    amir.join(thread_id)

    @operation
    def leave() -> None:
        row = db.session.query(Membership).filter_by(person_id=club.amir.id).one()
        row.ended_at = clock.now()
        record(MembershipEnded(row.organization_id, row.person_id))

    with club.context():
        leave()
    bob.post(thread_id, "Entre nous")
    assert amir.heard("message:posted") == []
    assert amir.join(thread_id)["error"]["code"] == "not_found"


def test_a_flood_is_refused_and_the_socket_stays(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "PER_SECOND", 0)
    thread_id = club.thread(club.alice, club.bob)
    alice, bob = live_page(club, club.alice), live_page(club, club.bob)
    answers = [alice.ask("thread:typing", thread=thread_id) for _ in range(sockets.BURST + 5)]
    assert answers[: sockets.BURST] == [{}] * sockets.BURST
    assert {answer["error"]["code"] for answer in answers[sockets.BURST :]} == {"too_many"}
    assert alice.is_open
    assert bob.ask("thread:typing", thread=thread_id) == {}


@pytest.mark.parametrize("event", ["thread:join", "message:post", "thread:typing", "thread:read"])
@pytest.mark.parametrize("given", [(), ("texte",), (None,), ([1, 2],), ({"thread": {}},), ({"thread": "x"}, 2, 3)])
def test_nonsense_is_answered_with_the_errors_as_data(club: Club, event: str, given: tuple[object, ...]) -> None:
    alice = live_page(club, club.alice)
    answer = alice.socket.emit(event, *given, callback=True)
    assert answer["error"]["code"] == "invalid"
    assert alice.is_open


def test_an_empty_message_gets_the_same_error_as_the_form(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    refused = live_page(club, club.alice).post(thread_id, "  ")
    assert refused["error"]["errors"] == {"body": "Cette réponse est obligatoire."}


def test_an_unexpected_failure_is_an_answer_without_details(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    thread_id = club.thread(club.alice, club.bob)

    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("club_ess.threads.sockets.post_message", fail)
    alice = live_page(club, club.alice)
    refused = alice.post(thread_id, "Un")
    assert refused["error"]["code"] == "error"
    assert "secret" not in str(refused)


def test_telling_no_room_tells_nobody(club: Club) -> None:
    alice = live_page(club, club.alice)
    sockets.push("message:posted", {}, [])
    assert alice.socket.get_received() == []
    sockets.push("message:posted", {}, [f"person:{club.alice.id}"])
    assert len(alice.heard("message:posted")) == 1
