"""A closed thread is read and no longer written in; nothing typed is lost, nothing stored is denied."""

import uuid

import pytest

from club_ess.threads.operations import close_thread, reopen_thread, say
from tests.cast import Club, Somebody
from tests.threads.approach import act, approach, write
from tests.threads.live import live_page

WHY = "Le cédant a mis fin à cet échange."


@pytest.fixture(params=["between organizations", "between people"])
def thread_id(club: Club, request: pytest.FixtureRequest) -> uuid.UUID:
    return club.thread(club.alice, club.bob) if request.param == "between organizations" else approach(club)


def page(club: Club, who: Somebody, thread_id: uuid.UUID) -> str:
    return club.browser(who).get(f"/discussions/{thread_id}").text


def test_the_page_shows_the_sentence_instead_of_the_box(club: Club, thread_id: uuid.UUID) -> None:
    write(club, club.alice, thread_id, "Toujours lisible")
    act(club, close_thread, thread_id, WHY)
    shown = page(club, club.bob, thread_id)
    assert "Toujours lisible" in shown
    assert WHY in shown
    assert "data-club-composer" not in shown
    assert "thread.js" not in shown
    assert "Close" in club.browser(club.bob).get("/discussions").text


def test_nobody_writes_by_any_door(club: Club, thread_id: uuid.UUID) -> None:
    bob = live_page(club, club.bob)
    bob.join(thread_id)
    act(club, close_thread, thread_id, WHY)
    refused = write(club, club.bob, thread_id)
    assert (refused.status_code, refused.json) == (409, {"code": "conflict", "message": WHY})
    assert bob.post(thread_id, "Encore")["error"] == bob.ask("thread:typing", thread=thread_id)["error"] == refused.json
    assert bob.join(thread_id)["last_seq"] == 0
    assert bob.ask("thread:read", thread=thread_id, seq=1) == {"seq": 0}


def test_what_was_typed_meanwhile_is_given_back(club: Club, thread_id: uuid.UUID) -> None:
    act(club, close_thread, thread_id, WHY)
    form = {"client_uuid": str(uuid.uuid4()), "body": "Mots précieux"}
    refused = club.browser(club.bob).post(f"/discussions/{thread_id}/messages", data=form)
    assert refused.status_code == 409
    assert WHY in refused.text
    assert "Mots précieux" in refused.text
    assert "Mots précieux" not in page(club, club.alice, thread_id)


def test_what_was_stored_before_is_acknowledged_again(club: Club, thread_id: uuid.UUID) -> None:
    bob, key = live_page(club, club.bob), uuid.uuid4()
    first = bob.post(thread_id, "Un", key)
    act(club, close_thread, thread_id, WHY)
    assert bob.post(thread_id, "Un", key) == first


def test_a_stranger_is_not_told_that_it_is_closed(club: Club, thread_id: uuid.UUID) -> None:
    act(club, close_thread, thread_id, WHY)
    assert write(club, club.dana, thread_id).status_code == 404
    assert live_page(club, club.dana).ask("thread:typing", thread=thread_id)["error"]["code"] == "not_found"


def test_the_latest_reason_stands_the_club_may_speak_and_it_may_be_opened_again(
    club: Club, thread_id: uuid.UUID
) -> None:
    act(club, close_thread, thread_id, "Suspendu le temps d’une exclusivité.")
    act(club, close_thread, thread_id, WHY)
    act(club, say, thread_id, "La reprise est conclue.")
    shown = page(club, club.bob, thread_id)
    assert WHY in shown
    assert "La reprise est conclue." in shown
    act(club, reopen_thread, thread_id)
    assert WHY not in page(club, club.bob, thread_id)
    assert write(club, club.bob, thread_id).status_code == 201
