"""Searching: everybody finds what they may read, and never a trace of the rest."""

import uuid

import pytest

from club_ess.events import NeedClosed, NeedPublished, OrganizationSaved
from club_ess.needs.models import Need
from club_ess.organizations.models import Organization
from club_ess.postings.enums import Audience, PostingState
from tests.cast import Club, Somebody
from tests.matching.test_propose_match import change, plain, publish


def results(club: Club, query: str, person: Somebody | None = None) -> str:
    answer = club.browser(person).get(f"/recherche?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return plain(answer.get_data(as_text=True))


def suggestions(club: Club, typed: str, person: Somebody | None = None) -> list[str]:
    return club.browser(person).get("/api/suggestions", query_string={"q": typed}).json


def indexed_need(club: Club, author: Somebody, **values: object) -> uuid.UUID:
    need_id = club.need(author, **values)
    publish(club, NeedPublished(need_id))
    return need_id


def test_one_box_finds_needs_offers_and_structures(club: Club) -> None:
    club.offer(club.bob, title="Un menuisier pour vos étagères")
    club.organization("Menuiserie des Trois Frontières")
    indexed_need(club, club.alice, title="Poser une porte : menuiserie légère")
    page = results(club, "q=menuiserie")
    assert "Menuiserie des Trois Frontières" in page
    assert "Poser une porte" in page
    assert "<mark>menuiserie</mark>" in page
    only = results(club, "q=menuiserie&kinds=need")
    assert "Poser une porte" in only
    assert "Trois Frontières" not in only


def test_structures_are_found_by_what_and_where_they_are(club: Club) -> None:
    club.organization("Les Jardins d’Icare", ess_family="association", siae_kind="ACI", commune_code="68154")
    indexed_need(club, club.alice)
    for typed in ("association", "chantier insertion", "Illzach", "jardin icare"):
        assert "Les Jardins d’Icare" in results(club, f"q={typed}"), typed


def test_a_typing_mistake_is_forgiven_and_said(club: Club) -> None:
    indexed_need(club, club.alice, title="Réparer notre chaudière", description="La chaudière fait des siennes.")
    page = results(club, "q=chaudiere")
    assert "Réparer notre" in page
    assert "Voici les résultats" not in page
    page = results(club, "q=chaudierre")
    assert "Réparer notre" in page
    assert "Voici les résultats pour" in page


def test_facets_count_and_narrow(club: Club) -> None:
    for author in (club.alice, club.charlie):
        indexed_need(club, author, title="Refaire un site internet", commune_code=None)
    page = results(club, "q=site internet")
    assert "Mulhouse" in page
    assert "Wittenheim" in page
    assert "Association" in page
    narrowed = results(club, "q=site internet&commune=68224")
    assert "Les Ateliers du Drouot" in narrowed
    assert "Bois &amp; Compagnons" not in narrowed
    assert "Wittenheim" in narrowed, "the other commune can still be chosen"


def test_drafts_and_closed_needs_are_nowhere(club: Club) -> None:
    indexed_need(club, club.alice, title="Un secret de zinguerie", state=PostingState.DRAFT)
    for person in (None, club.alice, club.charlie):
        assert "Un secret" not in results(club, "q=zinguerie", person)
        assert not suggestions(club, "zingu", person)
    need_id = indexed_need(club, club.alice, title="Restaurer une tuilerie")
    assert "Restaurer une" in results(club, "q=tuilerie")
    with club.context():
        change(Need, need_id, state=PostingState.CLOSED)
    assert "Restaurer une" not in results(club, "q=tuilerie"), "the database decides, even before the index is told"
    publish(club, NeedClosed(need_id))
    assert suggestions(club, "tuile") == []


def test_what_is_for_members_shows_to_members_only(club: Club) -> None:
    indexed_need(
        club, club.alice, title="Confidence de quincaillerie", audience=Audience.MEMBERS, commune_code="68376",
        description="Un mot rare : tourniquet.",
    )
    assert "Confidence" in results(club, "q=quincaillerie", club.charlie)
    assert suggestions(club, "quinc", club.charlie) == ["quincaillerie"]
    for query in ("q=quincaillerie", "q=tourniquet", "q=quincailerie", "q=", "kinds=need"):
        page = results(club, query)
        assert "Confidence" not in page
        assert "Wittenheim" not in page
        assert "tourniquet</mark>" not in page
    assert "Confidence" not in results(club, "commune=68376")
    assert suggestions(club, "quinc") == []
    assert suggestions(club, "tourn") == []


def test_a_need_made_members_only_leaves_the_public_results(club: Club) -> None:
    need_id = indexed_need(club, club.alice, title="Accorder un accordéon")
    assert suggestions(club, "accord")
    with club.context():
        change(Need, need_id, audience=Audience.MEMBERS)
    assert "Accorder un" not in results(club, "q=accordéon")
    publish(club, NeedPublished(need_id))
    assert suggestions(club, "accord") == []
    assert "Accorder un" in results(club, "q=accordéon", club.bob)


def test_a_structure_that_moves_takes_its_needs_along(club: Club) -> None:
    indexed_need(club, club.alice, title="Peindre une fresque")
    with club.context():
        change(Organization, club.alice.organization_id, commune_code="68166")
    publish(club, OrganizationSaved(club.alice.organization_id))
    assert "Peindre une" in results(club, "q=fresque&commune=68166")
    assert "Peindre une" not in results(club, "q=fresque&commune=68224")


@pytest.mark.parametrize("person", ["alice", None])
def test_nothing_found_says_what_to_do_next(club: Club, person: str | None) -> None:
    indexed_need(club, club.alice)
    page = results(club, "q=xylophone", getattr(club, person) if person else None)
    assert "Rien pour « xylophone »" in page
    assert ("Publier un besoin" if person else "Se connecter") in page
    assert "Chercher sans filtre" in results(club, "q=comptabilité&commune=67482")


def test_bad_questions_are_answered_kindly_with_what_was_typed(club: Club) -> None:
    indexed_need(club, club.alice)
    refused = club.browser().get("/recherche", query_string={"q": "é" * 10_000, "kinds": "unicorn"})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "é" * 10_000 in page
    assert "300 caractères" in page
    assert "Ce choix n’existe pas" in page
    for odd in ("<script>alert(1)</script>", "\u202e🙂", "*", "NOT OR AND", "\"", "a:b", "%", " ", "'"):
        answer = club.browser().get("/recherche", query_string={"q": odd, "page": "-3", "commune": "00000"})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.get_data(as_text=True)
        assert club.browser().get("/api/suggestions", query_string={"q": odd}).status_code == 200
    assert suggestions(club, "c" * 5000) == []


def test_suggestions_are_at_most_eight(club: Club) -> None:
    words = " ".join(f"carto{letter}" for letter in "abcdefghijkl")
    indexed_need(club, club.alice, description=words)
    assert len(suggestions(club, "carto")) == 8
    assert suggestions(club, "notre carto")[0].startswith("notre carto")


def test_pages_follow_one_another(club: Club) -> None:
    for rank in range(23):
        club.need(club.alice, title=f"Jardin numéro {rank}")
    indexed_need(club, club.alice, title="Jardin numéro 23")
    first, second = results(club, "q=jardin&kinds=need"), results(club, "q=jardin&kinds=need&page=2")
    titles = {rank for rank in range(24) if f"numéro {rank}<" in first}
    others = {rank for rank in range(24) if f"numéro {rank}<" in second}
    assert (len(titles), len(others), titles & others) == (20, 4, set())
    assert "Il n’y a pas de page 9" in results(club, "q=jardin&page=9")
