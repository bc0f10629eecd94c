"""How it succeeds: the protocol, the transmission, and everybody thanked."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.organizations.enums import MembershipRole
from club_ess.transfers.approaches.enums import ApproachState, EndReason, Side
from club_ess.transfers.approaches.exclusivity import end_exclusivities, is_exclusive
from club_ess.transfers.approaches.models import FollowUp
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project
from club_ess.transfers.states import ClosingReason, ReviewState
from tests import factories
from tests.transfers.actors import Stage
from tests.transfers.approaches.later import Later, in_days
from tests.transfers.approaches.walk import refuse_secrets


@pytest.fixture
def later(stage: Stage) -> Later:
    return Later(stage)


def test_the_protocol_is_said_by_the_cedant_with_its_date(later: Later) -> None:
    later.to_exclusive()
    assert later.browser(later.stage.rene).get(later.url("/protocole")).status_code == 403
    assert later.post(later.stage.rene, "/protocole", signed_on=in_days(0)).status_code == 403
    assert later.post(later.stage.xavier, "/protocole", signed_on=in_days(0)).status_code == 404
    assert "Date de signature" in later.page(later.stage.colette, "/protocole")
    wrong = ((in_days(1), "n’est pas encore passée"), (in_days(-40), "antérieure"), ("bientôt", "pas reconnue"))
    for day, said in wrong:
        refused = later.post(later.stage.colette, "/protocole", signed_on=day)
        assert (refused.status_code, said in refused.get_data(as_text=True)) == (422, True), day
    assert later.post(later.stage.colette, "/protocole", signed_on=in_days(0)).status_code == 303
    assert later.state is ApproachState.PROTOCOL
    assert later.post(later.stage.colette, "/protocole", signed_on=in_days(0)).status_code == 409
    assert "Protocole signé le" in later.page(later.stage.rene)


def test_a_protocol_outlives_the_days_of_the_exclusivity(later: Later) -> None:
    later.to_letter()
    rival_id = later.rival("confidential")
    later.accept()
    later.post(later.stage.colette, "/protocole", signed_on=in_days(0))
    with later.stage.club.context(), clock.travel(timedelta(days=120)):
        assert end_exclusivities() == 0
        assert is_exclusive(later.listing_id)
    page = later.browser(later.stage.xavier).get(f"/discussions/{later.of(rival_id).thread_id}").get_data(as_text=True)
    assert "Un autre projet est en exclusivité." in page
    assert "jusqu’au" not in page


def test_nothing_is_transmitted_before_the_protocol(later: Later) -> None:
    later.to_exclusive()
    assert later.browser(later.stage.colette).get(later.url("/transmis")).status_code == 409
    refused = later.post(later.stage.colette, "/transmis", transferred_on=in_days(0), route="scop")
    assert refused.status_code == 409
    assert later.state is ApproachState.EXCLUSIVE


def test_the_transmission_closes_what_it_ends_and_thanks_the_others(later: Later) -> None:
    later.to_protocol()
    rival_id = later.rival("interest", thread_id=None)
    elsewhere = later.stage.approach(later.stage.listing(later.stage.club.alice), later.project_id, "access")
    assert "Vente des parts" in later.page(later.stage.colette, "/transmis")
    assert later.post(later.stage.rene, "/transmis", transferred_on=in_days(0), route="scop").status_code == 403
    before = later.post(later.stage.colette, "/transmis", transferred_on=in_days(-1), route="scop")
    assert (before.status_code, "antérieure" in before.get_data(as_text=True)) == (422, True)
    assert later.post(later.stage.colette, "/transmis", transferred_on=in_days(0), route="scop").status_code == 303
    assert (later.state, later.approach.transferred_on) == (ApproachState.TRANSFERRED, clock.today())
    for model, row_id in ((Listing, later.listing_id), (Project, later.project_id)):
        row = later.stage.club.get(model, row_id)
        assert (row.state, row.closing_reason) == (ReviewState.CLOSED, ClosingReason.DONE_HERE)
    for approach_id, side in ((rival_id, Side.CEDANT), (elsewhere, Side.REPRENEUR)):
        other = later.of(approach_id)
        ended = (ApproachState.ENDED, side, EndReason.ANOTHER_CHOSEN)
        assert (other.state, other.ended_side, other.end_reason) == ended
    page = later.browser(later.stage.xavier).get(f"/transmission/dossiers/{rival_id}").get_data(as_text=True)
    assert "Un autre projet a été choisi" in page
    refuse_secrets(later.stage, page)
    assert "SCOP par les salariés" in later.page(later.stage.rene)
    later.stage.club.settle()
    assert later.state is ApproachState.TRANSFERRED


def test_declared_twice_it_is_planned_once(later: Later) -> None:
    later.to_transferred()
    again = later.post(later.stage.colette, "/transmis", transferred_on=in_days(0), route="scop")
    assert again.status_code == 409
    with later.stage.club.context():
        assert db.session.scalar(select(func.count()).select_from(FollowUp)) == 6


def test_the_repreneur_who_joins_the_structure_still_reads_what_follows(later: Later) -> None:
    later.to_transferred()
    with later.stage.club.context():
        factories.make_membership(later.stage.colette.organization_id, later.stage.rene.id, MembershipRole.MEMBER)
    assert "Bonne route" in later.page(later.stage.rene)


def test_after_the_transmission_people_still_talk_and_nobody_stops_it(later: Later) -> None:
    later.to_transferred()
    message = {"client_uuid": str(uuid.uuid4()), "body": "Merci pour tout !"}
    sent = later.browser(later.stage.rene).post(f"{later.thread_url}/messages", json=message)
    assert sent.status_code == 201
    assert later.post(later.stage.rene, "/arreter", reason="price").status_code == 409
