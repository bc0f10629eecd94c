"""Bob posts an offer for his company."""

from sqlalchemy import select

from club_ess.extensions import db
from club_ess.patronage.models import Offer
from club_ess.postings.enums import PostingState
from tests.cast import Club
from tests.postings.answers import answers

TITLE = "Trois jours de notre comptable"


def offers(club: Club) -> list[Offer]:
    with club.context():
        return list(db.session.scalars(select(Offer)))


def test_bob_publishes_and_everybody_reads(club: Club) -> None:
    response = club.browser(club.bob).post("/offres", data=answers(club.bob, title=TITLE, publish="1"))
    (offer,) = offers(club)
    assert response.location == f"/offres/{offer.id}"
    assert (offer.state, offer.organization_id) == (PostingState.PUBLISHED, club.bob.organization_id)
    page = club.browser().get(response.location).get_data(as_text=True)
    assert TITLE in page
    assert "Cette offre vous aiderait" in page
    assert "Rejoindre le club" in page
    assert TITLE in club.browser().get("/offres").get_data(as_text=True)


def test_an_association_is_told_where_to_go(club: Club) -> None:
    browser = club.browser(club.alice)
    assert "dire ce dont elle a besoin" in browser.get("/offres/nouvelle").get_data(as_text=True)
    assert browser.post("/offres", data=answers(club.alice)).status_code == 422
    assert offers(club) == []


def test_a_public_body_does_not_offer_employees(club: Club) -> None:
    assert club.browser(club.dana).post("/offres", data=answers(club.dana)).status_code == 422


def test_visitors_and_strangers_post_nothing(club: Club) -> None:
    assert club.browser().post("/offres", data=answers(club.bob)).status_code == 303
    assert club.browser(club.charlie).post("/offres", data=answers(club.bob)).status_code == 403
    assert offers(club) == []


def test_twenty_submits_of_one_form_make_one_offer(club: Club) -> None:
    form = answers(club.bob, title=TITLE)
    browser = club.browser(club.bob)
    assert {browser.post("/offres", data=form).location for _ in range(20)} == {f"/offres/{offers(club)[0].id}"}
    assert len(offers(club)) == 1


def test_json_tells_what_is_missing(club: Club) -> None:
    refused = club.browser(club.bob).post("/offres", json={"organization_id": str(club.bob.organization_id)})
    assert refused.status_code == 422
    assert set(refused.get_json()["errors"]) == {"title", "description", "skills", "size"}
