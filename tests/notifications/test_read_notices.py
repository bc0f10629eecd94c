"""The bell counts what is unread; the list shows it first; a notice is its owner's alone."""

import uuid

import pytest
from sqlalchemy import event, select

from club_ess import events as e
from club_ess.extensions import db, live
from club_ess.notifications.models import Notice
from tests.cast import Club, Somebody
from tests.notifications.news import kinds, meeting, state


def notice_of(club: Club, somebody: Somebody) -> uuid.UUID:
    with club.context():
        return db.session.scalars(select(Notice.id).where(Notice.person_id == somebody.id)).first()


def proposed(club: Club, times: int = 1) -> list[uuid.UUID]:
    ids = [meeting(club) for _ in range(times)]
    state(club, *(e.MatchProposed(match_id) for match_id in ids))
    return ids


def test_the_bell_counts_the_unread(club: Club) -> None:
    proposed(club, 3)
    browser = club.browser(club.alice)
    assert browser.get("/api/notifications").get_json() == {"unread": 3}
    assert "<span data-club-bell-count>3</span>" in browser.get("/notifications").get_data(as_text=True)
    assert club.browser(club.charlie).get("/api/notifications").get_json() == {"unread": 0}


def test_opening_a_notice_marks_it_read_and_leads_to_its_subject(club: Club) -> None:
    (match_id,) = proposed(club)
    answer = club.browser(club.alice).post(f"/notifications/{notice_of(club, club.alice)}/ouvrir")
    assert (answer.status_code, answer.location) == (303, f"/mises-en-relation/{match_id}")
    assert kinds(club, club.alice) == []
    assert kinds(club, club.bob) == ["match_proposed"]


def test_reading_a_list_changes_nothing(club: Club) -> None:
    proposed(club)
    club.browser(club.alice).get("/notifications")
    assert kinds(club, club.alice) == ["match_proposed"]


def test_one_then_all_are_marked_read(club: Club) -> None:
    proposed(club, 3)
    browser = club.browser(club.alice)
    assert browser.post(f"/notifications/{notice_of(club, club.alice)}/lu").status_code == 303
    assert len(kinds(club, club.alice)) == 2
    assert browser.post("/notifications/lues").status_code == 303
    assert kinds(club, club.alice) == []
    assert len(kinds(club, club.bob)) == 3


def test_the_list_shows_unread_first_and_turns_its_pages(club: Club) -> None:
    proposed(club, 23)
    browser = club.browser(club.alice)
    browser.post(f"/notifications/{notice_of(club, club.alice)}/lu")
    first = browser.get("/notifications").get_data(as_text=True)
    second = browser.get("/notifications?page=2").get_data(as_text=True)
    assert first.count("Nouveau</span>") == 20
    assert second.count("Nouveau</span>") == 2
    assert second.count("data-club-notice=") == 3


def test_a_long_list_takes_few_queries(club: Club) -> None:
    proposed(club, 20)
    browser, seen = club.browser(club.alice), []
    with club.context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    assert browser.get("/notifications").status_code == 200
    assert len([statement for statement in seen if statement.startswith("SELECT")]) <= 8, seen


def test_somebody_else_s_notice_does_not_exist(club: Club) -> None:
    proposed(club)
    theirs, unknown = notice_of(club, club.alice), uuid.uuid4()
    browser = club.browser(club.charlie)
    for verb in ("ouvrir", "lu"):
        foreign = browser.post(f"/notifications/{theirs}/{verb}")
        missing = browser.post(f"/notifications/{unknown}/{verb}")
        assert foreign.status_code == missing.status_code == 404
    assert kinds(club, club.alice) == ["match_proposed"]


def test_anonymous_visitors_are_asked_to_sign_in(club: Club) -> None:
    assert club.browser().get("/notifications").status_code == 303
    assert club.browser().get("/api/notifications", headers={"Accept": "application/json"}).status_code == 401


def test_open_pages_are_told_the_new_number(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    pushed = []
    monkeypatch.setattr(live, "emit", lambda name, data, **to: pushed.append((name, data, to)))
    proposed(club)
    assert ("notice:posted", {"unread": 1}, {"to": f"person:{club.alice.id}"}) in pushed
    assert {to["to"] for _, _, to in pushed} == {f"person:{club.alice.id}", f"person:{club.bob.id}"}


def test_an_empty_list_says_what_will_come(club: Club) -> None:
    assert "Aucune notification" in club.browser(club.alice).get("/notifications").get_data(as_text=True)
    assert "rien sur cette page" in club.browser(club.alice).get("/notifications?page=9").get_data(as_text=True)
