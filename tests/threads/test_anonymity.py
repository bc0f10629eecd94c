"""The cédant has an alias: not one byte that the others get holds her name or an id of hers."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from club_ess.threads.operations import add_person, end_person, set_alias
from tests.cast import Club, Somebody
from tests.notifications.news import mails
from tests.threads.approach import CEDING, act, approach, write
from tests.threads.live import LivePage, live_page


def traces_of(somebody: Somebody) -> tuple[str, ...]:
    """The ways in which Alice could be known."""
    return (str(somebody.id), somebody.id.hex, str(somebody.organization_id), somebody.email, "Schmitt", "Alice")


def plain(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def sent_to(club: Club, reader: Somebody, thread_id: uuid.UUID, page: LivePage) -> Iterator[tuple[str, str]]:
    """Everything that the club gives to this reader about the thread: where, and the bytes."""
    browser = club.browser(reader)
    where = f"/discussions/{thread_id}"
    club.settle()
    for address in ("/discussions", where, f"{where}?before=3", "/notifications", "/notifications/reglages"):
        yield address, browser.get(address).text
    yield "catch-up", plain(browser.get(f"{where}/messages").json)
    yield "acknowledgement", write(club, reader, thread_id, "Une réponse").text
    yield "read mark", browser.post(f"{where}/lu", json={"seq": 2}).text
    yield "refused form", browser.post(f"{where}/messages", data={"body": ""}).text
    yield "joined", plain(page.join(thread_id))
    yield "posted", plain(page.post(thread_id, "Une autre"))
    yield "frames", plain(page.socket.get_received())
    yield "mails", "".join(mail.subject + mail.body for mail in mails(club, reader))


@pytest.mark.parametrize("is_discreet", [False, True])
@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_no_byte_for_the_others_leads_to_whom_the_alias_hides(club: Club, who: str, is_discreet: bool) -> None:
    thread_id, reader = approach(club, is_discreet=is_discreet), getattr(club, who)
    alice, other = live_page(club, club.alice), live_page(club, reader)
    alice.join(thread_id), other.join(thread_id)
    write(club, club.alice, thread_id, "Je souhaite transmettre")
    alice.ask("thread:typing", thread=thread_id)
    alice.post(thread_id, "Et vous ?")
    alice.ask("thread:read", thread=thread_id, seq=2)
    given = dict(sent_to(club, reader, thread_id, other))
    for where, content in given.items():
        assert [trace for trace in traces_of(club.alice) if trace in content] == [], where
    for where in ("/discussions", f"/discussions/{thread_id}", "catch-up", "joined", "frames"):
        assert CEDING in given[where], where
    assert given["mails"], "the sweep has read a mail"
    own = club.browser(club.alice).get(f"/discussions/{thread_id}").text
    assert str(club.alice.id) in own, "the sweep finds what is there"
    assert f"Les autres vous voient sous le nom «&nbsp;{CEDING}&nbsp;»" in own


def test_one_is_still_oneself_on_ones_own_page(club: Club) -> None:
    thread_id = approach(club)
    alice, tab = live_page(club, club.alice), live_page(club, club.alice)
    me = tab.join(thread_id)["me"]
    alice.post(thread_id, "Bonjour")
    [heard] = tab.heard("message:posted")
    page = club.browser(club.alice).get(f"/discussions/{thread_id}").text
    assert heard["message"]["author_id"] == me
    assert f'data-me="{me}"' in page
    assert f'data-last-author="{me}"' in page
    assert "message-mine" in page


def test_a_key_is_stable_in_a_thread_and_means_nothing_elsewhere(club: Club) -> None:
    first, second = approach(club), approach(club)
    keys = [live_page(club, club.alice).join(thread_id)["me"] for thread_id in (first, first, second)]
    assert keys[0] == keys[1] != keys[2]
    assert keys[0] not in {str(uuid.uuid5(first, str(club.alice.id))), str(uuid.uuid5(club.alice.id, str(first)))}
    others = {"secret_key": "another-secret-0123456789abcdef-1"}
    club.app.config["CLUB"] = club.app.config["CLUB"].model_copy(update=others)
    assert live_page(club, club.alice).join(first)["me"] != keys[0], "it takes the secret to know whose it is"


def test_who_left_keeps_the_alias_in_what_they_wrote_and_when_they_come_back(club: Club) -> None:
    thread_id = approach(club)
    write(club, club.alice, thread_id)
    act(club, end_person, thread_id, club.alice.id)
    assert author_shown(club, thread_id) == CEDING
    assert "Entre vous et Charlie Haas" in club.browser(club.bob).get(f"/discussions/{thread_id}").text
    act(club, add_person, thread_id, club.alice.id)
    assert author_shown(club, thread_id) == CEDING


def test_an_alias_is_changed_and_lifted_for_earlier_messages_too(club: Club) -> None:
    thread_id = approach(club)
    write(club, club.alice, thread_id)
    act(club, set_alias, thread_id, club.alice.id, "La présidente")
    assert author_shown(club, thread_id) == "La présidente"
    act(club, set_alias, thread_id, club.alice.id, None)
    assert author_shown(club, thread_id) == "Alice Schmitt"
    data = club.browser(club.bob).get(f"/discussions/{thread_id}/messages").text
    assert str(club.alice.id) not in data, "a key stays a key when the name is told"


def author_shown(club: Club, thread_id: uuid.UUID) -> str:
    page = club.browser(club.bob).get(f"/discussions/{thread_id}").text
    found = re.search("<strong data-club-author>([^<]*)</strong>", page)
    assert found is not None
    return found[1]
