"""What ends an approach without a word of its people, and what each side is told of it."""

import uuid
from datetime import timedelta

import pytest

from club_ess.events import ListingWithdrawn, ProjectWithdrawn
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation, record
from club_ess.kit.pages import date_fr
from club_ess.threads.models import Thread
from club_ess.transfers.approaches.enums import ApproachState, EndReason
from club_ess.transfers.listings.closures import close_met, count_met
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project
from club_ess.transfers.reviewed import close, withdraw
from club_ess.transfers.states import ClosingReason
from club_ess.transfers.ties import email_tie
from tests.transfers.actors import Stage
from tests.transfers.approaches.walk import Walk, refuse_secrets


@pytest.fixture
def walk(stage: Stage) -> Walk:
    return Walk(stage)


def _close(walk: Walk, model: type[Listing] | type[Project], row_id: uuid.UUID, fact: object) -> None:
    @operation
    def close_it() -> None:
        close(db.session.get_one(model, row_id), None, ClosingReason.CHANGED_PLANS)
        record(fact)
        record(fact)

    with walk.stage.club.context():
        close_it()
    walk.stage.club.settle()


def test_an_exclusion_counts_and_ends_the_files_that_it_meets(walk: Walk) -> None:
    walk.to_confidential()
    tie = email_tie(walk.stage.rene.email)
    with walk.stage.club.context():
        listing = db.session.get_one(Listing, walk.listing_id)
        assert count_met(listing, frozenset({tie})) == 1
        assert count_met(listing, frozenset({email_tie(walk.stage.xavier.email)})) == 0
    walk.stage.exclude(walk.listing_id, tie)
    with walk.stage.club.context():
        operation(lambda: close_met(db.session.get_one(Listing, walk.listing_id), walk.stage.colette.id))()
        thread = db.session.get_one(Thread, walk.approach.thread_id)
        assert thread.closed_why == "Le cédant n’a pas donné suite."
    assert (walk.state, walk.approach.end_reason) == (ApproachState.ENDED, EndReason.EXCLUDED)
    assert "Le cédant a fermé l’accès" in walk.page(walk.stage.colette)
    assert walk.browser(walk.stage.rene).get(walk.url()).status_code == 404


def test_an_exclusion_leaves_the_others_alone(walk: Walk) -> None:
    walk.to_interest()
    walk.stage.exclude(walk.listing_id, email_tie(walk.stage.xavier.email))
    with walk.stage.club.context():
        operation(lambda: close_met(db.session.get_one(Listing, walk.listing_id), walk.stage.colette.id))()
    assert walk.state is ApproachState.INTEREST


def test_a_closed_listing_ends_its_files_and_says_no_more(walk: Walk) -> None:
    walk.to_access()
    _close(walk, Listing, walk.listing_id, ListingWithdrawn(walk.listing_id))
    assert walk.approach.end_reason is EndReason.LISTING_CLOSED
    page = walk.page(walk.stage.rene)
    assert "L’annonce est terminée" in page
    refuse_secrets(walk.stage, page)
    assert walk.read(walk.stage.rene).status_code == 403


def test_a_listing_that_only_goes_off_line_ends_nothing(walk: Walk) -> None:
    walk.to_interest()

    @operation
    def take_off_line() -> None:
        withdraw(db.session.get_one(Listing, walk.listing_id), walk.stage.colette.id)
        record(ListingWithdrawn(walk.listing_id))

    with walk.stage.club.context():
        take_off_line()
    walk.stage.club.settle()
    assert walk.state is ApproachState.INTEREST


def test_a_closed_project_ends_its_files(walk: Walk) -> None:
    walk.to_confidential()
    _close(walk, Project, walk.project_id, ProjectWithdrawn(walk.project_id))
    assert walk.approach.end_reason is EndReason.CHANGED_PLANS
    thread = walk.browser(walk.stage.colette).get(walk.thread_url).get_data(as_text=True)
    assert "Le repreneur a terminé son projet." in thread


def test_each_side_is_told_when_the_reminder_leaves_and_when_it_ends(walk: Walk) -> None:
    walk.to_interest()
    for who in (walk.stage.colette, walk.stage.rene):
        page = walk.page(who)
        assert date_fr(clock.now() + timedelta(days=9)) in page
        assert date_fr(clock.now() + timedelta(days=45)) in page


def test_the_list_says_whose_turn_it_is_to_each_side(walk: Walk) -> None:
    empty = walk.browser(walk.stage.xavier).get("/transmission/dossiers").get_data(as_text=True)
    assert "Aucun dossier pour l’instant" in empty
    walk.to_interest()
    cedant = walk.browser(walk.stage.colette).get("/transmission/dossiers").get_data(as_text=True)
    repreneur = walk.browser(walk.stage.rene).get("/transmission/dossiers").get_data(as_text=True)
    assert "À vous" in cedant
    assert "Mon atelier" in cedant
    assert "Au cédant" in repreneur
    assert walk.browser(walk.stage.xavier).get("/transmission/dossiers").get_data(as_text=True).count("dossiers/") == (
        empty.count("dossiers/")
    )


def test_an_adviser_reads_no_working_name(walk: Walk) -> None:
    walk.to_interest()
    walk.stage.mandate(walk.listing_id, walk.stage.anne)
    for url in ("/transmission/dossiers", walk.url()):
        text = walk.browser(walk.stage.anne).get(url).get_data(as_text=True)
        assert "Mon atelier" not in text
        assert "René Repreneur" in text


def test_the_pages_of_the_listing_and_of_the_project_lead_to_the_file(walk: Walk) -> None:
    walk.to_interest()
    for who, url in (
        (walk.stage.colette, f"/transmission/mes-annonces/{walk.listing_id}"),
        (walk.stage.rene, f"/transmission/projets/{walk.project_id}"),
    ):
        page = walk.browser(who).get(url).get_data(as_text=True)
        assert f'href="{walk.url()}"' in page
        if who is walk.stage.rene:
            refuse_secrets(walk.stage, page)
