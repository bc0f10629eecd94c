"""Laws of matching: the same from either side, each part honest, no proposal without a reason."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import Catalogue, Document, MatchHit, Place
from search_index.explanations import are_kindred
from tests.search_index.club import (
    COLMAR,
    ILLZACH,
    MULHOUSE,
    alice_asks,
    bob_offers,
    carpenter_offers,
    members_offer,
)

VOCABULARY = """
    comptabilité comptable budget jardin menuiserie bois site internet formation bénévoles RGPD SCIC vélo
    animation réparation cuisine insertion juridique statuts contrat le la des nous recherchons 😀 l’école
"""
texts = st.lists(st.sampled_from(VOCABULARY.split()), max_size=15).map(" ".join)
documents = st.builds(
    bob_offers,
    id=st.just("offer-x"),
    title=texts,
    text=texts,
    skills=st.lists(
        st.sampled_from(["comptabilité générale", "rédaction", "Dressage de puces"]), max_size=2
    ).map(tuple),
    place=st.sampled_from([None, MULHOUSE, ILLZACH, COLMAR]),
    is_remote=st.booleans(),
    sector=st.sampled_from([None, "A", "01", "88", "88.99B", "Q", "?"]),
    days=st.sampled_from([None, 0.5, 3, 200]),
    starts_on=st.sampled_from([None, date(2027, 1, 1), date(2027, 6, 1)]),
    ends_on=st.sampled_from([None, date(2027, 2, 1), date(2028, 1, 1)]),
)


@cache
def standing_club() -> Catalogue:
    catalogue = Catalogue(Path(mkdtemp()) / "index")
    catalogue.rebuild([alice_asks(), bob_offers(), carpenter_offers(), members_offer()])
    return catalogue


def part(hit: MatchHit, name: str) -> float | None:
    return next((found.value for found in hit.parts if found.name == name), None)


@given(documents, documents)
@settings(max_examples=60, deadline=None)
def test_the_same_pair_has_the_same_score_from_either_side(one: Document, other: Document) -> None:
    asked = replace(one, kind="need")
    there, back = standing_club().explain(asked, other), standing_club().explain(other, asked)
    assert (there.score, there.parts) == (back.score, back.parts)
    assert 0 <= there.score <= 100
    assert all(0 <= found.value <= 1 for found in there.parts)


@given(documents)
@settings(max_examples=40, deadline=None)
def test_every_proposal_stands_on_a_word_or_a_skill(document: Document) -> None:
    for hit in standing_club().match(replace(document, kind="need", owner="someone"), "offer"):
        assert {reason.kind for reason in hit.reasons} & {"words", "skills"}


def test_alice_is_proposed_bob_first_and_bob_alice_with_the_same_number(catalogue: Catalogue) -> None:
    proposed = catalogue.match(alice_asks(), "offer", audiences=("public",))
    back = catalogue.match(bob_offers(), "need")
    assert proposed[0].id == "offer-1"
    assert back[0].id == "need-1"
    assert proposed[0].score == back[0].score == catalogue.explain(alice_asks(), bob_offers()).score


def test_the_reasons_show_words_as_typed_the_skill_and_the_distance(catalogue: Catalogue) -> None:
    bob = bob_offers(
        skills=("comptabilité générale",), text="Comptes, budget prévisionnel, conseils de gestion."
    )
    reasons = {reason.kind: reason.data for reason in catalogue.explain(alice_asks(), bob).reasons}
    assert {"a": "budget", "b": "budget"} in reasons["words"]["words"]
    assert {"a": "comptes", "b": "Comptes"} in reasons["words"]["words"]
    assert reasons["skills"]["skills"][0] == "comptabilité générale"
    assert reasons["distance"] == {"km": 3.5, "from": "Mulhouse", "to": "Illzach"}


def test_removing_a_matched_word_lowers_the_score_and_the_reason(catalogue: Catalogue) -> None:
    full = catalogue.explain(alice_asks(), bob_offers())
    less = catalogue.explain(
        alice_asks(), bob_offers(text="Tenue des comptes, prévisionnel et conseils de gestion.")
    )
    assert less.score < full.score
    assert "budget" in str(full.reasons)
    assert "budget" not in str(less.reasons)


def test_words_of_one_family_meet_without_a_common_stem(catalogue: Catalogue) -> None:
    need = alice_asks(title="Un informaticien", text="", skills=())
    offer = bob_offers(title="Informatique", text="", skills=())
    other = bob_offers(title="Jardinage", text="", skills=())
    assert part(catalogue.explain(need, offer), "words") > part(catalogue.explain(need, other), "words") == 0  # type: ignore[operator]


def test_kindred_words_are_shown_side_by_side_and_lookalikes_are_not() -> None:
    assert are_kindred("comptable", "comptabilite")
    assert are_kindred("pompe", "pompage")
    assert not are_kindred("carter", "cartes")
    assert not are_kindred("entrer", "entrepot")


def test_two_trades_meet_without_a_common_word(catalogue: Catalogue) -> None:
    need = alice_asks(title="Faire nos bulletins de salaire", text="", skills=())
    payroll = bob_offers(title="Gestionnaire de paie", text="", skills=())
    carpenter = bob_offers(title="Menuisier ébéniste", text="", skills=())
    assert catalogue.explain(need, payroll).score > catalogue.explain(need, carpenter).score


def test_farther_is_never_better_and_unknown_or_remote_is_neutral(catalogue: Catalogue) -> None:
    places = [Place("x", "x", 47.75 + step / 10, 7.33) for step in range(20)]
    scores = [catalogue.explain(alice_asks(), bob_offers(place=place)).score for place in places]
    assert scores == sorted(scores, reverse=True)
    for unknown in (bob_offers(place=None), bob_offers(is_remote=True)):
        assert part(catalogue.explain(alice_asks(), unknown), "distance") is None


def test_missing_answers_leave_no_part_and_are_named(catalogue: Catalogue) -> None:
    hit = catalogue.explain(alice_asks(), bob_offers(days=None, starts_on=None, sector=None, place=None))
    assert {found.name for found in hit.parts} == {"words", "skills"}
    missing = {reason.data["field"] for reason in hit.reasons if reason.kind == "missing"}
    assert missing == {"days", "dates", "place"}


def test_sizes_and_dates_fit_better_when_closer(catalogue: Catalogue) -> None:
    def fits(name: str, **changes: object) -> float:
        return part(catalogue.explain(alice_asks(), bob_offers(**changes)), name) or 0.0

    assert fits("size", days=5) == 1 > fits("size", days=4) > fits("size", days=60)
    late = date(2027, 3, 31) + timedelta(days=1)
    assert fits("dates", starts_on=date(2027, 1, 1)) == 1
    assert fits("dates", starts_on=late) == 0


@pytest.mark.parametrize(
    "text", ["", "le la les", "😀😀", "x" * 5000, "; DROP TABLE", "é" * 300, "comptable " * 5000]
)
def test_any_text_gets_an_answer(catalogue: Catalogue, text: str) -> None:
    hits = catalogue.match(alice_asks(title="", text=text, skills=()), "offer")
    assert len(hits) <= 3


def test_nobody_is_proposed_to_themselves_nor_what_was_excluded(catalogue: Catalogue) -> None:
    assert "offer-1" not in {hit.id for hit in catalogue.match(alice_asks(owner="company"), "offer")}
    assert "offer-1" not in {hit.id for hit in catalogue.match(alice_asks(), "offer", excluded={"offer-1"})}


def test_a_kind_without_documents_gives_no_proposal(catalogue: Catalogue) -> None:
    assert catalogue.match(alice_asks(), "listing") == []
