"""Nobody publishes a teaser that gives them away."""

import uuid
from collections.abc import Callable

import pytest

from club_ess.extensions import db
from club_ess.kit.errors import Invalid
from club_ess.transfers.anonymity.counting import Count, replace_counts
from club_ess.transfers.enums import Statute, Workforce
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.recognition import check_publishable
from club_ess.transfers.states import ReviewState
from tests.transfers.actors import Stage
from tests.transfers.listings.conftest import teaser

At = Callable[..., str]


def _count(stage: Stage, *counts: Count) -> None:
    with stage.club.context():
        replace_counts(counts, "essai.csv")


def _errors(stage: Stage, listing_id: uuid.UUID) -> dict[str, str]:
    with stage.club.context():
        try:
            check_publishable(db.session.get_one(Listing, listing_id))
        except Invalid as invalid:
            return invalid.errors
    return {}


def test_without_reference_only_the_widest_teaser_goes(stage: Stage, at: At) -> None:
    wide = stage.listing(stage.colette, workforce=None)
    narrow = stage.listing(stage.colette, state="draft", zone="nord")
    assert _errors(stage, wide) == {}
    assert set(_errors(stage, narrow)) == {"zone", "workforce"}
    browser = stage.club.browser(stage.colette)
    page = browser.get(at(narrow, "reconnaitre")).get_data(as_text=True)
    assert "ne sont pas chargés" in page
    assert "Élargir" in page
    assert "INSEE" in page
    answer = browser.post(at(narrow, "soumettre"))
    assert answer.status_code == 422
    assert 'id="erreur-zone"' in answer.get_data(as_text=True)


def test_one_click_widens_by_the_least_that_is_enough(stage: Stage, at: At) -> None:
    _count(
        stage, Count("C", "nord", Workforce.MICRO, None, 3), Count("C", "mulhouse", Workforce.MICRO, None, 40),
        Count("C", "nord", Workforce.SMALL, None, 1),
    )
    listing_id = stage.listing(stage.colette, state="draft", zone="nord")
    browser = stage.club.browser(stage.colette)
    page = browser.get(at(listing_id, "reconnaitre")).get_data(as_text=True)
    assert "3 structures du territoire ressemblent" in page
    assert "<td>43</td>" in page
    assert "la partie de m2A" in page
    version = stage.club.get(Listing, listing_id).version
    assert browser.post(at(listing_id, "elargir"), data={"version": version}).status_code == 303
    row = stage.club.get(Listing, listing_id)
    assert (row.zone, row.section, row.workforce, row.state) == ("m2a", "C", Workforce.MICRO, ReviewState.DRAFT)
    assert "Au moins 43 structures" in browser.get(at(listing_id, "reconnaitre")).get_data(as_text=True)
    assert browser.post(at(listing_id, "elargir"), data={"version": version}).status_code == 409


def test_widening_what_is_on_line_asks_for_a_review(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette, zone="nord")
    version = stage.club.get(Listing, listing_id).version
    stage.club.browser(stage.colette).post(at(listing_id, "elargir"), data={"version": version})
    assert stage.club.get(Listing, listing_id).state is ReviewState.SUBMITTED


@pytest.mark.parametrize(
    "words",
    ["chez Coquelicot", "écrire à colette@coquelicot.test", "demander Colette Wurtz", "à Pfastatt", "06 11 22 33 44"],
)
def test_words_that_name_the_cedant_are_shown_and_refused(stage: Stage, draft: uuid.UUID, at: At, words: str) -> None:
    browser = stage.club.browser(stage.colette)
    version = stage.club.get(Listing, draft).version
    text = f"Une belle équipe du bois vous attend, {words}, pour la suite de l’aventure."
    assert browser.post(at(draft, "modifier"), data=teaser(version, teaser_text=text)).status_code == 303
    page = browser.get(at(draft, "reconnaitre")).get_data(as_text=True)
    assert "<mark>" in page
    assert "À retirer avant de publier" in page
    assert browser.post(at(draft, "soumettre")).status_code == 422
    assert stage.club.get(Listing, draft).state is ReviewState.DRAFT


def test_words_of_the_address_are_left_to_the_cedants_judgement(stage: Stage, draft: uuid.UUID, at: At) -> None:
    browser = stage.club.browser(stage.colette)
    version = stage.club.get(Listing, draft).version
    text = "Un métier de tisserands du bois, avec un carnet de commandes rempli et une équipe stable."
    browser.post(at(draft, "modifier"), data=teaser(version, teaser_text=text))
    assert "À vous de juger" in browser.get(at(draft, "reconnaitre")).get_data(as_text=True)
    assert browser.post(at(draft, "soumettre")).status_code == 303


def test_what_the_loaded_counts_do_not_count_is_refused_and_said_so(stage: Stage, at: At) -> None:
    _count(stage, Count("C", "mulhouse", Workforce.MICRO, None, 40))
    listing_id = stage.listing(stage.colette, statute=Statute.SIAE)
    assert "ne comptent pas cette précision" in _errors(stage, listing_id)["statute"]
    page = stage.club.browser(stage.colette).get(at(listing_id, "reconnaitre")).get_data(as_text=True)
    assert "ne comptent pas tout ce que dit l’annonce" in page
    assert "ne sont pas chargés" not in page
