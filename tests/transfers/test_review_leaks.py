"""What a hostile reading of the whole found, and what must not come back."""

import io
import uuid

import pytest

from club_ess.accounts.models import Person
from club_ess.events import OrganizationSaved
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.organizations.models import JoinRequest, Organization
from club_ess.transfers.approaches import attachment_views
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.exchange.exporting import relayed_table
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import FileAnswer, Listing
from club_ess.transfers.listings.reactions import keep_exclusions_in_step
from club_ess.transfers.projects.models import ProjectPerson
from club_ess.transfers.states import ReviewState
from tests import factories
from tests.transfers.actors import Stage
from tests.transfers.approaches.walk import Walk


@operation
def _write_twice(listing_id: uuid.UUID, words: str) -> None:
    db.session.add(FileAnswer(listing_id=listing_id, field=FileField.NAME, value=words))


@operation
def _disable(person_id: uuid.UUID) -> None:
    db.session.get_one(Person, person_id).disabled_at = clock.now()


def test_an_error_of_the_database_does_not_carry_what_was_written_to_the_log(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    with stage.club.context(), pytest.raises(Exception, match=r"(?i)unique") as refused:
        _write_twice(listing_id, "Menuiserie Coquelicot")
    assert "Coquelicot" not in str(refused.value)


def test_the_listing_of_a_closed_account_is_not_relayed(stage: Stage) -> None:
    stage.listing(stage.colette, may_be_relayed=True)
    with stage.club.context():
        assert relayed_table()[1] == 1
        _disable(stage.colette.id)
        assert relayed_table()[1] == 0


def test_the_file_closes_with_the_listing_before_the_worker_comes(stage: Stage) -> None:
    walk = Walk(stage).to_access("turnover")
    door = f"/transmission/mes-annonces/{walk.listing_id}/clore"
    assert walk.browser(stage.colette).post(door, data={"reason": "changed_plans"}).status_code == 303
    assert walk.read(stage.rene).status_code == 403


def test_nobody_reads_the_file_of_a_closed_account(stage: Stage) -> None:
    """Nobody is left to close it."""
    document_id = (walk := Walk(stage)).document()
    walk.to_access("turnover", documents=(document_id,))
    with stage.club.context():
        _disable(stage.colette.id)
    assert walk.read(stage.rene).status_code == 403
    assert walk.post(stage.rene, f"/documents/{document_id}/telecharger").status_code == 404


@operation
def _transferred(approach_id: uuid.UUID) -> None:
    approach = db.session.get_one(Approach, approach_id)
    approach.state, approach.since, approach.transferred_on = ApproachState.TRANSFERRED, clock.now(), clock.today()


def test_nobody_joins_a_project_after_the_transfer_to_read_what_it_was_shown(stage: Stage) -> None:
    """Reopening the project and inviting somebody needs no moderator: the file must wait for one."""
    walk = Walk(stage).to_access("turnover")
    approach_id = walk.approach.id
    with stage.club.context():
        _transferred(approach_id)
        joined = ProjectPerson(project_id=walk.project_id, person_id=stage.xavier.id, joined_at=clock.now())
        factories.save(joined)
    assert walk.browser(stage.xavier).get(walk.url()).status_code == 404
    assert walk.browser(stage.xavier).get(walk.thread_url).status_code == 404
    assert "412 300 euros" in walk.read(stage.rene).get_data(as_text=True)


def test_pieces_cannot_be_made_again_without_end(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each one costs a process: refused ones count too."""
    walk = Walk(stage).to_confidential()
    made: list[str] = []
    monkeypatch.setattr(attachment_views, "intake", lambda name, _: made.append(name) or b"")
    monkeypatch.setattr(attachment_views.attachments, "keep_attachment", lambda *_: None)
    answers = [
        walk.post(stage.rene, "/pieces", title="Parcours", file=(io.BytesIO(b"%PDF-"), "parcours.pdf")).status_code
        for _ in range(61)
    ]
    assert answers[59:] == [303, 429]
    assert len(made) == 60


def test_what_has_ended_is_never_said_to_come_back(stage: Stage) -> None:
    walk = Walk(stage).to_access("turnover")
    assert walk.post(stage.colette, "/arreter", reason="price").status_code == 303
    page = walk.page(stage.colette)
    assert "ne le lira plus" in page
    assert "redeviendrait" not in page


def test_a_moderator_reads_the_ties_that_they_vouch_for(stage: Stage) -> None:
    """Whoever only asked to join a structure has acted for none: the queue must say it all the same."""
    asked = stage.xavier.organization_id
    with stage.club.context():
        factories.save(JoinRequest(organization_id=asked, person_id=stage.rene.id))
    project_id = stage.project(stage.rene, state=ReviewState.SUBMITTED)
    page = stage.club.browser(stage.club.dana).get(f"/moderation/transmission/projets/{project_id}")
    assert "Menuiserie Rivale (autrefois, ou demande à rejoindre)" in page.get_data(as_text=True)


def test_a_cedant_is_told_what_an_adviser_may_do(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    stage.anne  # noqa: B018 somebody to choose
    page = stage.club.browser(stage.colette).get(f"/transmission/mes-annonces/{listing_id}/mandats")
    assert "pourra les ouvrir à un repreneur" in page.get_data(as_text=True)


def test_what_a_cedant_drafts_later_is_not_the_repreneur_s_to_read(stage: Stage) -> None:
    walk = Walk(stage).to_access("turnover")
    with stage.club.context():
        _redraft(walk.listing_id)
    page = walk.browser(stage.rene).get("/transmission/dossiers").get_data(as_text=True)
    assert "Industrie manufacturière" in page
    assert "Construction" not in page


@operation
def _redraft(listing_id: uuid.UUID) -> None:
    listing = db.session.get_one(Listing, listing_id)
    listing.state, listing.section = ReviewState.DRAFT, "F"


def test_a_colleague_who_changes_the_site_ends_no_file(stage: Stage) -> None:
    walk = Walk(stage).to_access("turnover")
    with stage.club.context():
        _share_site(stage.colette.organization_id, stage.rene.email.rpartition("@")[2])
        keep_exclusions_in_step(OrganizationSaved(stage.colette.organization_id or uuid.uuid4()))
    assert walk.state is ApproachState.ACCESS


@operation
def _share_site(organization_id: uuid.UUID | None, domain: str) -> None:
    db.session.get_one(Organization, organization_id).website = f"https://{domain}/"


def test_an_adviser_who_carries_the_project_too_stays_on_its_side(stage: Stage) -> None:
    listing_id, project_id = stage.listing(stage.colette), stage.project(stage.anne)
    approach_id = stage.approach(listing_id, project_id)
    stage.mandate(listing_id, stage.anne)
    door = f"/transmission/dossiers/{approach_id}/accueillir"
    assert stage.club.browser(stage.anne).post(door).status_code == 403


def test_an_adviser_may_exclude_but_not_let_in(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    stage.mandate(listing_id, stage.anne)
    browser, doors = stage.club.browser(stage.anne), f"/transmission/mes-annonces/{listing_id}/exclusions"
    assert browser.post(doors, data={"email": "rival@ailleurs.test"}).status_code == 303
    refused = browser.post(f"{doors}/bienvenus", data={"welcome_email": "rival@ailleurs.test"})
    assert refused.status_code == 403
