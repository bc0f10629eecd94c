"""Lists: who sees what, facets that count right, orders, pages, and few queries however long the list."""

import re
import uuid
from datetime import timedelta

import pytest

from club_ess.kit import clock
from club_ess.postings.enums import Audience, ClosingReason, PostingState
from tests.cast import Club
from tests.postings.trades import NEEDS, Trade, both, counted_queries


def titles(page: str) -> list[str]:
    return re.findall(r'club-card-title"><a href="[^"]+">([^<]+)</a>', page)


def facet_counts(page: str) -> dict[str, int]:
    """By label, the number beside each choice."""
    found = re.findall(r'facet-name">([^<]+)</span>\s*<span class="facet-count">(\d+)', page)
    return {label: int(number) for label, number in found}


@both
def test_drafts_and_closed_ones_are_their_organization_s_only(club: Club, trade: Trade) -> None:
    author = trade.author(club)
    draft = trade.make(club, state=PostingState.DRAFT, title="Un brouillon caché")
    over = {"state": PostingState.CLOSED, "closing_reason": ClosingReason.NO_ANSWER, "closed_at": clock.now()}
    closed = trade.make(club, title="Une affaire close", **over)
    for posting_id in (draft, closed):
        unknown = club.browser().get(trade.url(uuid.uuid4()))
        hidden = club.browser().get(trade.url(posting_id))
        assert (hidden.status_code, hidden.data) == (404, unknown.data)
        assert club.browser(club.charlie).get(trade.url(posting_id)).status_code == 404
        assert club.browser(club.dana).get(trade.url(posting_id)).status_code == 404
        assert club.browser(author).get(trade.url(posting_id)).status_code == 200
    for person in (None, club.charlie, author):
        page = club.browser(person).get(f"/{trade.path}").get_data(as_text=True)
        assert "Un brouillon caché" not in page
        assert "Une affaire close" not in page
    mine = club.browser(author).get(f"/mes-{trade.path}").get_data(as_text=True)
    assert "Un brouillon caché" in mine
    assert "Une affaire close" in mine
    assert "Pas de réponse" in mine
    assert titles(club.browser(club.charlie).get(f"/mes-{trade.path}").get_data(as_text=True)) == []


@both
def test_what_is_for_members_is_hidden_from_visitors_even_in_counts(club: Club, trade: Trade) -> None:
    members = trade.make(club, title="Réservé aux membres du club", audience=Audience.MEMBERS, skills=["secret"])
    trade.make(club, title="Ouvert à tout le monde", skills=["accueil"])
    visitor, stranger = club.browser(), club.browser(club.charlie)
    page = visitor.get(f"/{trade.path}").get_data(as_text=True)
    assert titles(page) == ["Ouvert à tout le monde"]
    assert "secret" not in page
    assert visitor.get(trade.url(members)).status_code == 404
    assert visitor.get(f"/api/{trade.path}").get_json()["total"] == 1
    assert len(titles(stranger.get(f"/{trade.path}").get_data(as_text=True))) == 2
    assert stranger.get(trade.url(members)).status_code == 200


@both
def test_facets_count_what_each_choice_would_leave(club: Club, trade: Trade) -> None:
    trade.make(club, title="Premier texte publié", size="flash", commune_code="68224", skills=["bilan", "paie"])
    trade.make(club, title="Deuxième texte mis", size="flash", commune_code="68154", skills=["bilan"], is_remote=True)
    trade.make(club, title="Troisième texte publié", size="long", commune_code="68224", skills=["web"])
    browser = club.browser()
    counts = facet_counts(browser.get(f"/{trade.path}").get_data(as_text=True))
    assert (counts["Mulhouse"], counts["Illzach"], counts["bilan"], counts["Possible à distance"]) == (2, 1, 2, 1)
    page = browser.get(f"/{trade.path}?taille=flash&commune=68224").get_data(as_text=True)
    assert titles(page) == ["Premier texte publié"]
    counts = facet_counts(page)
    assert (counts["Mulhouse"], counts["Illzach"]) == (1, 1)
    assert counts["Coup de pouce (1 à 3 heures)"] == 1
    assert counts["Mission longue (fin de carrière, mi-temps…)"] == 1
    assert titles(browser.get(f"/{trade.path}?competence=web&competence=paie").get_data(as_text=True)) != []
    assert browser.get(f"/api/{trade.path}?competence=web&competence=paie").get_json()["total"] == 2
    assert browser.get(f"/api/{trade.path}?distance=oui").get_json()["total"] == 1


