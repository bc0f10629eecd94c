"""A forgotten password is replaced by whoever reads the mails; changing it ends every sign-in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.accounts.operations import change_password
from club_ess.accounts.passwords import hash_password
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict
from club_ess.kit.facts import table
from tests.accounts.links import last_link, mails_to
from tests.accounts.test_sign_in import is_in, sign_in
from tests.cast import PASSWORD, Club

NEW = "un cheval dans la prairie"


def ask(club: Club, email: str) -> None:
    answer = club.browser().post("/mot-de-passe/oublie", data={"email": email})
    assert (answer.status_code, answer.location) == (303, "/mot-de-passe/merci")


def test_alice_chooses_a_new_password(club: Club) -> None:
    browser, elsewhere = club.browser(), club.browser(club.alice)
    ask(club, club.alice.email)
    link = last_link(club, club.alice.email)
    assert browser.get(link).status_code == 200
    assert sign_in(club.browser(), club.alice.email) == 303, "looking at the link changes nothing"
    assert browser.post(link, data={"password": NEW}).location == "/connexion"
    assert not is_in(elsewhere)
    assert sign_in(browser, club.alice.email) == 422
    assert sign_in(browser, club.alice.email, NEW) == 303


def test_the_link_serves_once_and_for_an_hour(club: Club) -> None:
    browser = club.browser()
    ask(club, club.alice.email)
    link = last_link(club, club.alice.email)
    with clock.travel(timedelta(minutes=61)):
        assert browser.post(link, data={"password": NEW}).status_code == 404
    assert browser.post(link, data={"password": NEW}).status_code == 303
    assert browser.post(link, data={"password": NEW}).status_code == 404
    assert browser.get(link).status_code == 404


def test_a_confirmation_link_resets_nothing(club: Club) -> None:
    nina = {"first_name": "Nina", "last_name": "Klein", "email": "nina@exemple.test", "password": PASSWORD}
    browser = club.browser()
    browser.post("/inscription", data=nina)
    secret = last_link(club, "nina@exemple.test").rpartition("/")[2]
    assert browser.post(f"/mot-de-passe/{secret}", data={"password": NEW}).status_code == 404


def test_nobody_learns_whether_an_address_is_known(club: Club) -> None:
    answers = [
        club.browser().post("/mot-de-passe/oublie", data={"email": email})
        for email in (club.alice.email, "personne@exemple.test", club.eve.email, "n’importe quoi")
    ]
    assert len({(each.status_code, each.location, each.data) for each in answers}) == 1
    assert len(mails_to(club, club.alice.email)) == 1
    assert mails_to(club, club.eve.email) == []


def test_a_weak_password_is_refused_and_the_link_still_serves(club: Club) -> None:
    browser = club.browser()
    ask(club, club.alice.email)
    link = last_link(club, club.alice.email)
    for weak in ("court", "motdepasse123", club.alice.email):
        assert browser.post(link, data={"password": weak}).status_code == 422
    assert browser.post(link, data={"password": NEW}).status_code == 303


def test_disabling_kills_the_links(club: Club) -> None:
    ask(club, club.bob.email)
    club.browser(club.dana).post(f"/moderation/personnes/{club.bob.id}/suspendre")
    assert club.browser().post(last_link(club, club.bob.email), data={"password": NEW}).status_code == 404


def test_whoever_reads_the_mail_confirms_the_address(club: Club) -> None:
    nina = club.person("Nina Klein", email_confirmed_at=None)
    ask(club, nina.email)
    browser = club.browser()
    browser.post(last_link(club, nina.email), data={"password": NEW})
    assert sign_in(browser, nina.email, NEW) == 303


def test_changing_it_needs_the_present_one_and_tells_all_errors(club: Club) -> None:
    browser = club.browser(club.alice)
    page = browser.post(
        "/mon-compte/mot-de-passe", data={"current_password": "faux et archi-faux", "password": "SchmittAlice"}
    )
    assert page.status_code == 422
    assert 'id="erreur-current_password"' in page.text
    assert 'id="erreur-password"' in page.text
    assert sign_in(club.browser(), club.alice.email) == 303


def test_changing_it_ends_every_other_sign_in_and_the_copies_of_this_one(club: Club) -> None:
    browser, elsewhere, thief = club.browser(), club.browser(club.alice), club.browser()
    sign_in(browser, club.alice.email)
    with browser.session_transaction() as session:
        stolen = dict(session)
    with thief.session_transaction() as session:
        session.update(stolen)
    assert is_in(thief)
    answer = browser.post("/mon-compte/mot-de-passe", data={"current_password": PASSWORD, "password": NEW})
    assert answer.status_code == 303
    assert (is_in(browser), is_in(elsewhere), is_in(thief)) == (True, False, False)


def test_a_change_that_lost_the_race_against_a_reset_is_refused(club: Club) -> None:
    with club.context():
        alice = db.session.get_one(Person, club.alice.id)
        with pytest.raises(Conflict):
            change_password(alice, "the hash before the reset", hash_password(NEW), "")
    assert sign_in(club.browser(), club.alice.email) == 303


def test_the_end_of_the_sign_ins_is_told_at_once(club: Club) -> None:
    told = []
    fact = next(kind for kind in table.live if kind.__name__ == "SessionsRevoked")
    table.live[fact] = (told.append,)
    browser = club.browser(club.alice)
    browser.post("/mon-compte/mot-de-passe", data={"current_password": PASSWORD, "password": NEW})
    browser.post("/deconnexion")
    assert [(each.person_id, each.session_id is None) for each in told] == [
        (club.alice.id, True),
        (club.alice.id, False),
    ]


def test_passwords_cannot_be_tried_at_leisure_from_an_open_session(club: Club) -> None:
    browser = club.browser(club.alice)
    codes = [browser.post("/mon-compte/mot-de-passe", data={"password": NEW}).status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]


def test_links_are_not_kept_in_the_clear(club: Club) -> None:
    ask(club, club.alice.email)
    secret = last_link(club, club.alice.email).rpartition("/")[2]
    with club.context():
        person = db.session.scalars(select(Person).where(Person.email == club.alice.email)).one()
        rows = db.session.execute(db.text("SELECT secret_hash FROM tokens")).scalars().all()
    assert person.password_hash.startswith("$argon2id$")
    assert rows
    assert secret not in rows
