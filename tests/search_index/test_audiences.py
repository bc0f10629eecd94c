"""Charlie, a stranger, must learn nothing of what members keep among themselves."""

from search_index import Catalogue, SearchQuery
from tests.search_index.club import alice_asks, members_offer


def test_charlie_finds_nothing_of_the_members(catalogue: Catalogue) -> None:
    page = catalogue.search(SearchQuery("zythologue", count_facets=("commune",)))
    assert (page.hits, page.total, page.facet_counts, page.corrected) == ([], 0, {"commune": {}}, None)


def test_charlie_is_neither_suggested_nor_corrected_into_their_words(catalogue: Catalogue) -> None:
    assert catalogue.suggest("zyth", audiences=("public",), kinds=("offer",)) == []
    assert catalogue.search(SearchQuery("zythologe")).corrected is None


def test_facets_count_nothing_of_the_members(catalogue: Catalogue) -> None:
    counts = catalogue.search(SearchQuery(count_facets=("commune",))).facet_counts
    assert "68297" not in counts["commune"]


def test_members_see_both(catalogue: Catalogue) -> None:
    page = catalogue.search(SearchQuery("comptable", audiences=("public", "members")))
    assert {hit.id for hit in page.hits} == {"offer-1", "offer-3"}


def test_matching_in_public_proposes_nothing_of_the_members(catalogue: Catalogue) -> None:
    assert {hit.id for hit in catalogue.match(alice_asks(), "offer", audiences=("public",))} == {"offer-1"}
    assert "offer-3" in {hit.id for hit in catalogue.match(alice_asks(), "offer")}


def test_a_document_that_becomes_reserved_leaves_the_public_index(catalogue: Catalogue) -> None:
    catalogue.update([members_offer(id="offer-1", title="Brassicole")])
    assert "offer-1" not in catalogue.versions("public", "offer")
    assert "offer-1" in catalogue.versions("members", "offer")
    assert catalogue.suggest("bénév", audiences=("public",), kinds=("offer",)) == []
