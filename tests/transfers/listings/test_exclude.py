"""Who the cédant keeps away, and whom they let in after all."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from club_ess.events import OrganizationSaved
from club_ess.extensions import db
from club_ess.kit.operation import operation
from club_ess.organizations.models import Organization
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.listings import closures
from club_ess.transfers.listings.closures import Closer
from club_ess.transfers.listings.models import Exclusion, Listing, Welcome
from club_ess.transfers.listings.reactions import keep_exclusions_in_step
from tests.transfers.actors import Stage

At = Callable[..., str]


def _ties(stage: Stage, listing_id: uuid.UUID, **values: Any) -> set[str]:
    with stage.club.context():
        return set(db.session.scalars(select(Exclusion.tie).filter_by(listing_id=listing_id, **values)))


def _reads(stage: Stage, who: Any, listing_id: uuid.UUID) -> bool:
    return stage.club.browser(who).get(f"/transmission/annonces/{listing_id}").status_code == 200


@pytest.mark.parametrize("field", ["email", "domain", "siren", "organization_id"])
def test_an_exclusion_closes_at_once_and_opens_again_when_removed(stage: Stage, at: At, field: str) -> None:
    there = stage.club.organization("Filiale", "company", siret="35600000000048", website="https://www.filiale.test")
    ursule = stage.club.person("Ursule Filiale", there, email="ursule@mail.filiale.test")
    listing_id = stage.listing(stage.colette)
    stage.project(ursule)
    typed = {"email": "Ursule@Mail.Filiale.test", "domain": "@filiale.test", "siren": "356 000 000 00048",
             "organization_id": str(there)}
    browser = stage.club.browser(stage.colette)
    assert _reads(stage, ursule, listing_id)
    assert browser.post(at(listing_id, "exclusions"), data={field: typed[field]}).status_code == 303
    assert not _reads(stage, ursule, listing_id)
    with stage.club.context():
        added = db.session.scalars(select(Exclusion.id).filter_by(listing_id=listing_id, is_automatic=False)).all()
    assert added
    for exclusion_id in added:
        assert browser.post(at(listing_id, f"exclusions/{exclusion_id}/retirer")).status_code == 303
    assert _reads(stage, ursule, listing_id)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "remplissez une des cases"), ({"email": "pas une adresse"}, "n’est pas reconnue"),
        ({"domain": "gmail.com"}, "Tout le monde peut avoir une adresse de ce fournisseur"),
        ({"domain": "pas un domaine"}, "Écrivez ce qui suit le @"), ({"siren": "12"}, "n’est pas valable"),
    ],
)
def test_what_cannot_be_excluded_is_said_clearly(stage: Stage, at: At, typed: dict[str, str], said: str) -> None:
    listing_id = stage.listing(stage.colette)
    answer = stage.club.browser(stage.colette).post(at(listing_id, "exclusions"), data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert all(value in page for value in typed.values())


def test_the_page_says_in_plain_words_whom_each_closes(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette)
    browser = stage.club.browser(stage.colette)
    browser.post(at(listing_id, "exclusions"), data={"domain": "rivale.fr", "email": "x@y.fr"})
    page = browser.get(at(listing_id, "exclusions")).get_data(as_text=True)
    assert "Toutes les personnes dont l’adresse finit par @rivale.fr" in page
    assert "L’adresse x@y.fr" in page
    assert "Toutes les personnes qui agissent, ont agi ou ont demandé à agir pour Menuiserie Coquelicot." in page


def test_an_automatic_exclusion_is_not_removed(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette)
    with stage.club.context():
        automatic = db.session.scalar(select(Exclusion.id).filter_by(listing_id=listing_id, is_automatic=True))
    browser = stage.club.browser(stage.colette)
    assert browser.post(at(listing_id, f"exclusions/{automatic}/retirer")).status_code == 409
    browser.post(at(listing_id, "exclusions"), data={"email": "x@y.fr"})
    other = stage.listing(stage.xavier)
    with stage.club.context():
        foreign = db.session.scalar(select(Exclusion.id).filter_by(listing_id=other))
    assert browser.post(at(listing_id, f"exclusions/{foreign}/retirer")).status_code == 404


def test_one_that_was_written_by_hand_too_stays_when_the_hand_takes_it_back(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette)
    browser = stage.club.browser(stage.colette)
    browser.post(at(listing_id, "exclusions"), data={"domain": "coquelicot.test"})
    with stage.club.context():
        written = db.session.scalar(select(Exclusion.id).filter_by(tie="domain:coquelicot.test"))
    browser.post(at(listing_id, f"exclusions/{written}/retirer"))
    assert "domain:coquelicot.test" in _ties(stage, listing_id, is_automatic=True)


def test_an_employee_is_welcome_by_name_until_they_are_not(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.colleague)
    browser = stage.club.browser(stage.colette)
    assert not _reads(stage, stage.colleague, listing_id)
    typed = {"welcome_email": stage.colleague.email.upper()}
    assert browser.post(at(listing_id, "exclusions/bienvenus"), data=typed).status_code == 303
    assert browser.post(at(listing_id, "exclusions/bienvenus"), data=typed).status_code == 303
    assert _reads(stage, stage.colleague, listing_id)
    with stage.club.context():
        welcome = db.session.scalars(select(Welcome.id).filter_by(listing_id=listing_id)).one()
    browser.post(at(listing_id, f"exclusions/bienvenus/{welcome}/retirer"))
    assert not _reads(stage, stage.colleague, listing_id)
    refused = browser.post(at(listing_id, "exclusions/bienvenus"), data={"welcome_email": "non"})
    assert refused.status_code == 422
    assert 'value="non"' in refused.get_data(as_text=True)


def test_files_under_way_end_only_once_the_cedant_was_told(
    stage: Stage, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[uuid.UUID] = []
    closer = Closer(count=lambda _, ties: int("email:x@y.fr" in ties), close=lambda row, _: ended.append(row.id))
    monkeypatch.setattr(closures, "CLOSERS", [closer])
    listing_id = stage.listing(stage.colette)
    browser = stage.club.browser(stage.colette)
    asked = browser.post(at(listing_id, "exclusions"), data={"email": "x@y.fr"})
    assert asked.status_code == 409
    assert "1 dossier en cours sera fermé." in asked.get_data(as_text=True)
    assert not ended
    assert "email:x@y.fr" not in _ties(stage, listing_id)
    data = {"email": "x@y.fr", "domain": "", "siren": "", "organization_id": "", "is_confirmed": "1"}
    assert browser.post(at(listing_id, "exclusions"), data=data).status_code == 303
    assert ended == [listing_id]
    assert "email:x@y.fr" in _ties(stage, listing_id)


def test_excluding_a_repreneur_ends_their_file(stage: Stage, at: At) -> None:
    listing_id = stage.listing(stage.colette)
    approach_id = stage.approach(listing_id, stage.project(stage.xavier), "access")
    browser, typed = stage.club.browser(stage.colette), {"email": stage.xavier.email}
    assert browser.post(at(listing_id, "exclusions"), data=typed).status_code == 409
    assert browser.post(at(listing_id, "exclusions"), data=typed | {"is_confirmed": "1"}).status_code == 303
    assert stage.club.get(Approach, approach_id).state is ApproachState.ENDED


def test_naming_the_structure_says_first_which_files_it_would_end(
    stage: Stage, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    closer = Closer(count=lambda _, ties: int("siren:356000000" in ties), close=lambda *_: None)
    monkeypatch.setattr(closures, "CLOSERS", [closer])
    listing_id = stage.listing(stage.colette)
    browser = stage.club.browser(stage.colette)
    data = {"siren": "356000000", "version": stage.club.get(Listing, listing_id).version}
    asked = browser.post(at(listing_id, "structure"), data=data)
    assert asked.status_code == 409
    assert "1 dossier en cours sera fermé." in asked.get_data(as_text=True)
    assert stage.club.get(Listing, listing_id).siren is None
    assert browser.post(at(listing_id, "structure"), data=data | {"is_confirmed": "1"}).status_code == 303
    assert "siren:356000000" in _ties(stage, listing_id, is_automatic=True)


def test_what_the_structure_tells_later_is_excluded_too(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)

    @operation
    def open_a_site() -> None:
        own = db.session.get_one(Organization, stage.colette.organization_id)
        own.website = "https://www.menuiserie-coquelicot.test"

    with stage.club.context():
        open_a_site()
        assert stage.colette.organization_id is not None
        keep_exclusions_in_step(OrganizationSaved(stage.colette.organization_id))
    assert "domain:menuiserie-coquelicot.test" in _ties(stage, listing_id, is_automatic=True)
