"""One's own profile; who sees it; moderators, and what they may not do."""

import uuid

from click.testing import CliRunner

from club_ess.accounts.commands import moderator
from club_ess.accounts.models import Person
from tests.accounts.test_sign_in import is_in
from tests.cast import Club

ALICE = {"first_name": "Alice", "last_name": "Schmitt", "role_title": "Directrice", "commune_code": "Mulhouse"}


def test_alice_edits_her_profile(club: Club) -> None:
    browser = club.browser(club.alice)
    assert browser.post("/mon-compte", data=ALICE | {"presentation": "Je couds."}).status_code == 303
    page = browser.get("/mon-compte")
    assert 'value="Mulhouse (68100)"' in page.text
    assert "Je couds." in page.text
    assert club.get(Person, club.alice.id).commune_code == "68224"


def test_all_errors_show_and_nothing_typed_is_lost(club: Club) -> None:
    typed = ALICE | {"first_name": " ", "commune_code": "Atlantis", "presentation": "é" * 2001}
    page = club.browser(club.alice).post("/mon-compte", data=typed)
    assert page.status_code == 422
    for name in ("first_name", "commune_code", "presentation"):
        assert f'id="erreur-{name}"' in page.text
    assert "C’est trop long : 2000 caractères au plus." in page.text
    assert "Atlantis" in page.text
    assert "é" * 2001 in page.text


def test_posting_every_column_changes_only_the_profile(club: Club) -> None:
    before = club.get(Person, club.alice.id)
    columns = {column.name: str(uuid.uuid4()) for column in Person.__table__.columns}
    club.browser(club.alice).post("/mon-compte", data=columns | {"is_moderator": "1"} | ALICE | {"presentation": ""})
    after = club.get(Person, club.alice.id)
    for name in ("id", "email", "password_hash", "is_moderator", "disabled_at", "email_confirmed_at", "created_at"):
        assert getattr(after, name) == getattr(before, name), name


def test_members_see_each_other_and_passers_by_are_asked_to_sign_in(club: Club) -> None:
    url = f"/personnes/{club.alice.id}"
    page = club.browser(club.bob).get(url)
    assert "Alice Schmitt" in page.text
    assert "Les Ateliers du Drouot" in page.text
    assert club.alice.email not in page.text
    assert "Suspendre" not in page.text
    assert club.browser().get(url).status_code == 303


def test_hidden_and_unknown_people_are_the_same_to_members(club: Club) -> None:
    bob = club.browser(club.bob)
    unconfirmed = club.person("Nina Klein", email_confirmed_at=None)
    pages = [bob.get(f"/personnes/{each}") for each in (club.eve.id, unconfirmed.id, uuid.uuid4())]
    assert {page.status_code for page in pages} == {404}
    assert len({page.data for page in pages}) == 1


def test_dana_suspends_bob_and_lets_him_back(club: Club) -> None:
    dana, bob = club.browser(club.dana), club.browser(club.bob)
    assert "Suspendre ce compte" in dana.get(f"/personnes/{club.bob.id}").text
    assert dana.post(f"/moderation/personnes/{club.bob.id}/suspendre").status_code == 303
    assert not is_in(bob)
    assert "Compte suspendu" in dana.get(f"/personnes/{club.bob.id}").text
    assert dana.post(f"/moderation/personnes/{club.bob.id}/retablir").status_code == 303
    assert not is_in(bob), "a sign-in that was ended stays ended"
    assert is_in(club.browser(club.bob))


def test_only_moderators_suspend_and_moderators_are_protected(club: Club) -> None:
    url = f"/moderation/personnes/{club.bob.id}/suspendre"
    assert club.browser().post(url).status_code == 303
    assert club.browser(club.alice).post(url).status_code == 403
    assert club.browser(club.dana).post(f"/moderation/personnes/{club.dana.id}/suspendre").status_code == 403
    assert club.browser(club.dana).post(f"/moderation/personnes/{uuid.uuid4()}/suspendre").status_code == 404
    assert club.get(Person, club.bob.id).disabled_at is None


def test_moderators_are_made_on_the_server(club: Club) -> None:
    bob, eve = club.bob, club.eve

    def run(verb: str, email: str) -> int:
        with club.context():
            return CliRunner().invoke(moderator, [verb, email]).exit_code

    assert run("add", bob.email.upper()) == 0
    assert club.get(Person, bob.id).is_moderator
    assert run("remove", bob.email) == 0
    assert not club.get(Person, bob.id).is_moderator
    assert run("add", "personne@exemple.test") == 1
    assert run("add", eve.email) == 1


def test_typing_a_commune_is_helped(club: Club) -> None:
    browser = club.browser()
    assert browser.get("/api/communes?q=mulh").json[0] == "Mulhouse (68100)"
    assert browser.get("/api/communes?q=").json == []
    assert len(browser.get("/api/communes?q=sa").json) == 12
