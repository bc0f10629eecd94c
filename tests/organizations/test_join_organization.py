"""Charlie asks to join, Alice decides; roles; leaving; a structure always keeps an administrator."""

import threading
import uuid

from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.organizations.enums import JoinState
from club_ess.organizations.models import JoinRequest, Membership
from club_ess.organizations.policies import is_member
from tests.cast import Club, Somebody


def ask(club: Club, who: Somebody, message: str = "Je suis trésorier.") -> uuid.UUID:
    answer = club.browser(who).post(f"/structures/{club.alice.organization_id}/rejoindre", data={"message": message})
    assert (answer.status_code, answer.location) == (303, "/mes-structures")
    with club.context():
        asked = select(JoinRequest.id).where(JoinRequest.person_id == who.id).order_by(JoinRequest.created_at.desc())
        return db.session.scalars(asked).first()


def decide(club: Club, who: Somebody | None, request_id: uuid.UUID, decision: str = "accept") -> int:
    return club.browser(who).post(f"/demandes/{request_id}/decider", data={"decision": decision}).status_code


def acts(club: Club, who: Somebody) -> bool:
    with club.context():
        return is_member(db.session.get_one(Person, who.id), club.alice.organization_id)


def membership_id(club: Club, who: Somebody) -> uuid.UUID:
    with club.context():
        standing = select(Membership.id).where(Membership.person_id == who.id, Membership.ended_at.is_(None))
        return db.session.scalars(standing.where(Membership.organization_id == club.alice.organization_id)).one()


def test_charlie_asks_and_alice_accepts(club: Club) -> None:
    request_id = ask(club, club.charlie)
    assert "Les Ateliers du Drouot" in club.browser(club.charlie).get("/mes-structures").text
    page = club.browser(club.alice).get("/mes-structures")
    assert "Je suis trésorier." in page.text
    assert not acts(club, club.charlie)
    assert decide(club, club.alice, request_id) == 303
    assert acts(club, club.charlie)
    club.settle()


def test_alice_refuses_and_charlie_may_ask_again(club: Club) -> None:
    request_id = ask(club, club.charlie)
    assert decide(club, club.alice, request_id, "refuse") == 303
    assert not acts(club, club.charlie)
    assert club.get(JoinRequest, request_id).state is JoinState.REFUSED
    assert ask(club, club.charlie) != request_id


def test_only_administrators_decide_and_strangers_see_nothing(club: Club) -> None:
    request_id = ask(club, club.charlie)
    for who, code in ((None, 303), (club.amir, 403), (club.charlie, 403), (club.bob, 404), (club.dana, 404)):
        assert decide(club, who, request_id) == code
    assert not acts(club, club.charlie)
    assert decide(club, club.alice, uuid.uuid4()) == 404
    assert decide(club, club.alice, request_id, "peut-être") == 422


def test_a_decision_is_made_once(club: Club) -> None:
    request_id = ask(club, club.charlie)
    assert [decide(club, club.alice, request_id) for _ in range(2)] == [303, 409]
    assert decide(club, club.alice, request_id, "refuse") == 409
    assert acts(club, club.charlie)


def test_charlie_withdraws(club: Club) -> None:
    request_id = ask(club, club.charlie)
    assert club.browser(club.bob).post(f"/demandes/{request_id}/retirer").status_code == 404
    assert club.browser(club.alice).post(f"/demandes/{request_id}/retirer").status_code == 403
    assert club.browser(club.charlie).post(f"/demandes/{request_id}/retirer").status_code == 303
    assert decide(club, club.alice, request_id) == 409


