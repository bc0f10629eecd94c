"""People search: words, facets, pages, suggestions, typing mistakes, highlights."""

import pytest

from search_index import Catalogue, SearchQuery
from tests.search_index.club import alice_asks, bob_offers, carpenter_offers


def ids(catalogue: Catalogue, text: str = "", **options: object) -> list[str]:
    return [hit.id for hit in catalogue.search(SearchQuery(text, **options)).hits]  # type: ignore[arg-type]


def test_alice_finds_bob_by_a_form_of_his_word(catalogue: Catalogue) -> None:
    assert ids(catalogue, "COMPTABLES") == ["offer-1"]


def test_every_word_narrows(catalogue: Catalogue) -> None:
    assert set(ids(catalogue, "budget")) == {"need-1", "offer-1"}
    assert ids(catalogue, "budget association") == ["need-1"]


def test_a_sentence_is_answered_even_if_no_document_holds_all_of_it(catalogue: Catalogue) -> None:
    assert ids(catalogue, "Qui saurait fabriquer des meubles en bois pour notre crèche parentale ?") == [
        "offer-2"
    ]


def test_the_word_as_spelled_comes_first(catalogue: Catalogue) -> None:
    catalogue.update(
        [
            carpenter_offers(id="a", title="Divers", text="La marche à pied."),
            carpenter_offers(id="b", title="Divers", text="Le marché à venir."),
        ]
    )
    assert ids(catalogue, "marché") == ["b", "a"]
    assert ids(catalogue, "marche") == ["a", "b"]


def test_facets_are_or_inside_and_and_between(catalogue: Catalogue) -> None:
    assert set(ids(catalogue, facets={"commune": ("68224", "68154")})) == {"need-1", "offer-1"}
    assert ids(catalogue, facets={"commune": ("68224", "68154"), "thème": ("finance",)}) == ["offer-1"]
    assert ids(catalogue, "bois", facets={"thème": ("finance",)}) == []


def test_facet_counts_leave_out_their_own_filter(catalogue: Catalogue) -> None:
    query = SearchQuery(kinds=("offer",), facets={"thème": ("bois",)}, count_facets=("thème", "commune"))
    counts = catalogue.search(query).facet_counts
    assert counts == {"thème": {"finance": 1, "conseil": 1, "bois": 1}, "commune": {"68066": 1}}


def test_pages_follow_each_other_without_repeating(catalogue: Catalogue) -> None:
    catalogue.update([bob_offers(id=f"many-{n}") for n in range(25)])
    pages = [ids(catalogue, "comptable", page=page, size=10) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 6, 0]
    assert len({identifier for page in pages for identifier in page}) == 26
    assert catalogue.search(SearchQuery("comptable", size=10)).total == 26


def test_without_words_the_latest_come_first(catalogue: Catalogue) -> None:
    assert ids(catalogue) == ["offer-2", "offer-1", "need-1"]
    assert ids(catalogue, "budget", sort="recent") == ["offer-1", "need-1"]


@pytest.mark.parametrize("typed", ["comptabel", "compatble", "comptble", "commptable"])
def test_one_typing_mistake_is_forgiven_and_said(catalogue: Catalogue, typed: str) -> None:
    page = catalogue.search(SearchQuery(typed))
    assert [hit.id for hit in page.hits] == ["offer-1"]
    assert page.corrected == "comptable"


def test_nothing_is_corrected_when_something_is_found(catalogue: Catalogue) -> None:
    assert catalogue.search(SearchQuery("comptable")).corrected is None


@pytest.mark.parametrize(
    "typed", ['"', "((", "*", "comptable~", "vis:offer", "budget AND", "😀", "le la", "x" * 9000, "a " * 9000]
)
def test_query_syntax_and_nonsense_are_only_words(catalogue: Catalogue, typed: str) -> None:
    page = catalogue.search(SearchQuery(typed))
    assert page.total <= 3


def test_suggestions_complete_the_last_word_as_people_write_it(catalogue: Catalogue) -> None:
    found = catalogue.suggest("tenir nos compta", audiences=("public",), kinds=("need", "offer"))
    assert {suggestion.text for suggestion in found} == {"tenir nos comptabilité", "tenir nos comptable"}
    assert catalogue.suggest("BÉN", audiences=("public",), kinds=("offer",))[0].text == "bénévole"
    assert catalogue.suggest("", audiences=("public",), kinds=("offer",)) == []


def test_words_are_marked_as_typed_and_html_comes_out_escaped(catalogue: Catalogue) -> None:
    evil = '<script>alert("budget")</script> & <b>budgets</b>'
    catalogue.update([alice_asks(id="evil", title=evil, text=evil * 20)])
    hit = next(hit for hit in catalogue.search(SearchQuery("budget alert")).hits if hit.id == "evil")
    for html in (hit.title_html, hit.excerpt_html):
        assert "<mark>budget</mark>" in html
        assert html.replace("<mark>", "").replace("</mark>", "").count("<") == 0
    assert "&lt;script&gt;" in hit.title_html


def test_the_excerpt_shows_where_the_word_is(catalogue: Catalogue) -> None:
    catalogue.update(
        [alice_asks(id="long", text="Du vent. " * 200 + "Une ludothèque mobile. " + "Du vent. " * 200)]
    )
    excerpt = catalogue.search(SearchQuery("ludothèque")).hits[0].excerpt_html
    assert "<mark>ludothèque</mark>" in excerpt
    assert len(excerpt) < 300