def test_needs_are_narrowed_by_the_family_of_their_structure(club: Club) -> None:
    club.need(club.alice, title="Le besoin d’une association")
    club.need(club.charlie, title="Le besoin d’une coopérative")
    club.need(club.dana, title="Le besoin d’une collectivité")
    page = club.browser().get("/besoins?famille=cooperative").get_data(as_text=True)
    assert titles(page) == ["Le besoin d’une coopérative"]
    page = club.browser().get("/besoins?structure=public_body").get_data(as_text=True)
    assert titles(page) == ["Le besoin d’une collectivité"]


NONSENSE = ("taille=énorme", "commune=99999", "tri=hasard", "page=abc", "page=0", "page=99999", "taille='%22", "q=%00")


@pytest.mark.parametrize("query", [*NONSENSE, "competence=" + "x" * 3000, "competence=%00"])
def test_nonsense_in_the_address_is_not_an_error(club: Club, query: str) -> None:
    club.need(club.alice)
    assert club.browser().get(f"/besoins?{query}").status_code == 200


@both
def test_orders(club: Club, trade: Trade) -> None:
    now, today = clock.now(), clock.today()
    soon, later = {"starts_on": today + timedelta(days=2)}, {"starts_on": today + timedelta(days=50)}
    trade.make(club, title="Ancien mais bientôt", published_at=now - timedelta(days=9), commune_code="67482", **soon)
    trade.make(club, title="Récent sans date ni lieu", published_at=now)
    trade.make(club, title="Entre deux, plus tard", published_at=now - timedelta(days=3), commune_code="68154", **later)
    browser = club.browser(club.charlie)

    def order(sort: str) -> list[str]:
        return [title.split()[0] for title in titles(browser.get(f"/{trade.path}?tri={sort}").get_data(as_text=True))]

    assert order("recent") == ["Récent", "Entre", "Ancien"]
    assert order("bientot") == ["Ancien", "Entre", "Récent"]
    assert order("proche") == ["Entre", "Ancien", "Récent"]
    assert "Plus proches" not in club.browser().get(f"/{trade.path}").get_data(as_text=True)


@both
def test_sixty_rows_make_three_pages_and_at_most_eight_queries(club: Club, trade: Trade) -> None:
    for number in range(60):
        trade.make(club, title=f"Texte numéro {number} de la liste", skills=[f"savoir {number % 7}"])
    browser = club.browser(club.charlie)
    browser.get(f"/{trade.path}")
    with counted_queries(club) as sent:
        page = browser.get(f"/{trade.path}?page=3&taille=advice&tri=proche").get_data(as_text=True)
    assert len(titles(page)) == 20
    assert len(sent) <= 8, sent
    with counted_queries(club) as sent:
        mine = club.browser(trade.author(club)).get(f"/mes-{trade.path}").get_data(as_text=True)
    assert len(titles(mine)) == 60
    assert len(sent) <= 8, sent
    assert "taille=advice" in page
    assert "tri=proche" in page


def test_the_json_list_has_the_promised_shape(club: Club) -> None:
    need_id = club.need(club.alice, commune_code="68224", days=2.5)
    answer = club.browser().get("/api/besoins").get_json()
    assert (answer["total"], answer["page"], answer["pages"]) == (1, 1, 1)
    (item,) = answer["items"]
    assert item["id"] == str(need_id)
    assert item["url"].endswith(f"/besoins/{need_id}")
    assert item["commune"] == {"code": "68224", "name": "Mulhouse"}
    assert item["days"] == 2.5
    assert set(item) == {
        "id", "url", "title", "description", "organization", "skills", "size", "days", "starts_on", "ends_on",
        "commune", "is_remote", "audience", "published_at", "expires_at",
    }
    assert NEEDS.row(club, need_id).version == 1


@both
def test_counts_follow_every_change_at_once(club: Club, trade: Trade) -> None:
    def total() -> int:
        return club.browser().get(f"/api/{trade.path}").get_json()["total"]

    assert total() == 0
    posting_id = trade.make(club)
    assert total() == 1
    club.browser(trade.author(club)).post(trade.url(posting_id, "clore"), data={"reason": "no_answer"})
    assert total() == 0
