"""A discreet thread: nobody is told who is writing, nor who has read; messages come live all the same."""

import html
import json
import re
import uuid

from tests.cast import Club
from tests.threads.approach import approach, write
from tests.threads.live import live_page


def test_typing_and_reading_are_told_to_nobody(club: Club) -> None:
    thread_id = approach(club, is_discreet=True)
    alice, bob = live_page(club, club.alice), live_page(club, club.bob)
    alice.join(thread_id), bob.join(thread_id)
    write(club, club.alice, thread_id, "Un")
    assert len(bob.heard("message:posted")) == 1
    alice.socket.get_received()
    assert bob.ask("thread:typing", thread=thread_id) == {}
    assert bob.ask("thread:read", thread=thread_id, seq=1) == {"seq": 1}
    assert club.browser(club.charlie).post(f"/discussions/{thread_id}/lu", json={"seq": 1}).status_code == 200
    assert alice.socket.get_received() == []


def test_everybody_is_shown_their_own_mark_only(club: Club) -> None:
    thread_id = approach(club, is_discreet=True)
    write(club, club.alice, thread_id, "Un")
    for reader in (club.bob, club.charlie):
        club.browser(reader).post(f"/discussions/{thread_id}/lu", json={"seq": 1})
    page = club.browser(club.alice).get(f"/discussions/{thread_id}").text
    assert "Lu par" not in page
    assert "data-discreet" in page
    assert "Discussion discrète" in page
    found = re.search('data-read="([^"]*)"', page)
    assert found is not None
    for who, marks in ((club.alice, json.loads(html.unescape(found[1]))), (club.bob, None)):
        state = live_page(club, who).join(thread_id)
        assert list(state["read"]) == [state["me"]]
        assert marks in (None, state["read"])
        assert club.browser(who).get(f"/discussions/{thread_id}/messages").json == state


def test_a_thread_that_is_not_discreet_says_who_has_read_by_alias(club: Club) -> None:
    thread_id = approach(club)
    write(club, club.bob, thread_id, "Un")
    club.browser(club.alice).post(f"/discussions/{thread_id}/lu", json={"seq": 1})
    page = club.browser(club.bob).get(f"/discussions/{thread_id}").text
    assert "Lu par Cédant n° 12" in page
    assert "data-discreet" not in page
    assert uuid.UUID(live_page(club, club.bob).join(thread_id)["me"]) != club.bob.id
