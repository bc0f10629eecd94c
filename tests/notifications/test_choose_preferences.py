"""Each kind of notice can be switched off, on the page and by mail apart."""

from club_ess import events as e
from club_ess.notifications.enums import NoticeKind
from tests.cast import Club
from tests.notifications.news import kinds, mails, meeting, state

EVERYTHING = [kind.value for kind in NoticeKind]


def test_everything_is_on_until_one_says_otherwise(club: Club) -> None:
    page = club.browser(club.alice).get("/notifications/reglages").get_data(as_text=True)
    assert page.count(" checked") == 2 * len(EVERYTHING)


def test_alice_switches_the_mail_off_and_keeps_the_bell(club: Club) -> None:
    browser = club.browser(club.alice)
    answer = browser.post("/notifications/reglages", data={"in_app": EVERYTHING, "by_mail": EVERYTHING[1:]})
    assert answer.status_code == 303
    state(club, e.MatchProposed(meeting(club)))
    assert kinds(club, club.alice) == ["match_proposed"]
    assert mails(club, club.alice) == []
    assert len(mails(club, club.bob)) == 1, "her choice is hers alone"


def test_alice_switches_the_bell_off_and_keeps_the_mail(club: Club) -> None:
    club.browser(club.alice).post("/notifications/reglages", data={"in_app": EVERYTHING[1:], "by_mail": EVERYTHING})
    state(club, e.MatchProposed(meeting(club)))
    assert kinds(club, club.alice) == []
    assert len(mails(club, club.alice)) == 1


def test_no_box_ticked_is_silence_and_the_page_remembers_it(club: Club) -> None:
    browser = club.browser(club.alice)
    assert browser.post("/notifications/reglages", data={}).status_code == 303
    assert " checked" not in browser.get("/notifications/reglages").get_data(as_text=True)
    state(club, e.MatchProposed(meeting(club)))
    assert kinds(club, club.alice) == []
    assert mails(club, club.alice) == []


def test_a_kind_that_does_not_exist_is_refused_and_nothing_changes(club: Club) -> None:
    browser = club.browser(club.alice)
    answer = browser.post("/notifications/reglages", json={"in_app": ["horoscope"], "by_mail": "non"})
    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {"in_app", "by_mail"}
    assert browser.get("/notifications/reglages").get_data(as_text=True).count(" checked") == 2 * len(EVERYTHING)


def test_nobody_chooses_for_somebody_else(club: Club) -> None:
    club.browser(club.charlie).post("/notifications/reglages", data={"person_id": str(club.alice.id)})
    state(club, e.MatchProposed(meeting(club)))
    assert len(mails(club, club.alice)) == 1


def test_anonymous_visitors_are_asked_to_sign_in(club: Club) -> None:
    assert club.browser().get("/notifications/reglages").status_code == 303
    assert club.browser().post("/notifications/reglages", data={}).status_code == 303