def test_twenty_clicks_ask_once(club: Club) -> None:
    path = f"/structures/{club.alice.organization_id}/rejoindre"
    browsers = [club.browser(club.charlie) for _ in range(20)]
    threads = [threading.Thread(target=browser.post, args=(path,), kwargs={"data": {}}) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with club.context():
        assert db.session.scalar(select(func.count()).select_from(JoinRequest)) == 1


def test_members_do_not_ask_and_long_messages_come_back(club: Club) -> None:
    path = f"/structures/{club.alice.organization_id}/rejoindre"
    assert club.browser(club.amir).post(path, data={}).status_code == 409
    page = club.browser(club.charlie).post(path, data={"message": "é" * 1001})
    assert page.status_code == 422
    assert "é" * 1001 in page.text
    assert club.browser(club.charlie).post(f"/structures/{uuid.uuid4()}/rejoindre", data={}).status_code == 404
    assert club.browser().post(path, data={}).status_code == 303


def test_the_list_of_members_is_for_members(club: Club) -> None:
    path = f"/structures/{club.alice.organization_id}/membres"
    assert "Alice Schmitt" in club.browser(club.amir).get(path).text
    assert "Retirer de la structure" not in club.browser(club.amir).get(path).text
    assert "Retirer de la structure" in club.browser(club.alice).get(path).text
    assert club.browser(club.charlie).get(path).status_code == 403
    assert club.browser().get(path).status_code == 303


def test_alice_shares_the_administration_then_leaves(club: Club) -> None:
    alice, amir = club.browser(club.alice), membership_id(club, club.amir)
    own = membership_id(club, club.alice)
    assert alice.post(f"/membres/{own}/quitter").status_code == 409
    assert alice.post(f"/membres/{own}/role", data={"role": "member"}).status_code == 409
    assert alice.post(f"/membres/{amir}/role", data={"role": "administrator"}).status_code == 303
    assert alice.post(f"/membres/{own}/quitter").location == "/mes-structures"
    assert not acts(club, club.alice)
    assert alice.get(f"/structures/{club.alice.organization_id}/modifier").status_code == 403


def test_two_administrators_who_leave_at_once_do_not_leave_an_orphan(club: Club) -> None:
    amir, own = membership_id(club, club.amir), membership_id(club, club.alice)
    club.browser(club.alice).post(f"/membres/{amir}/role", data={"role": "administrator"})
    codes: list[int] = []

    def leave(who: Somebody, membership: uuid.UUID) -> None:
        codes.append(club.browser(who).post(f"/membres/{membership}/quitter").status_code)

    leaving = [threading.Thread(target=leave, args=pair) for pair in ((club.alice, own), (club.amir, amir))]
    for thread in leaving:
        thread.start()
    for thread in leaving:
        thread.join()
    assert sorted(codes) == [303, 409]


def test_nobody_floods_the_administrators_with_requests(club: Club) -> None:
    browser = club.browser(club.charlie)
    path = f"/structures/{club.alice.organization_id}/rejoindre"
    assert {browser.post(path, data={}).status_code for _ in range(30)} == {303}
    assert browser.post(path, data={}).status_code == 429


def test_a_disabled_administrator_does_not_count(club: Club) -> None:
    alice, amir = club.browser(club.alice), membership_id(club, club.amir)
    alice.post(f"/membres/{amir}/role", data={"role": "administrator"})
    club.browser(club.dana).post(f"/moderation/personnes/{club.amir.id}/suspendre")
    assert alice.post(f"/membres/{membership_id(club, club.alice)}/quitter").status_code == 409


def test_alice_removes_amir_who_can_do_nothing_more(club: Club) -> None:
    amir = membership_id(club, club.amir)
    assert club.browser(club.alice).post(f"/membres/{amir}/retirer").status_code == 303
    assert not acts(club, club.amir)
    assert club.browser(club.amir).get(f"/structures/{club.alice.organization_id}/membres").status_code == 403
    assert club.browser(club.alice).post(f"/membres/{amir}/retirer").status_code == 404


def test_roles_are_changed_by_administrators_of_the_same_structure(club: Club) -> None:
    amir, own = membership_id(club, club.amir), membership_id(club, club.alice)
    for who, code in ((None, 303), (club.amir, 403), (club.charlie, 404)):
        browser = club.browser(who)
        assert browser.post(f"/membres/{amir}/role", data={"role": "administrator"}).status_code == code
        assert browser.post(f"/membres/{own}/retirer").status_code == code
    assert club.browser(club.charlie).post(f"/membres/{own}/quitter").status_code == 404
    assert club.browser(club.amir).post(f"/membres/{own}/quitter").status_code == 403
    assert club.browser(club.alice).post(f"/membres/{amir}/role", data={"role": "reine"}).status_code == 422
    assert club.browser(club.alice).post(f"/membres/{own}/retirer").status_code == 403
