"""Alice signs up: nothing tells strangers who already did, and only whoever reads the mail gets in."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from club_ess.accounts.models import Person, SignIn
from club_ess.accounts.passwords import weakness
from club_ess.extensions import db
from club_ess.kit import clock
from tests.accounts.links import last_link, mails_to
from tests.cast import PASSWORD, Club
from tests.pages import Browser

NINA = {"first_name": "Nina", "last_name": "Klein", "email": "Nina.Klein@exemple.test", "password": PASSWORD}
ADDRESS = "nina.klein@exemple.test"


def sign_up(browser: Browser, **changes: str) -> int:
    return browser.post("/inscription", data=NINA | changes).status_code


def masked(page: str) -> str:
    """The page without what changes at each answer."""
    return re.sub(r'(csrf_token" value|nonce|content|submission" value)="[^"]*"', r'\1="…"', page)


def count(club: Club, model: type) -> int:
    with club.context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_nina_signs_up_confirms_and_is_led_to_her_first_step(club: Club) -> None:
    browser = club.browser()
    answer = browser.post("/inscription", data=NINA)
    assert (answer.status_code, answer.location) == (303, "/inscription/merci")
    assert browser.get("/inscription/merci").status_code == 200
    link = last_link(club, ADDRESS)
    page = browser.get(link)
    assert "Nina Klein" in page.text
    assert count(club, SignIn) == 0, "reading the link must change nothing"
    answer = browser.post(link)
    assert (answer.status_code, answer.location) == (303, "/mes-structures")
    page = browser.get("/mes-structures")
    assert "Je n’ai pas encore de structure" in page.text
    assert "Créer une structure" in page.text


def test_a_link_serves_once_and_for_two_days(club: Club) -> None:
    browser = club.browser()
    sign_up(browser)
    link = last_link(club, ADDRESS)
    with clock.travel(timedelta(hours=49)):
        assert browser.post(link).status_code == 404
    assert browser.post(link).status_code == 303
    other = club.browser()
    assert other.get(link).status_code == 404
    assert other.post(link).status_code == 404
    assert count(club, SignIn) == 1


def test_an_unknown_link_says_what_to_do(club: Club) -> None:
    page = club.browser().get("/inscription/confirmer/nimporte-quoi")
    assert page.status_code == 404
    assert "Renvoyer le lien" in page.text


def test_an_address_that_has_an_account_gets_the_same_answer_and_a_mail_that_says_so(club: Club) -> None:
    alice, browser = club.alice, club.browser()
    known = browser.post("/inscription", data=NINA | {"email": alice.email, "first_name": "Pirate"})
    unknown = club.browser().post("/inscription", data=NINA)
    assert (known.status_code, known.location, known.data) == (unknown.status_code, unknown.location, unknown.data)
    assert [subject for subject, _ in mails_to(club, alice.email)] == ["Vous avez déjà un compte"]
    assert club.get(Person, alice.id).first_name == "Alice"


def test_mails_repeat_nothing_that_was_typed(club: Club) -> None:
    sign_up(club.browser(), first_name="Gagnez-mille-euros")
    assert "Gagnez" not in mails_to(club, ADDRESS)[0][1]


def test_the_latest_sign_up_of_an_unconfirmed_address_wins_and_kills_the_earlier_link(club: Club) -> None:
    stranger, nina = club.browser(), club.browser()
    sign_up(stranger, password="le mot de passe du pirate")
    first = last_link(club, ADDRESS)
    sign_up(nina)
    assert count(club, Person) == 1
    assert nina.get(first).status_code == 404
    nina.post(last_link(club, ADDRESS))
    credentials = {"email": ADDRESS, "password": "le mot de passe du pirate"}
    assert stranger.post("/connexion", data=credentials).status_code == 422


def test_all_errors_show_at_once_and_nothing_typed_is_lost(club: Club) -> None:
    typed = {"first_name": "Zoé <b>", "last_name": "", "email": "pas une adresse", "password": "court"}
    page = club.browser().post("/inscription", data=typed)
    assert page.status_code == 422
    for name in ("last_name", "email", "password"):
        assert f'id="erreur-{name}"' in page.text
    assert "Zoé &lt;b&gt;" in page.text
    assert 'value="pas une adresse"' in page.text
    assert "court" not in re.findall(r'value="([^"]*)"', page.text), "a password is never sent back"


def test_programs_get_the_same_errors_as_data(club: Club) -> None:
    answer = club.browser().post("/inscription", json={"first_name": "Zoé", "email": 12})
    assert answer.status_code == 422
    assert answer.json["errors"].keys() == {"last_name", "email", "password"}
    assert club.browser().post("/inscription", json=[1]).status_code == 422


@pytest.mark.parametrize(
    "password", ["motdepasse2026", "azertyuiop123", "passwordpassword", "aaaaaaaaaaaaaa", "123456789012"]
)
def test_common_passwords_are_refused(club: Club, password: str) -> None:
    assert sign_up(club.browser(), password=password) == 422


def test_ones_own_name_or_address_is_no_password(club: Club) -> None:
    assert sign_up(club.browser(), password="nina.klein@exemple.test") == 422
    assert sign_up(club.browser(), password="KleinNina1234") == 422
    assert weakness("nina aime le fromage de chèvre", ["Nina", "Klein"]) is None


def test_the_link_can_be_sent_again_and_the_answer_tells_nothing(club: Club) -> None:
    browser = club.browser()
    sign_up(browser)
    assert browser.get("/inscription/renvoyer").status_code == 200
    answers = [
        browser.post("/inscription/renvoyer", data={"email": each}) for each in (ADDRESS, club.alice.email, "x@y.fr")
    ]
    assert len({(each.status_code, each.location, each.data) for each in answers}) == 1
    assert len(mails_to(club, ADDRESS)) == 2
    assert mails_to(club, club.alice.email) == []


def test_too_many_sign_ups_of_one_address_wait(club: Club) -> None:
    browser = club.browser()
    assert [sign_up(browser) for _ in range(6)] == [303] * 5 + [429]


def test_posting_every_column_changes_only_what_is_asked(club: Club) -> None:
    columns = {column.name: "1" for column in Person.__table__.columns}
    club.browser().post("/inscription", data=columns | NINA)
    with club.context():
        person = db.session.scalars(select(Person)).one()
        assert (person.is_moderator, person.email_confirmed_at, person.disabled_at) == (False, None, None)
        assert person.password_hash.startswith("$argon2id$")


def test_signed_in_people_are_led_on(club: Club) -> None:
    assert club.browser(club.alice).get("/inscription").location == "/mes-structures"
