"""Alice posts a need."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.needs.models import Need
from club_ess.organizations.enums import MembershipRole
from club_ess.postings.enums import PostingState
from tests import factories
from tests.cast import Club
from tests.postings.answers import answers

NEW = "/besoins/nouveau"


def needs(club: Club) -> list[Need]:
    with club.context():
        return list(db.session.scalars(select(Need).order_by(Need.created_at)))


def test_alice_keeps_a_draft_then_publishes_it(club: Club) -> None:
    browser = club.browser(club.alice)
    response = browser.post("/besoins", data=answers(club.alice))
    assert response.status_code == 303
    (need,) = needs(club)
    assert response.location == f"/besoins/{need.id}"
    assert need.state is PostingState.DRAFT
    assert (need.author_id, need.organization_id) == (club.alice.id, club.alice.organization_id)
    assert (need.skills, need.days, need.commune_code) == (["comptabilité", "bilan", "formation"], 2.5, "68224")
    assert need.published_at is None
    page = browser.get(response.location).get_data(as_text=True)
    assert "Brouillon" in page
    assert "seule votre structure le voit" in page

    assert browser.post(f"/besoins/{need.id}/publier").status_code == 303
    (need,) = needs(club)
    assert need.state is PostingState.PUBLISHED
    assert need.published_at
    assert need.expires_at == need.published_at + timedelta(days=90)
    assert need.title in club.browser().get("/besoins").get_data(as_text=True)


def test_alice_publishes_at_once(club: Club) -> None:
    club.browser(club.alice).post("/besoins", data=answers(club.alice, publish="1"))
    (need,) = needs(club)
    assert need.state is PostingState.PUBLISHED


def test_a_member_who_does_not_administer_may_post(club: Club) -> None:
    assert club.browser(club.amir).post("/besoins", data=answers(club.amir)).status_code == 303


def test_visitors_are_asked_to_sign_in(club: Club) -> None:
    assert club.browser().get(NEW).status_code == 303
    assert club.browser().post("/besoins", data=answers(club.alice)).status_code == 303
    assert needs(club) == []


def test_nobody_posts_for_somebody_else_s_organization(club: Club) -> None:
    response = club.browser(club.charlie).post("/besoins", data=answers(club.alice))
    assert response.status_code == 403
    assert needs(club) == []


def test_a_company_is_told_where_to_go(club: Club) -> None:
    browser = club.browser(club.bob)
    page = browser.get(NEW)
    assert page.status_code == 200
    assert "Les entreprises ne publient pas de besoin" in page.get_data(as_text=True)
    refused = browser.post("/besoins", data=answers(club.bob))
    assert refused.status_code == 422
    assert "Une entreprise ne publie pas de besoin" in refused.get_data(as_text=True)
    assert needs(club) == []


def test_a_person_without_organization_is_shown_the_way(club: Club) -> None:
    nadia = club.person("Nadia Roth")
    page = club.browser(nadia).get(NEW).get_data(as_text=True)
    assert "Rejoindre ou créer une structure" in page
    assert "Aucun numéro SIRET" in page


def test_the_only_organization_is_not_asked_and_two_are(club: Club) -> None:
    alice = club.alice
    assert "Au nom de" not in club.browser(alice).get(NEW).get_data(as_text=True)
    second = club.organization("Le Jardin du Rebberg")
    with club.context():
        factories.make_membership(second, alice.id, MembershipRole.MEMBER)
    page = club.browser(alice).get(NEW).get_data(as_text=True)
    assert "Au nom de" in page
    assert "Le Jardin du Rebberg" in page


def test_twenty_submits_of_one_form_make_one_need(club: Club) -> None:
    browser, form = club.browser(club.alice), answers(club.alice, publish="1")
    locations = {browser.post("/besoins", data=form).location for _ in range(20)}
    assert len(locations) == 1
    assert len(needs(club)) == 1


def test_a_nervous_double_click_makes_one_need(club: Club) -> None:
    form, browsers = answers(club.alice, publish="1"), [club.browser(club.alice) for _ in range(6)]
    with ThreadPoolExecutor(len(browsers)) as pool:
        answered = list(pool.map(lambda browser: browser.post("/besoins", data=form), browsers))
    assert {response.status_code for response in answered} == {303}
    assert len({response.location for response in answered}) == 1
    assert len(needs(club)) == 1


def test_the_same_title_twice_is_a_slip(club: Club) -> None:
    browser = club.browser(club.alice)
    browser.post("/besoins", data=answers(club.alice))
    again = browser.post("/besoins", data=answers(club.alice))
    assert again.status_code == 422
    assert "déjà un texte de ce titre" in again.get_data(as_text=True)
    assert len(needs(club)) == 1


def test_all_errors_show_at_once_and_nothing_typed_is_lost(club: Club) -> None:
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    bad = answers(
        club.alice, publish="1", title="Court", description="x" * 10_000, skills=["", ""], size="enorme", days="0,3",
        starts_on=yesterday, ends_on="32/13/2026", commune_code="Atlantide", audience="martiens",
    )
    response = club.browser(club.alice).post("/besoins", data=bad)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    for name in ("title", "description", "skills", "size", "days", "starts_on", "ends_on", "commune_code", "audience"):
        assert f'id="erreur-{name}"' in page, name
    assert "Au moins 10 caractères sont attendus." in page
    assert "5000 caractères au plus" in page
    for typed in ("Court", "x" * 10_000, "0,3", yesterday, "32/13/2026", "Atlantide"):
        assert typed in page
    assert needs(club) == []


def test_an_empty_form_says_what_is_expected(club: Club) -> None:
    form = {"organization_id": str(club.alice.organization_id)}
    page = club.browser(club.alice).post("/besoins", data=form).get_data(as_text=True)
    for name in ("title", "description", "skills", "size"):
        assert f'id="erreur-{name}"' in page


def test_emoji_arabic_and_html_are_kept_and_shown_safely(club: Club) -> None:
    browser = club.browser(club.alice)
    text = "مرحبا بكم 🎉 <script>alert(1)</script> <b>gras</b> **important** " + "é" * 40
    response = browser.post("/besoins", data=answers(club.alice, title="🎉 Fête <img src=x> مرحبا", description=text))
    (need,) = needs(club)
    assert need.description == text
    assert need.title == "🎉 Fête <img src=x> مرحبا"
    page = browser.get(response.location).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "<b>gras" not in page
    assert "<strong>important</strong>" in page
    assert "مرحبا بكم 🎉" in page


def test_text_that_overrides_its_direction_is_straightened(club: Club) -> None:
    club.browser(club.alice).post("/besoins", data=answers(club.alice, title="Un titre \u202eretourné\u202c trop"))
    assert needs(club)[0].title == "Un titre retourné trop"


def test_posting_every_column_changes_only_what_was_asked(club: Club) -> None:
    forged = {column.key: "1" for column in Need.__table__.columns} | {"starts_on": "", "ends_on": ""} | {
        "state": "published", "author_id": str(club.bob.id), "published_at": "2020-01-01", "closing_reason": "expired",
        "id": str(uuid.uuid4()), "version": "9", "expires_at": "2099-01-01",
    }
    club.browser(club.alice).post("/besoins", data=forged | answers(club.alice))
    (need,) = needs(club)
    assert (need.state, need.author_id, need.version) == (PostingState.DRAFT, club.alice.id, 1)
    assert str(need.id) != forged["id"]
    assert need.expires_at is None
    assert need.closing_reason is None


def test_json_gets_the_same_errors_as_data(club: Club) -> None:
    browser = club.browser(club.alice)
    refused = browser.post("/besoins", json={"title": "Court"})
    assert refused.status_code == 422
    assert {"title", "description", "skills", "size", "organization_id"} <= refused.get_json()["errors"].keys()
    for nonsense in ("[]", '"texte"', "3", "null", "{"):
        answer = browser.post("/besoins", data=nonsense, content_type="application/json")
        assert answer.status_code in {400, 422}


def test_json_answers_201_with_the_address(club: Club) -> None:
    asked = answers(club.alice, skills=["comptabilité"], days=2.5, publish=True)
    response = club.browser(club.alice).post("/besoins", json=asked)
    assert response.status_code == 201
    (need,) = needs(club)
    assert response.get_json()["id"] == str(need.id)
    assert response.get_json()["url"].endswith(f"/besoins/{need.id}")


WRONG = [{"skills": 3}, {"skills": [3]}, {"title": ["a"]}, {"days": True}, {"starts_on": 0}, {"commune_code": {}}]


@pytest.mark.parametrize("wrong", WRONG)
def test_json_of_the_wrong_type_is_refused_by_field(club: Club, wrong: dict[str, object]) -> None:
    response = club.browser(club.alice).post("/besoins", json=answers(club.alice) | wrong)
    assert response.status_code == 422
    assert list(response.get_json()["errors"]) == list(wrong)
