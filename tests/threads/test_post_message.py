"""Writing in a thread: stored once, numbered without gap, seen by its members and by nobody else."""

import threading
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Busy
from club_ess.threads.inputs import PostMessage
from club_ess.threads.models import Message, Thread
from club_ess.threads.operations import post_message
from tests.cast import Club

WRITERS, EACH = 8, 20


def typed(body: str = "Bonjour Bob !", key: uuid.UUID | None = None) -> dict[str, str]:
    return {"client_uuid": str(key or uuid.uuid4()), "body": body}


def stored(club: Club, thread_id: uuid.UUID) -> list[tuple[int, str]]:
    with club.context():
        rows = select(Message.seq, Message.body).where(Message.thread_id == thread_id).order_by(Message.seq)
        return [(seq, body) for seq, body in db.session.execute(rows)]


def test_alice_writes_without_javascript_and_bob_reads(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    answer = club.browser(club.alice).post(f"/discussions/{thread_id}/messages", data=typed("Bonjour **Bob** !"))
    assert (answer.status_code, answer.location) == (303, f"/discussions/{thread_id}#message-1")
    page = club.browser(club.bob).get(f"/discussions/{thread_id}").text
    assert "Bonjour <strong>Bob</strong> !" in page
    assert "Les Ateliers du Drouot" in page


def test_the_same_form_sent_twenty_times_makes_one_message(club: Club) -> None:
    thread_id, form = club.thread(club.alice, club.bob), typed()
    browser = club.browser(club.alice)
    answers = [browser.post(f"/discussions/{thread_id}/messages", json=form) for _ in range(20)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert stored(club, thread_id) == [(1, "Bonjour Bob !")]


@pytest.mark.parametrize("again", ["another text", "another author"])
def test_a_key_that_already_names_another_message_is_refused(club: Club, again: str) -> None:
    thread_id, key = club.thread(club.alice, club.bob), uuid.uuid4()
    club.browser(club.alice).post(f"/discussions/{thread_id}/messages", json=typed("Un", key))
    other = club.alice if again == "another text" else club.bob
    body = "Deux" if again == "another text" else "Un"
    answer = club.browser(other).post(f"/discussions/{thread_id}/messages", json=typed(body, key))
    assert (answer.status_code, answer.json["code"]) == (409, "conflict")
    assert stored(club, thread_id) == [(1, "Un")]


def test_a_reused_key_in_a_form_loses_no_word(club: Club) -> None:
    thread_id, key = club.thread(club.alice, club.bob), uuid.uuid4()
    browser = club.browser(club.alice)
    browser.post(f"/discussions/{thread_id}/messages", data=typed("Un", key))
    answer = browser.post(f"/discussions/{thread_id}/messages", data=typed("Mots précieux", key))
    assert answer.status_code == 409
    assert "Mots précieux" in answer.text
    assert str(key) not in answer.text


@pytest.mark.parametrize("body", ["", "   \n ", "\u200b\u200d", "x" * 5001])
def test_what_cannot_be_a_message_is_refused_next_to_its_field(club: Club, body: str) -> None:
    thread_id = club.thread(club.alice, club.bob)
    answer = club.browser(club.alice).post(f"/discussions/{thread_id}/messages", data=typed(body))
    assert answer.status_code == 422
    assert 'id="erreur-body"' in answer.text
    assert body.strip() in answer.text
    assert stored(club, thread_id) == []


def test_json_gets_every_error_as_data(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    answer = club.browser(club.alice).post(f"/discussions/{thread_id}/messages", json={"client_uuid": "x"})
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == {"client_uuid", "body"}


@pytest.mark.parametrize("body", ["x" * 5000, "🦊" * 5000, "שלום \u202e!", "<b>gras</b>", "œuvre d’été"])
def test_any_honest_text_is_kept(club: Club, body: str) -> None:
    thread_id = club.thread(club.alice, club.bob)
    answer = club.browser(club.alice).post(f"/discussions/{thread_id}/messages", data=typed(body))
    assert answer.status_code == 303
    assert stored(club, thread_id) == [(1, body.replace("\u202e", ""))]


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[lien](javascript:alert(1))",
        "[lien](data:text/html;base64,PHNjcmlwdD4=)", "![x](https://pisteur.test/x.png)", "<svg/onload=alert(1)>",
        '[a](https://a.test "onmouseover=alert(1)")', "```\n</code><script>alert(1)</script>\n```",
        "<javascript:alert(1)>",
    ],
)
def test_markdown_carries_no_script(club: Club, attack: str) -> None:
    thread_id = club.thread(club.alice, club.bob)
    answer = club.browser(club.alice).post(f"/discussions/{thread_id}/messages", json=typed(attack))
    html = answer.json["message"]["body_html"].lower()
    for danger in ("<script", "<img", "<svg", 'href="javascript', 'href="data', "<iframe", ' onmouseover="'):
        assert danger not in html


@pytest.mark.parametrize("who", ["charlie", "dana", "eve"])
def test_a_stranger_finds_no_door(club: Club, who: str) -> None:
    thread_id, unknown = club.thread(club.alice, club.bob), uuid.uuid4()
    browser = club.browser(getattr(club, who))
    expected = 303 if who == "eve" else 404
    for door in ("", "/messages?after=0"):
        answer = browser.get(f"/discussions/{thread_id}{door}")
        assert answer.status_code == expected
        assert _masked(answer.text, thread_id) == _masked(browser.get(f"/discussions/{unknown}{door}").text, unknown)
    for door, form in (("/messages", typed()), ("/lu", {"seq": "1"})):
        assert browser.post(f"/discussions/{thread_id}{door}", data=form).status_code == expected
    assert stored(club, thread_id) == []


def _masked(html: str, thread_id: uuid.UUID) -> str:
    return "\n".join(line for line in html.replace(str(thread_id), "…").splitlines() if "csrf" not in line)


def test_a_visitor_is_asked_to_sign_in(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    assert club.browser().get(f"/discussions/{thread_id}", headers={"Accept": "application/json"}).status_code == 401
    assert club.browser().post(f"/discussions/{thread_id}/messages", json=typed()).status_code == 401
    assert stored(club, thread_id) == []


def test_a_colleague_writes_for_the_same_organization(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    answer = club.browser(club.amir).post(f"/discussions/{thread_id}/messages", json=typed())
    assert answer.json["message"]["organization_name"] == "Les Ateliers du Drouot"


def test_a_post_without_its_token_changes_nothing(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    answer = club.browser(club.alice).post(f"/discussions/{thread_id}/messages", data=typed(), without_csrf=True)
    assert answer.status_code == 400
    assert stored(club, thread_id) == []


def test_many_writers_at_once_leave_no_gap(club: Club) -> None:
    people = [club.alice, club.bob]
    thread_id = club.thread(*people)
    acknowledged: list[tuple[int, str]] = []

    def write(number: int) -> None:
        for rank in range(EACH):
            asked = PostMessage(client_uuid=uuid.uuid4(), body=f"{number}-{rank}")
            acknowledged.append((_until_stored(club, people[number % 2].id, thread_id, asked), asked.body))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(acknowledged) == stored(club, thread_id)
    assert [seq for seq, _ in stored(club, thread_id)] == list(range(1, WRITERS * EACH + 1))
    assert club.get(Thread, thread_id).last_seq == WRITERS * EACH


def _until_stored(club: Club, person_id: uuid.UUID, thread_id: uuid.UUID, asked: PostMessage) -> Any:
    """What a client does when the house is busy: the same message again."""
    while True:
        with club.context():
            try:
                return post_message(db.session.get_one(Person, person_id), thread_id, asked).seq
            except Busy:
                continue
