"""A thread between people: each for themselves, as long as they take part and the room above lets them talk."""

import uuid

import pytest

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.organizations.panels import Panel
from club_ess.threads.enums import ThreadKind
from club_ess.threads.gates import GATES
from club_ess.threads.models import Message, Thread
from club_ess.threads.operations import add_person, end_person, open_thread, say
from club_ess.threads.queries import unread_threads
from club_ess.threads.writing import Participant
from tests.cast import Club, Somebody
from tests.notifications.news import change
from tests.threads.approach import CEDING, TITLE, Gate, act, approach, write
from tests.threads.live import live_page


def status(club: Club, who: Somebody, thread_id: uuid.UUID) -> int:
    return club.browser(who).get(f"/discussions/{thread_id}").status_code


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    made = Gate(uuid.uuid4())
    monkeypatch.setitem(GATES, ThreadKind.APPROACH, made)
    return made


def test_those_who_take_part_read_and_write_and_their_colleagues_do_not(club: Club) -> None:
    thread_id = approach(club)
    assert [write(club, who, thread_id).status_code for who in (club.alice, club.bob, club.charlie)] == [201] * 3
    for stranger in (club.amir, club.dana):
        assert status(club, stranger, thread_id) == write(club, stranger, thread_id).status_code == 404
        assert live_page(club, stranger).join(thread_id)["error"]["code"] == "not_found"
        assert TITLE not in club.browser(stranger).get("/discussions").text
    page = club.browser(club.bob).get("/discussions").text
    assert TITLE in page
    assert f"vous · {CEDING} · Charlie Haas" in page


def test_a_thread_has_the_participants_of_its_kind(club: Club) -> None:
    with club.context():
        with pytest.raises(ValueError, match="approach"):
            open_thread(ThreadKind.APPROACH, uuid.uuid4(), TITLE, [uuid.uuid4()])
        with pytest.raises(ValueError, match="match"):
            open_thread(ThreadKind.MATCH, uuid.uuid4(), TITLE, people=[Participant(uuid.uuid4())])


def test_a_disabled_account_takes_part_in_nothing(club: Club) -> None:
    thread_id = approach(club)
    change(club, Person, club.bob.id, disabled_at=clock.now())
    with club.context():
        assert unread_threads(db.session.get_one(Person, club.bob.id)) == 0
    assert club.browser(club.bob).get(f"/discussions/{thread_id}").status_code == 303


def test_who_is_let_in_later_reads_from_the_first_message_on(club: Club) -> None:
    thread_id = approach(club)
    write(club, club.alice, thread_id, "Avant votre arrivée")
    alice = live_page(club, club.alice)
    alice.join(thread_id)
    act(club, add_person, thread_id, club.dana.id, said="Dana Keller rejoint la discussion.")
    act(club, add_person, thread_id, club.dana.id, said="Dana Keller rejoint la discussion.")
    page = club.browser(club.dana).get(f"/discussions/{thread_id}").text
    assert "Avant votre arrivée" in page
    assert page.count("Dana Keller rejoint la discussion.") == 1
    [heard] = alice.heard("message:posted")
    assert (heard["message"]["author_name"], heard["message"]["author_id"]) == ("Le club", None)


def test_who_leaves_reads_and_hears_nothing_more_and_may_come_back(club: Club) -> None:
    thread_id = approach(club)
    bob = live_page(club, club.bob)
    bob.join(thread_id)
    act(club, end_person, thread_id, club.bob.id, said="Une personne quitte la discussion.")
    act(club, end_person, thread_id, club.bob.id, said="Une personne quitte la discussion.")
    assert status(club, club.bob, thread_id) == 404
    write(club, club.alice, thread_id)
    assert bob.heard("message:posted") == []
    assert club.browser(club.alice).get(f"/discussions/{thread_id}").text.count("quitte la discussion") == 1
    act(club, add_person, thread_id, club.bob.id)
    assert status(club, club.bob, thread_id) == 200


def test_a_gate_that_shuts_hides_the_thread_and_silences_it_at_once(club: Club, gate: Gate) -> None:
    thread_id = approach(club, subject_id=gate.subject_id)
    elsewhere = approach(club)
    alice, bob = live_page(club, club.alice), live_page(club, club.bob)
    alice.join(thread_id), bob.join(thread_id)
    write(club, club.alice, thread_id, "Un")
    assert len(bob.heard("message:posted")) == 1
    gate.shut.add(club.bob.id)
    write(club, club.alice, thread_id, "Deux")
    alice.ask("thread:typing", thread=thread_id)
    assert bob.socket.get_received() == []
    assert len(alice.heard("message:posted")) == 2
    for closed in (thread_id, elsewhere):
        assert status(club, club.bob, closed) == write(club, club.bob, closed).status_code == 404
        assert bob.join(closed)["error"]["code"] == "not_found"
    assert TITLE not in club.browser(club.bob).get("/discussions").text
    gate.shut.clear()
    assert status(club, club.bob, thread_id) == 200


def test_a_stranger_passes_no_gate(club: Club, gate: Gate) -> None:
    assert status(club, club.dana, approach(club, subject_id=gate.subject_id)) == 404


def test_the_club_speaks_live_and_whoever_made_it_speak_has_read_it(club: Club) -> None:
    thread_id = approach(club)
    bob = live_page(club, club.bob)
    bob.join(thread_id)
    act(club, say, thread_id, "Une offre de reprise a été remise.", actor_id=club.alice.id)
    assert [heard["message"]["kind"] for heard in bob.heard("message:posted")] == ["system"]
    with club.context():
        alice, charlie = (db.session.get_one(Person, who.id) for who in (club.alice, club.charlie))
        assert (unread_threads(alice), unread_threads(charlie)) == (0, 1)


def test_messages_between_people_speak_for_no_organization(club: Club) -> None:
    thread_id = approach(club)
    stored = write(club, club.bob, thread_id).json
    assert club.get(Message, uuid.UUID(stored["id"])).organization_id is None
    assert stored["message"]["organization_name"] == ""


def test_rooms_above_add_panels_for_who_reads(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    def panel(thread: Thread, actor: Person) -> Panel | None:
        shown = {"context": {"room": "needs", "cards": [], "total": 0}}
        return Panel("postings/_panel.html", shown) if actor.id == club.bob.id else None

    monkeypatch.setattr("club_ess.threads.panels.PANELS", [panel])
    thread_id = approach(club)
    assert "home-section" in club.browser(club.bob).get(f"/discussions/{thread_id}").text
    assert "home-section" not in club.browser(club.alice).get(f"/discussions/{thread_id}").text
