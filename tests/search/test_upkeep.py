"""The index is derived: lost, the database answers until it heals; drifted, it is found out and mended."""

import shutil
import uuid
from pathlib import Path

import pytest
from click.testing import CliRunner

from club_ess.events import NeedPublished, OfferPublished
from club_ess.extensions import db
from club_ess.needs.models import Need
from club_ess.postings.enums import Audience, PostingState
from club_ess.search import documents, upkeep
from club_ess.search.catalogue import get_catalogue
from club_ess.search.commands import search_commands
from club_ess.search.documents import need_document
from club_ess.search.drift import find_drift
from club_ess.search.reactions import index_need
from tests.cast import Club
from tests.matching.test_propose_match import change, publish
from tests.search.test_search import indexed_need, results, suggestions

NOTICE = "Recherche simplifiée"


def index_folder(club: Club) -> Path:
    return club.app.config["CLUB"].index_folder


def test_an_index_deleted_while_running_degrades_with_a_notice_then_heals(club: Club) -> None:
    need_id = indexed_need(club, club.alice, title="Accueillir une chorale", description="Il nous faut une salle.")
    club.need(club.alice, title="Chorale secrète", state=PostingState.DRAFT)
    assert NOTICE not in results(club, "q=chorale")
    shutil.rmtree(index_folder(club))
    for person in (None, club.alice):
        page = results(club, "q=Chorale", person)
        assert NOTICE in page
        assert "Accueillir une chorale" in page
        assert "Chorale secrète" not in page
    assert suggestions(club, "chor") == []
    assert club.settle() == 1, "however many searched meanwhile, one rebuild is promised"
    page = results(club, "q=chorale")
    assert NOTICE not in page
    assert "<mark>chorale</mark>" in page
    assert str(need_id) in page
    assert suggestions(club, "chor") == ["chorale"]


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "CURRENT", "stamp.json"])
def test_a_truncated_index_degrades_then_heals(club: Club, pattern: str) -> None:
    indexed_need(club, club.alice, title="Accueillir une chorale")
    for file in index_folder(club).rglob(pattern):
        file.write_bytes(file.read_bytes()[:7])
    with club.context():
        upkeep.forget_catalogue()
    assert "Accueillir une" in results(club, "q=chorale")
    club.settle()
    page = results(club, "q=chorale")
    assert NOTICE not in page
    assert "<mark>chorale</mark>" in page


def test_members_only_needs_stay_hidden_without_the_index_too(club: Club) -> None:
    indexed_need(club, club.alice, title="Confidence de chorale", audience=Audience.MEMBERS)
    shutil.rmtree(index_folder(club))
    assert "Confidence" not in results(club, "q=chorale")
    assert "Confidence" in results(club, "q=chorale", club.bob)


def test_words_of_sql_are_only_words(club: Club) -> None:
    club.need(club.alice, title="Remise de 100 % sur la voile")
    club.need(club.alice, title="Une autre voile")
    for typed, found in (("100 %", True), ("voile_", False), ("voile' OR 1=1", False)):
        page = club.browser().get("/recherche", query_string={"q": typed}).get_data(as_text=True)
        assert ("Remise de 100" in page) is found
        assert "Une autre" not in page


def test_the_first_publication_ever_makes_the_index(club: Club) -> None:
    assert not index_folder(club).exists()
    indexed_need(club, club.alice)
    with club.context():
        assert get_catalogue().is_usable()
        assert not find_drift()


def test_the_check_finds_what_is_missing_stale_and_in_excess_and_mends_it(club: Club) -> None:
    kept, edited, closed = (indexed_need(club, club.alice, title=f"Besoin numéro {rank}") for rank in range(3))
    with club.context():
        change(Need, edited, title="Un tout autre besoin")
        change(Need, closed, state=PostingState.CLOSED)
    unheard = club.need(club.alice, title="Publié sans que l’index le sache")
    with club.context():
        drift = find_drift()
        assert (drift.missing, drift.stale, drift.orphans) == (
            {("need", str(unheard))}, {("need", str(edited))}, {("need", str(closed))}
        )
        upkeep.keep_index_true()
        assert not find_drift()
        assert set(get_catalogue().versions("public", "need")) == {str(kept), str(edited), str(unheard)}


def test_documents_written_differently_make_the_whole_index_stale(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    need_id = indexed_need(club, club.alice)
    monkeypatch.setattr(documents, "WRITING", 2)
    with club.context():
        assert ("need", str(need_id)) in find_drift().stale
        upkeep.keep_index_true()
        assert not find_drift()


def test_a_document_in_the_wrong_audience_is_stale(club: Club) -> None:
    need_id = indexed_need(club, club.alice)
    with club.context():
        change(Need, need_id, audience=Audience.MEMBERS)
        assert find_drift().stale == {("need", str(need_id))}


def test_a_fact_replayed_changes_nothing(club: Club) -> None:
    need_id = indexed_need(club, club.alice)
    with club.context():
        before = get_catalogue().versions("public", "need")
        for _ in range(3):
            index_need(NeedPublished(need_id))
        index_need(NeedPublished(uuid.uuid4()))
        assert get_catalogue().versions("public", "need") == before
        assert not find_drift()


def test_an_edit_that_comes_while_indexing_has_the_last_word(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    need_id = indexed_need(club, club.alice)
    with club.context():
        catalogue, edits = get_catalogue(), ["Édité pendant ce temps"]
        update = catalogue.update

        def slow_update(*args: object) -> None:
            update(*args)  # type: ignore[arg-type]
            if edits:
                change(Need, need_id, title=edits.pop())

        monkeypatch.setattr(catalogue, "update", slow_update)
        index_need(NeedPublished(need_id))
        assert not find_drift()


def run(club: Club, *words: str):  # type: ignore[no-untyped-def]
    with club.context():
        answer = CliRunner().invoke(search_commands, list(words))
        db.session.remove()
    return answer


def test_the_commands_rebuild_check_and_explain(club: Club) -> None:
    need_id, offer_id = club.need(club.alice), club.offer(club.bob)
    assert run(club, "check").exit_code == 1
    assert run(club, "rebuild").exit_code == 0
    assert run(club, "check").exit_code == 0
    publish(club, OfferPublished(offer_id))
    explained = run(club, "explain", str(need_id), str(offer_id))
    assert explained.exit_code == 0
    assert "sur 100" in explained.output
    assert "skills" in explained.output
    assert run(club, "explain", str(need_id), str(uuid.uuid4())).exit_code == 1
    with club.context():
        change(Need, need_id, title="Autre chose")
    drifted = run(club, "check")
    assert drifted.exit_code == 1
    assert "périmé" in drifted.output
    assert str(need_id) in drifted.output


def test_a_document_tells_what_the_row_says_and_nothing_of_the_people(club: Club) -> None:
    need_id = club.need(club.alice, description="Du **gras** et [un lien](https://exemple.test).", commune_code="68154")
    with club.context():
        document = need_document(db.session.get_one(Need, need_id))
    assert document.text == "Du gras et un lien."
    assert document.place
    assert document.place.name == "Illzach"
    assert "Schmitt" not in repr(document)
    assert club.alice.email not in repr(document)
