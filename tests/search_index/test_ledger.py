"""What is read once for speed says the same as what is read each time."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from search_index import Catalogue, Document
from search_index.numbering import Numbering, Spellings, Words
from search_index.sheets import build, read_built, read_tables
from search_index.skills import skill_label
from tests.search_index.club import COLMAR, ILLZACH, MULHOUSE, alice_asks, bob_offers

_WORDS = """
    comptabilité comptable budget gestion jardin tonte menuiserie meubles bois site internet formation bénévoles
    RGPD SCIC vélo réparation cuisine repas insertion juridique statuts contrat assurance paie salaires affiche
"""
WORDS_OF_OFFERS = _WORDS.split()


def many_offers(count: int) -> list[Document]:
    dice = random.Random(7)
    return [
        bob_offers(
            id=f"offer-{number}",
            owner=f"company {number}",
            title=" ".join(dice.sample(WORDS_OF_OFFERS, 3)),
            text=" ".join(dice.choices(WORDS_OF_OFFERS, k=12)),
            skills=dice.choice([(), ("comptabilité générale",), (skill_label("C001"),)]),
            place=dice.choice([None, MULHOUSE, ILLZACH, COLMAR]),
        )
        for number in range(count)
    ]


def test_among_many_the_proposals_are_those_of_the_best_exact_scores(root: Path) -> None:
    offers = many_offers(150)
    catalogue = Catalogue(root)
    catalogue.rebuild([alice_asks(), *offers])
    proposed = catalogue.match(alice_asks(), "offer")
    exact = sorted((catalogue.explain(alice_asks(), offer) for offer in offers), key=lambda hit: (-hit.score, hit.id))
    assert [(hit.id, hit.score) for hit in proposed] == [(hit.id, hit.score) for hit in exact[:10]]


def test_after_changes_the_answers_are_those_of_a_fresh_index(root: Path, tmp_path: Path) -> None:
    offers, catalogue = many_offers(12), Catalogue(root)
    catalogue.rebuild([alice_asks(), *offers[:6]])
    for offer in offers[6:]:
        catalogue.match(alice_asks(), "offer")
        catalogue.update([offer])
    rewritten = replace(offers[0], title="Budget et comptes")
    catalogue.update([rewritten], deleted=[("offer", offers[1].id)])
    fresh = Catalogue(tmp_path / "fresh")
    fresh.rebuild([alice_asks(), rewritten, *offers[2:]])
    assert catalogue.match(alice_asks(), "offer", limit=50) == fresh.match(alice_asks(), "offer", limit=50)


def test_the_built_sheets_are_those_of_the_tables() -> None:
    build()
    built, read = read_built(), read_tables()
    assert built is not None
    assert (built.codes, built.spans) == (read.codes, read.spans)
    assert np.array_equal(built.numbers, read.numbers)
    assert np.array_equal(built.weights, read.weights)


def test_each_word_is_weighed_by_its_own_pieces_however_late_it_arrives() -> None:
    pieces = Numbering()
    words = Words(pieces)
    words.of(["pompe"])
    assert words.weighed_by(np.ones(len(pieces))).tolist() == [3 / np.sqrt(3)]
    words.of(["bois", "pompage"])
    spread = np.zeros(len(pieces) + 1)
    spread[pieces.find("pomp")] = 1
    assert np.allclose(words.weighed_by(spread), [1 / np.sqrt(3), 0, 1 / np.sqrt(5)])


def test_words_are_found_in_order_without_their_accents() -> None:
    spellings = Spellings()
    spellings.of(["été", "bois"])
    assert [word for _, word, _ in spellings.in_order()] == ["bois", "été"]
    spellings.of(["ete", "abeille"])
    assert [word for _, word, _ in spellings.in_order()] == ["abeille", "bois", "ete", "été"]
    assert spellings.by_folded["ete"] == [0, 2]
