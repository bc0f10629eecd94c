"""A thread between people in a real browser: live under an alias, discreet, and closed while somebody writes."""

import uuid

import pytest
from playwright.sync_api import Browser, expect

from club_ess.app import create_app
from club_ess.config import Settings
from club_ess.threads.operations import close_thread
from tests.browser.visitor import Visitor
from tests.cast import Club, Somebody
from tests.servers import Server
from tests.threads.approach import act
from tests.transfers.actors import Stage
from tests.transfers.approaches.walk import Walk

WHY = "Le cédant a mis fin à cet échange."


def enter(chromium: Browser, server: Server, club: Club, who: Somebody, thread_id: uuid.UUID) -> Visitor:
    """Somebody of the cast, already signed in, in front of the thread."""
    visitor = Visitor.arrive(chromium, server, who.email)
    cookie = club.browser(who).get_cookie("club")
    assert cookie is not None
    visitor.page.context.add_cookies([{"name": "club", "value": cookie.value, "url": server.url}])
    assert visitor.open(f"/discussions/{thread_id}") == 200
    return visitor


@pytest.mark.timeout(120)
def test_the_two_talk_live_and_nothing_typed_is_lost_when_it_closes(chromium: Browser, server: Server) -> None:
    settings = {name: value for name, value in server.environment.items() if name.startswith("CLUB_")}
    club = Club(create_app(Settings.from_environment(settings)))
    stage = Stage(club)
    thread_id = Walk(stage).to_confidential().approach.thread_id
    assert thread_id is not None
    ceding, taking = (enter(chromium, server, club, who, thread_id) for who in (stage.colette, stage.rene))

    ceding.write("Je souhaite transmettre.")
    heard = taking.page.locator(".message", has_text="Je souhaite transmettre.")
    expect(heard.locator("[data-club-author]")).to_have_text("Le cédant")
    taking.write("Parlons-en.")
    answer = ceding.page.locator(".message", has_text="Parlons-en.")
    expect(answer.locator("[data-club-author]")).to_have_text("René Repreneur")
    for visitor, own in ((ceding, "Je souhaite transmettre."), (taking, "Parlons-en.")):
        expect(visitor.page.locator(".message-mine")).to_have_count(1)
        expect(visitor.page.locator(".message-mine [data-club-author]")).to_have_text("Vous")
        expect(visitor.page.locator(".message-mine")).to_contain_text(own)
        expect(visitor.page.locator("[data-club-seen]")).to_have_text("")
        expect(visitor.page.locator("[data-club-typing]")).to_have_text("")

    act(club, close_thread, thread_id, WHY)
    taking.write("Mots précieux")
    expect(taking.page.locator("[data-club-problem]")).to_contain_text(WHY)
    expect(taking.page.locator("#champ-body")).to_have_value("Mots précieux")
    for visitor in (ceding, taking):
        visitor.page.reload()
        visitor.sees(WHY)
        expect(visitor.page.locator("#champ-body")).to_have_count(0)
        assert visitor.faults == []
        visitor.page.context.close()
