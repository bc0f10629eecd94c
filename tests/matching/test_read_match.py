"""The pages of a match: both texts, the words in common, and the reasons in plain French from each chair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from club_ess.extensions import db
from club_ess.matching.enums import MatchSide, MatchState
from club_ess.matching.explanations import questions, sentences
from club_ess.matching.models import Match
from club_ess.needs.models import Need
from club_ess.postings.enums import PostingState
from tests.cast import Club
from tests.matching.test_propose_match import change, plain

REASONS = [
    {"kind": "words", "data": {"words": [{"a": "comptable", "b": "comptabilité"}, {"a": "bilan", "b": "bilan"}]}},
    {"kind": "skills", "data": {"skills": ["gestion financière"], "families": [], "trades": ["Comptable"]}},
    {"kind": "distance", "data": {"km": 5.6, "from": "Mulhouse", "to": "Illzach"}},
    {"kind": "days", "data": {"a": 3.0, "b": 5.5}},
    {"kind": "missing", "data": {"field": "dates", "a": True, "b": False}},
]


def test_each_side_reads_the_reasons_from_its_own_chair() -> None:
    need = [plain(line.text) for line in sentences(REASONS, MatchSide.NEED)]
    offer = [plain(line.text) for line in sentences(REASONS, MatchSide.OFFER)]
    assert need[0] == "Mots en commun : <mark>comptable</mark> / <mark>comptabilité</mark>, <mark>bilan</mark>"
    assert offer[0] == "Mots en commun : <mark>comptabilité</mark> / <mark>comptable</mark>, <mark>bilan</mark>"
    assert need[1] == "Vous cherchez / ils proposent : gestion financière"
    assert offer[1] == "Vous proposez / ils cherchent : gestion financière"
    assert need[2] == "À 6 km : Mulhouse ↔ Illzach"
    assert offer[2] == "À 6 km : Illzach ↔ Mulhouse"
    assert need[3] == "Jours : vous en cherchez 3, ils en proposent 5,5"


def test_two_forms_of_one_word_are_said_once_as_one_wrote_it() -> None:
    reason = {"kind": "words", "data": {"words": [{"a": "industrielles", "b": "industriel"}]}}
    (line,) = sentences([reason], MatchSide.OFFER)
    assert plain(line.text) == "Mot en commun : <mark>industriel</mark>"


def test_what_is_missing_is_said_without_blame_and_with_what_would_help() -> None:
    said = "Vous n’avez pas précisé les dates. Même approximatives, elles aideraient."
    assert questions(REASONS, MatchSide.NEED) == [said]
    assert list(map(plain, questions(REASONS, MatchSide.OFFER))) == ["À leur demander : les dates."]


@given(st.text(min_size=1, max_size=20))
def test_words_are_escaped_whatever_people_typed(word: str) -> None:
    reason = {"kind": "words", "data": {"words": [{"a": word, "b": word}]}}
    text = str(sentences([reason], MatchSide.NEED)[0].text)
    inside = text.removeprefix("Mot en commun\u00a0: <mark>").removesuffix("</mark>")
    assert "<" not in inside
    assert ">" not in inside


def test_an_old_reason_that_this_version_no_longer_writes_is_left_out() -> None:
    assert sentences([{"kind": "horoscope", "data": {}}], MatchSide.NEED) == []


@pytest.fixture
def match_id(club: Club):  # type: ignore[no-untyped-def]
    text = "Tenir **nos** comptes.\n\n<script>alert(1)</script> et le bilan."
    need_id = club.need(club.alice, title="Un <b>comptable</b> ?", description=text)
    return club.match(need_id, club.offer(club.bob, description="La comptabilité, le bilan."), reasons=REASONS)


def test_both_texts_stand_side_by_side_with_the_words_in_common(club: Club, match_id) -> None:  # type: ignore[no-untyped-def]
    for person in (club.alice, club.bob):
        page = club.browser(person).get(f"/mises-en-relation/{match_id}").get_data(as_text=True)
        assert "<mark>bilan</mark>" in page
        assert "<mark>comptabilité</mark>" in page
        assert "<script>alert" not in page
        assert "<b>" not in page
        assert "72 sur 100" in page
        assert "Mots des deux textes" in page


def test_a_text_that_went_off_line_is_kept_from_the_other_side_only(club: Club, match_id) -> None:  # type: ignore[no-untyped-def]
    with club.context():
        change(Need, club.get(Match, match_id).need_id, state=PostingState.CLOSED)
    page = club.browser(club.bob).get(f"/mises-en-relation/{match_id}").get_data(as_text=True)
    assert "n’est plus en ligne" in page
    assert "Tenir" not in page
    assert "Tenir" in club.browser(club.alice).get(f"/mises-en-relation/{match_id}").get_data(as_text=True)


def test_the_list_shows_what_waits_first_and_can_be_narrowed(club: Club) -> None:
    need_id = club.need(club.alice)
    titles = {
        MatchState.DECLINED: "Déclinée hier", MatchState.ACCEPTED: "Acceptée hier", MatchState.PROPOSED: "À voir"
    }
    for state, title in titles.items():
        club.match(need_id, club.offer(club.bob, title=f"Offre : {title}"), state=state)
    alice = club.browser(club.alice)
    page = alice.get("/mises-en-relation").get_data(as_text=True)
    assert page.index("Offre : À voir") < page.index("Offre : Acceptée hier") < page.index("Offre : Déclinée hier")
    narrowed = alice.get("/mises-en-relation?etat=acceptees").get_data(as_text=True)
    assert "Offre : Acceptée hier" in narrowed
    assert "Offre : À voir" not in narrowed
    assert alice.get("/mises-en-relation?etat=n%27importe&page=999").status_code == 200


def test_a_long_list_costs_few_queries(club: Club) -> None:
    need_id = club.need(club.alice)
    for _ in range(25):
        club.match(need_id, club.offer(club.bob))
    alice, statements = club.browser(club.alice), []
    with club.context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert alice.get("/mises-en-relation").status_code == 200
    assert len([s for s in statements if s.startswith("SELECT")]) <= 10, statements


def test_the_people_of_a_need_find_its_proposals_on_its_page(club: Club, match_id) -> None:  # type: ignore[no-untyped-def]
    address = f"/besoins/{club.get(Match, match_id).need_id}"
    assert "Mises en relation proposées" in club.browser(club.amir).get(address).get_data(as_text=True)
    for other in (club.bob, club.charlie, None):
        assert "Mises en relation proposées" not in club.browser(other).get(address).get_data(as_text=True)


def test_trades_are_named_when_no_skill_is_shared() -> None:
    shared = {"skills": [], "families": [], "trades": ["Comptable", "Trésorier", "Contrôleur"]}
    (line,) = sentences([{"kind": "skills", "data": shared}], MatchSide.NEED)
    assert plain(line.text) == "Métiers proches : Comptable, Trésorier"
