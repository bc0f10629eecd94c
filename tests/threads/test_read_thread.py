"""Reading threads: the list says what is new, the page shows the last messages, reading is marked by asking."""

import uuid

import pytest
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.events import ThreadRead
from club_ess.extensions import db
from club_ess.kit.operation import operation
from club_ess.threads.inputs import PostMessage
from club_ess.threads.models import ThreadReader
from club_ess.threads.operations import post_message
from tests.cast import Club, Somebody


def write(club: Club, person: Somebody, thread_id: uuid.UUID, *bodies: str) -> None:
    @operation
    def post_all() -> None:
        author = db.session.get_one(Person, person.id)
        for body in bodies:
            post_message(author, thread_id, PostMessage(client_uuid=uuid.uuid4(), body=body))

    with club.context():
        post_all()


def mark_of(club: Club, person: Somebody, thread_id: uuid.UUID) -> int | None:
    with club.context():
        mine = (ThreadReader.thread_id == thread_id, ThreadReader.person_id == person.id)
        return db.session.scalar(select(ThreadReader.last_read_seq).where(*mine))


def test_a_newcomer_is_told_how_a_thread_begins(club: Club) -> None:
    page = club.browser(club.charlie).get("/discussions").text
    assert "Aucune discussion pour l’instant" in page
    assert "/mises-en-relation" in page


def test_the_list_puts_what_is_new_first_with_the_last_words(club: Club) -> None:
    new = club.thread(club.alice, club.bob, title="Du nouveau ici")
    old = club.thread(club.alice, club.bob, title="Déjà lu")
    write(club, club.bob, new, "Une *bonne* nouvelle", "Et une autre")
    write(club, club.alice, old, "Dit par moi-même")
    page = club.browser(club.alice).get("/discussions").text
    assert page.index("Du nouveau ici") < page.index("Déjà lu")
    assert "2 messages non lus" in page
    assert "<strong>Vous :</strong> Dit par moi-même" in page
    assert "<strong>1</strong> discussion a du nouveau" in page
    assert "Et une autre" in page


def test_the_list_of_a_stranger_shows_nothing_of_others(club: Club) -> None:
    club.thread(club.alice, club.bob, title="Entre nous")
    for stranger in (club.charlie, club.dana):
        assert "Entre nous" not in club.browser(stranger).get("/discussions").text


def test_a_long_list_is_paged(club: Club) -> None:
    for number in range(21):
        club.thread(club.alice, club.bob, title=f"Discussion {number}")
    browser = club.browser(club.alice)
    first, second = browser.get("/discussions").text, browser.get("/discussions?page=2").text
    assert (first.count("<article"), second.count("<article")) == (20, 1)


def test_the_page_shows_the_last_fifty_and_leads_to_the_earlier_ones(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    write(club, club.bob, thread_id, *(f"n°{number}." for number in range(1, 54)))
    browser = club.browser(club.alice)
    page = browser.get(f"/discussions/{thread_id}").text
    assert ("n°53." in page, "n°4." in page, "n°3." in page) == (True, True, False)
    assert f"/discussions/{thread_id}?before=4" in page
    earlier = browser.get(f"/discussions/{thread_id}?before=4").text
    assert ("n°3." in earlier, "n°4." in earlier, "before=" in earlier) == (True, False, False)
    assert "thread.js" not in earlier


@pytest.mark.parametrize("before", ["", "x", "-1", "²", "9" * 40])
def test_a_strange_address_shows_the_last_messages(club: Club, before: str) -> None:
    thread_id = club.thread(club.alice, club.bob)
    write(club, club.bob, thread_id, "Bonjour")
    assert "Bonjour" in club.browser(club.alice).get(f"/discussions/{thread_id}?before={before}").text


def test_looking_changes_nothing_and_the_button_marks_as_read(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    write(club, club.bob, thread_id, "Un", "Deux")
    browser = club.browser(club.alice)
    assert "Marquer comme lu" in browser.get(f"/discussions/{thread_id}").text
    assert mark_of(club, club.alice, thread_id) == 0
    answer = browser.post(f"/discussions/{thread_id}/lu", data={"seq": 2})
    assert (answer.status_code, answer.location) == (303, f"/discussions/{thread_id}")
    assert mark_of(club, club.alice, thread_id) == 2
    assert "Marquer comme lu" not in browser.get(f"/discussions/{thread_id}").text
    assert "Lu par Alice Schmitt" in club.browser(club.bob).get(f"/discussions/{thread_id}").text


def test_a_mark_only_moves_forward_and_never_past_the_end(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    write(club, club.bob, thread_id, "Un", "Deux")
    browser = club.browser(club.alice)
    given = [browser.post(f"/discussions/{thread_id}/lu", json={"seq": seq}).json["seq"] for seq in (1, 99, 1)]
    assert given == [1, 2, 2]


@pytest.mark.parametrize("seq", [-1, "x", None, 2**40, 1.5])
def test_a_mark_that_is_no_number_is_refused(club: Club, seq: object) -> None:
    thread_id = club.thread(club.alice, club.bob)
    answer = club.browser(club.alice).post(f"/discussions/{thread_id}/lu", json={"seq": seq})
    assert (answer.status_code, set(answer.json["errors"])) == (422, {"seq"})


def test_a_colleague_who_reads_follows_the_thread(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    write(club, club.bob, thread_id, "Un")
    assert mark_of(club, club.amir, thread_id) is None
    club.browser(club.amir).post(f"/discussions/{thread_id}/lu", json={"seq": 1})
    assert mark_of(club, club.amir, thread_id) == 1


def test_catching_up_gives_two_hundred_at_most(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    write(club, club.bob, thread_id, *(str(number) for number in range(203)))
    caught_up = club.browser(club.alice).get(f"/discussions/{thread_id}/messages?after=2").json
    assert [message["seq"] for message in caught_up["messages"]] == list(range(3, 203))
    assert caught_up["last_seq"] == 203


def test_reading_states_a_fact_once(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    stated: list[object] = []
    monkeypatch.setattr("club_ess.threads.writing.record", stated.append)
    thread_id = club.thread(club.alice, club.bob)
    write(club, club.bob, thread_id, "Un")
    for _ in range(3):
        club.browser(club.alice).post(f"/discussions/{thread_id}/lu", json={"seq": 1})
    assert stated.count(ThreadRead(thread_id, club.alice.id, 1)) == 1
