"""The home page says what the club is to a newcomer, and what waits to a member."""

from club_ess.matching.enums import MatchState
from club_ess.postings.enums import Audience, PostingState
from tests.cast import Club


def test_a_newcomer_reads_what_the_club_is_and_what_is_new(club: Club) -> None:
    club.need(club.alice, title="Un besoin tout neuf")
    club.offer(club.bob, title="Une offre toute neuve")
    page = club.browser().get("/").get_data(as_text=True)
    for words in ("Comment ça marche", "Un besoin tout neuf", "Une offre toute neuve", "S’inscrire"):
        assert words in page


def test_drafts_and_members_texts_are_not_shown_to_newcomers(club: Club) -> None:
    club.need(club.alice, title="Un brouillon secret", state=PostingState.DRAFT)
    club.need(club.alice, title="Entre membres", audience=Audience.MEMBERS)
    page = club.browser().get("/").get_data(as_text=True)
    assert "Un brouillon secret" not in page
    assert "Entre membres" not in page
    assert "Entre membres" in club.browser(club.bob).get("/").get_data(as_text=True)


def test_a_member_reads_what_waits(club: Club) -> None:
    club.match(club.need(club.alice), club.offer(club.bob))
    page = club.browser(club.alice).get("/").get_data(as_text=True)
    assert "proposition à regarder" in page
    assert "proposition" not in club.browser(club.charlie).get("/").get_data(as_text=True)


def test_an_answered_match_no_longer_waits(club: Club) -> None:
    club.match(club.need(club.alice), club.offer(club.bob), state=MatchState.ACCEPTED)
    assert "proposition à regarder" not in club.browser(club.alice).get("/").get_data(as_text=True)


def test_somebody_without_a_structure_is_shown_the_next_step(club: Club) -> None:
    page = club.browser(club.person("Paul Porteur")).get("/").get_data(as_text=True)
    assert "Rejoindre ou créer votre structure" in page


def test_the_pages_of_the_house_open_for_everybody(club: Club) -> None:
    for path in ("/mentions-legales", "/accessibilite", "/patterns", "/sante"):
        assert club.browser().get(path).status_code == 200
