"""Signing in and out: no answer tells who has an account, and a sign-in that ended opens nothing any more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from club_ess.accounts.browsers import browser_label
from club_ess.accounts.models import Person, SignIn
from club_ess.accounts.operations import disable_person
from club_ess.app import create_app
from club_ess.extensions import db
from club_ess.kit import clock
from tests.accounts.test_sign_up import masked
from tests.cast import PASSWORD, Club, Somebody
from tests.pages import Browser


def sign_in(browser: Browser, email: str, password: str = PASSWORD, **others: str) -> int:
    return browser.post("/connexion", data={"email": email, "password": password} | others).status_code


def is_in(browser: Browser) -> bool:
    return browser.get("/mon-compte").status_code == 200


def test_alice_signs_in_and_out(club: Club) -> None:
    browser = club.browser()
    answer = browser.post("/connexion", data={"email": f" {club.alice.email.upper()} ", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_in(browser)
    assert browser.post("/deconnexion").status_code == 303
    assert not is_in(browser)


def test_a_refused_page_leads_back_after_sign_in(club: Club) -> None:
    browser = club.browser()
    door = browser.get("/mon-compte").location
    assert door == "/connexion?next=/mon-compte"
    assert 'name="next" value="/mon-compte"' in browser.get(door).text
    answer = browser.post("/connexion", data={"email": club.alice.email, "password": PASSWORD, "next": "/mon-compte"})
    assert answer.location == "/mon-compte"


@pytest.mark.parametrize(
    "target", ["https://pirate.test", "//pirate.test", "/\\pirate.test", "javascript:alert(1)", "\t//x"]
)
def test_next_never_leads_outside(club: Club, target: str) -> None:
    answer = club.browser().post("/connexion", data={"email": club.alice.email, "password": PASSWORD, "next": target})
    assert answer.location == "/"


def test_known_unknown_unconfirmed_and_disabled_get_the_same_bytes(club: Club) -> None:
    unconfirmed = club.person("Nina Klein", email_confirmed_at=None)
    answers = []
    for email, password in (
        (club.alice.email, "ce n’est pas le bon"),
        ("personne@exemple.test", "ce n’est pas le bon"),
        (unconfirmed.email, PASSWORD),
        (club.eve.email, PASSWORD),
        (club.eve.email, "ce n’est pas le bon"),
    ):
        page = club.browser().post("/connexion", data={"email": email, "password": password})
        answers.append((page.status_code, masked(page.text).replace(email, "…")))
    assert answers[0][0] == 422
    assert len(set(answers)) == 1


def test_the_cookie_is_new_at_sign_in_and_its_copies_die_at_sign_out(club: Club) -> None:
    browser, thief = club.browser(), club.browser()
    sign_in(browser, club.alice.email)
    with browser.session_transaction() as session:
        stolen = dict(session)
    with thief.session_transaction() as session:
        session.update(stolen)
    assert is_in(thief)
    browser.post("/deconnexion")
    assert not is_in(thief)


def test_a_disabled_person_can_do_nothing_at_once(club: Club) -> None:
    browser = club.browser(club.bob)
    assert is_in(browser)
    with club.context():
        disable_person(db.session.get_one(Person, club.dana.id), club.bob.id)
    assert not is_in(browser)
    assert browser.post("/mon-compte", data={"first_name": "X", "last_name": "Y"}).status_code == 303
    assert club.get(Person, club.bob.id).first_name == "Bob"
    assert sign_in(club.browser(), club.bob.email) == 422


def test_a_sign_in_lasts_thirty_days(club: Club) -> None:
    browser = club.browser()
    sign_in(browser, club.alice.email)
    with club.context():
        row = db.session.scalars(select(SignIn).where(SignIn.person_id == club.alice.id)).one()
        assert timedelta(days=29) < row.expires_at - clock.now() <= timedelta(days=30)
    with clock.travel(timedelta(days=31)):
        assert not is_in(browser)


def test_the_tenth_wrong_try_is_the_last_even_after_a_restart(club: Club) -> None:
    browser = club.browser()
    assert {sign_in(browser, club.alice.email, "ce n’est pas le bon") for _ in range(10)} == {422}
    restarted = create_app(club.app.config["CLUB"])
    assert sign_in(Browser(restarted), club.alice.email) == 429
    with restarted.app_context():
        db.engine.dispose()
    with clock.travel(timedelta(minutes=16)):
        assert sign_in(browser, club.alice.email) == 303


def test_an_unknown_address_is_throttled_alike(club: Club) -> None:
    browser = club.browser()
    assert {sign_in(browser, "personne@exemple.test") for _ in range(10)} == {422}
    assert sign_in(browser, "personne@exemple.test") == 429


def test_a_network_is_throttled_whoever_is_tried(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("club_ess.accounts.sign_ins.is_password", lambda *_: False)
    browser = club.browser()
    codes = [sign_in(browser, f"personne{rank}@exemple.test") for rank in range(61)]
    assert codes == [422] * 60 + [429]


def test_empty_answers_are_shown_next_to_their_fields(club: Club) -> None:
    page = club.browser().post("/connexion", data={})
    assert page.status_code == 422
    assert 'id="erreur-email"' in page.text
    assert 'id="erreur-password"' in page.text


def test_nothing_is_posted_without_a_token_against_forgery(club: Club) -> None:
    data = {"email": club.alice.email, "password": PASSWORD}
    assert club.browser().post("/connexion", data=data, without_csrf=True).status_code == 400
    assert club.browser(club.alice).post("/deconnexion", without_csrf=True).status_code == 400


def test_alice_lists_her_sign_ins_and_ends_one(club: Club) -> None:
    here, elsewhere = club.browser(), club.browser(club.alice)
    sign_in(here, club.alice.email)
    page = here.get("/mon-compte/connexions")
    assert page.text.count("Cet appareil") == 1
    other = next(row for row in sign_ins_of(club, club.alice) if not row.browser)
    assert here.post(f"/mon-compte/connexions/{other.id}/fermer").status_code == 303
    assert not is_in(elsewhere)
    assert is_in(here)


def test_alice_ends_all_the_others(club: Club) -> None:
    here, elsewhere = club.browser(club.alice), club.browser(club.alice)
    assert here.post("/mon-compte/connexions/fermer-les-autres").status_code == 303
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_somebody_elses_sign_in_does_not_exist(club: Club) -> None:
    charlie = club.browser(club.charlie)
    club.browser(club.alice)
    row = sign_ins_of(club, club.alice)[0]
    assert charlie.post(f"/mon-compte/connexions/{row.id}/fermer").status_code == 404
    assert club.get(SignIn, row.id).revoked_at is None


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox sur Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", "Chrome sur Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari sur iPhone"),
        ("curl/8", "curl/8"),
        ("", "Navigateur inconnu"),
    ],
)
def test_people_recognise_their_browsers(user_agent: str, label: str) -> None:
    assert browser_label(user_agent) == label


def sign_ins_of(club: Club, person: Somebody) -> list[SignIn]:
    with club.context():
        rows = list(db.session.scalars(select(SignIn).where(SignIn.person_id == person.id)))
        db.session.expunge_all()
        return rows
