"""What a cédant writes without thinking of it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from club_ess.transfers.anonymity.giveaways import Giveaway, GiveawayKind, giveaways
from club_ess.transfers.anonymity.words import clean

NAMES = ["Les Ateliers du Drouot", "Association Bois & Compagnons"]
PEOPLE = ["Jean-Marc Schmittlin", "Claire Petit"]


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.words) for one in giveaways(text, names=NAMES, people=PEOPLE)]


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("Écrivez à contact@exemple.fr.", "email", "contact@exemple.fr"),
    ("Écrivez à jean (at) exemple.fr.", "email", "jean (at) exemple.fr"),
    ("Voir https://exemple.org/nous", "link", "https://exemple.org/nous"),
    ("Voir exemple.alsace, tout y est", "link", "exemple.alsace"),
    ("Appelez le 03 89 00 00 00", "phone", "03 89 00 00 00"),
    ("Appelez le 0389000000", "phone", "0389000000"),
    ("Appelez le 03.89.00.00.00", "phone", "03.89.00.00.00"),
    ("Appelez le +33 (0)3 89 00 00 00", "phone", "+33 (0)3 89 00 00 00"),
    ("Appelez le +41 61 123 45 67", "phone", "+41 61 123 45 67"),
    ("Notre SIREN est 732829320", "siren", "732829320"),
    ("SIRET 732 829 320 00074", "siren", "732 829 320 00074"),
    ("SIRET ７３２８２９３２０ 00074", "siren", "732829320 00074"),
    ("TVA FR32732829320", "siren", "FR32732829320"),
    ("Des ressources de 487 350 € par an", "amount", "487 350 €"),
    ("Un chiffre d’affaires de 1,2 M€", "amount", "1,2 M€"),
    ("Environ 2 millions d’euros", "amount", "2 millions d’euros"),
    ("Nous avons 23 salariés", "staff", "23 salariés"),
    ("Soit 18,5 ETP", "staff", "18,5 ETP"),
    ("Au 12 bis, rue des Tanneurs, au fond", "address", "12 bis, rue des Tanneurs"),
    ("Nos locaux de la rue de la Paix", "address", "rue de la Paix"),
    ("BP 1234", "address", "BP 1234"),
    ("Une association fondée en 1987 par des parents", "year", "fondée en 1987"),
    ("Nous existons depuis l’hiver 1987", "year", "depuis l’hiver 1987"),
    ("Création de l’association en 2003", "year", "Création de l’association en 2003"),
    ("Les ATELIERS du drouot vous attendent", "name", "ATELIERS du drouot"),
    ("Venez à « Drouot »", "name", "Drouot"),
    ("Bois et compagnons, depuis toujours", "name", "Bois et compagnons"),
    ("Chaque compagnon apprend", "name", "compagnon"),
    ("Avec schmittlin, tout va", "person", "schmittlin"),
    ("Claire vous répondra", "person", "Claire"),
    ("Au nord de MULHOUSE", "place", "MULHOUSE"),
    ("À pulversheim même", "place", "pulversheim"),
    ("À Brunstatt même", "place", "Brunstatt"),
    ("Dans le quartier de Bourtzwiller", "place", "Bourtzwiller"),
    ("Près de St Louis", "place", "St Louis"),
    ("Près de Colmar", "place", "Colmar"),
    ("Dans le 68100", "place", "68100"),
    ("Dans le Mul\u00adhouse d’antan", "place", "Mulhouse"),
])
def test_words_that_tell_are_found(text: str, kind: str, words: str) -> None:
    assert (kind, words) in found(text)


@pytest.mark.parametrize("text", [
    "Une structure de Mulhouse Alsace Agglomération (m2A), dans la zone Mulhouse et sa couronne.",
    "Menuiserie d’insertion : trois ateliers, une équipe soudée, 450 m2, 100 000 repas par an.",
    "Nos ateliers et notre association emploient des salariés claires dans leurs choix, un petit groupe.",
    "Lutter contre l’exclusion est notre raison d’être. La reprise est prévue en 2028, au 3e trimestre.",
    "Nous cherchons un repreneur de l’ESS, en CDI, avec un accompagnement de 6 mois. Le bois, notre métier.",
    "Équipe soudée.Il faut un repreneur.Le reste suivra : 12,5 % de marge, 3 véhicules, ouvert 5 jours sur 7.",
])
def test_ordinary_sentences_tell_nothing(text: str) -> None:
    assert found(text) == []


def test_each_is_told_once_in_the_order_of_the_text() -> None:
    text = "À Illzach, 06 12 34 56 78. Oui : Illzach ; contact@drouot.fr, rue de Mulhouse."
    assert found(text) == [
        ("place", "Illzach"), ("phone", "06 12 34 56 78"), ("email", "contact@drouot.fr"),
        ("address", "rue de Mulhouse"),
    ]


def test_the_initials_of_the_structure_are_its_name() -> None:
    names = ["Régie de Réemploi Mulhousienne", "AFPIL"]
    told = [one.words for one in giveaways("La RRM et l’AFPIL ; une rrm, l’ESS", names=names)]
    assert told == ["RRM", "AFPIL"]


def test_a_name_made_of_one_ordinary_word_is_told_by_its_capital_letter() -> None:
    assert [one.words for one in giveaways("Épices vend des épices", names=["Épices"])] == ["Épices"]


def test_usual_words_of_a_name_are_left_alone() -> None:
    text = "Nous voulons grandir ensemble et partager nos envies de demain."
    assert giveaways(text, names=["Grandir Ensemble", "Envies de partage", "Demain"]) == [
        Giveaway(GiveawayKind.NAME, "grandir ensemble")
    ]


def test_every_kind_has_its_french_words() -> None:
    assert all(kind.label and kind.label == kind.label.strip() for kind in GiveawayKind)


WRITING = st.text(st.sampled_from("aéœ 0123456789.,@€+/’'-()\n«»AMZ\u00ad\u00a0ﬁ") | st.characters(), max_size=200)


@settings(deadline=None)
@given(WRITING, st.lists(WRITING, max_size=2), st.lists(WRITING, max_size=2))
@example("0 " * 3000, [], [])
@example("rue de la " * 1000, ["de la " * 500], [])
@example("fondé " * 1500, [], ["a" * 3000])
def test_any_writing_is_read_and_what_is_told_stands_in_it(text: str, names: list[str], people: list[str]) -> None:
    flat = " ".join(clean(text).split())
    for one in giveaways(text, names=names, people=people):
        assert one.words
        assert one.words in flat


@settings(deadline=None)
@given(WRITING, WRITING, st.sampled_from(["Wittenheim", "contact@exemple.fr", "Drouot", "06 12 34 56 78", "732829320"]))
def test_what_tells_is_found_wherever_it_stands(before: str, after: str, telling: str) -> None:
    told = " ".join(one.words for one in giveaways(f"{before}\n« {telling} »\n{after}", names=NAMES))
    assert telling in told
