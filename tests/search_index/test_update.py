"""Writing, deleting, rebuilding, and what is said when the folder is lost."""

import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from search_index import Catalogue, Document, IndexCorrupt, IndexUnavailable, SearchIndexError, SearchQuery
from tests.search_index.club import alice_asks, bob_offers, carpenter_offers


def found(catalogue: Catalogue, text: str) -> list[str]:
    return [hit.id for hit in catalogue.search(SearchQuery(text)).hits]


def test_what_alice_writes_is_found_at_once_and_replaces_what_was(catalogue: Catalogue) -> None:
    catalogue.update([alice_asks(version="v2", title="Repeindre la salle", text="Rouleaux fournis.")])
    assert found(catalogue, "repeindre") == ["need-1"]
    assert found(catalogue, "tenir") == []
    assert catalogue.versions("public", "need") == {"need-1": "v2"}


def test_twice_in_a_batch_is_one_document_and_the_last_wins(catalogue: Catalogue) -> None:
    catalogue.update([bob_offers(id="x", version="old"), bob_offers(id="x", version="new")])
    assert catalogue.search(SearchQuery("comptable")).total == 2
    assert catalogue.versions("public", "offer")["x"] == "new"


def test_what_is_deleted_is_neither_found_nor_suggested(catalogue: Catalogue) -> None:
    catalogue.update(deleted=[("offer", "offer-2"), ("offer", "unknown"), ("mystery", "1")])
    assert found(catalogue, "menuisier") == []
    assert catalogue.suggest("menui", audiences=("public",), kinds=("offer",)) == []


def test_many_updates_keep_every_document(catalogue: Catalogue) -> None:
    for number in range(40):
        catalogue.update([bob_offers(id=f"n{number % 20}", version=str(number))])
    versions = catalogue.versions("public", "offer")
    assert {versions[f"n{number}"] for number in range(20)} == {str(number) for number in range(20, 40)}


def test_a_name_that_is_no_plain_word_never_becomes_a_folder(catalogue: Catalogue) -> None:
    with pytest.raises(ValueError, match="lower-case"):
        catalogue.update([alice_asks(kind="../../etc")])


def test_a_rebuild_replaces_everything_and_says_how_far_it_is(catalogue: Catalogue) -> None:
    steps: list[tuple[int, int]] = []
    catalogue.rebuild(
        [carpenter_offers(), alice_asks(title="Un jardin")], lambda done, total: steps.append((done, total))
    )
    assert steps == [(1, 2), (2, 2)]
    assert found(catalogue, "jardin") == ["need-1"]
    assert found(catalogue, "comptable") == []


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(catalogue: Catalogue, root: Path) -> None:
    before = list(root.glob("build-*"))
    with pytest.raises(ValueError, match="lower-case"):
        catalogue.rebuild([alice_asks(title="Un jardin"), bob_offers(kind="No!")])
    assert found(catalogue, "tenir") == ["need-1"]
    assert list(root.glob("build-*")) == before


def test_a_document_that_cannot_be_analysed_is_not_taken_for_a_lost_index(catalogue: Catalogue) -> None:
    with pytest.raises(TypeError):
        catalogue.update([bob_offers(title="Un nouveau titre"), alice_asks(text=None)])
    assert found(catalogue, "tenir") == ["need-1"]
    catalogue.update([alice_asks(title="Un jardin")])
    assert found(catalogue, "jardin") == ["need-1"]


def test_a_reader_opened_before_a_rebuild_sees_the_new_index(catalogue: Catalogue, root: Path) -> None:
    reader = Catalogue(root)
    assert found(reader, "tenir") == ["need-1"]
    for title in ("Un jardin", "Une salle", "Un camion"):
        catalogue.rebuild([alice_asks(title=title)])
    assert found(reader, "camion") == ["need-1"]
    assert len(list(root.glob("build-*"))) == 2


def test_an_index_never_built_is_unavailable(root: Path) -> None:
    catalogue = Catalogue(root)
    assert not catalogue.is_usable()
    with pytest.raises(IndexUnavailable):
        catalogue.search(SearchQuery("budget"))
    with pytest.raises(IndexUnavailable):
        catalogue.update([alice_asks()])


@pytest.mark.parametrize("lost", ["", "build-*", "build-*/public-offer", "CURRENT"])
def test_a_folder_deleted_while_running_is_said_then_healed(
    catalogue: Catalogue, root: Path, club: list[Document], lost: str
) -> None:
    assert catalogue.is_usable()
    gone = next(root.glob(lost)) if lost else root
    gone.unlink() if gone.is_file() else shutil.rmtree(gone)
    with pytest.raises(IndexUnavailable):
        catalogue.search(SearchQuery("comptable"))
    with pytest.raises(IndexUnavailable):
        catalogue.match(alice_asks(), "offer")
    assert not catalogue.is_usable()
    catalogue.rebuild(club)
    assert found(catalogue, "comptable") == ["offer-1"]


def test_a_folder_made_anew_by_another_process_is_noticed(catalogue: Catalogue, root: Path) -> None:
    assert found(catalogue, "tenir") == ["need-1"]
    shutil.rmtree(root)
    Catalogue(root).rebuild([alice_asks(title="Un jardin")])
    assert found(catalogue, "jardin") == ["need-1"]
    assert found(catalogue, "tenir") == []


@pytest.mark.parametrize("kept", [0, 10, 400])
def test_a_truncated_segment_is_said_then_healed(root: Path, club: list[Document], kept: int) -> None:
    Catalogue(root).rebuild(club)
    for segment in root.glob("build-*/public-offer/*.seg"):
        segment.write_bytes(segment.read_bytes()[:kept])
    catalogue = Catalogue(root)
    with pytest.raises((IndexCorrupt, IndexUnavailable)):
        catalogue.search(SearchQuery("comptable"))
    assert not catalogue.is_usable()
    catalogue.rebuild(club)
    assert found(catalogue, "comptable") == ["offer-1"]


def test_an_index_of_another_analysis_is_not_read(catalogue: Catalogue, root: Path) -> None:
    stamp = next(root.glob("build-*")) / "stamp.json"
    stamp.write_text(stamp.read_text().replace("french-", "german-"))
    with pytest.raises(IndexUnavailable, match="another version"):
        catalogue.search(SearchQuery("comptable"))


@pytest.fixture
def hurried_threads() -> Iterator[None]:
    """Threads that interrupt each other fifty times more often: a shared searcher would answer wrong."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 50)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurried_threads")
def test_eight_people_search_while_one_writes(catalogue: Catalogue) -> None:
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                page = catalogue.search(SearchQuery("menuisier"))
                proposed = catalogue.match(alice_asks(), "offer", audiences=("public",), limit=50)
            except SearchIndexError as error:
                wrong.append(error)
                return
            if [hit.id for hit in page.hits] != ["offer-2"] or "offer-1" not in {hit.id for hit in proposed}:
                wrong.append(page)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for number in range(8):
        catalogue.update([bob_offers(id=f"n{number}")], [("offer", f"n{number - 3}")])
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
