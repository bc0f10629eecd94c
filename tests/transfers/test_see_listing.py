"""Who may know that a listing exists."""

import uuid

import pytest

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import ClubError, Forbidden, NotFound
from club_ess.kit.operation import operation
from club_ess.organizations.enums import MembershipRole
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.listings.models import Mandate, Welcome
from club_ess.transfers.listings.policies import get_listing_for, readable_teasers
from club_ess.transfers.projects.models import ProjectPerson
from club_ess.transfers.ties import domain_tie, email_tie, siren_tie
from tests import factories
from tests.cast import Somebody
from tests.transfers.actors import Stage


def _sees(stage: Stage, who: Somebody, listing_id: uuid.UUID, to: str = "read") -> type[ClubError] | None:
    with stage.club.context():
        actor = db.session.get_one(Person, who.id)
        try:
            get_listing_for(actor, listing_id, to)  # type: ignore[arg-type]
        except ClubError as error:
            return type(error)
        return None


def test_a_repreneur_with_a_reviewed_project_reads_the_teaser(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    assert _sees(stage, stage.rene, listing_id) is NotFound
    stage.project(stage.rene)
    assert _sees(stage, stage.rene, listing_id) is None
    assert _sees(stage, stage.rene, listing_id, "manage") is NotFound


@pytest.mark.parametrize("state", ["draft", "submitted", "asleep", "closed"])
def test_a_project_that_is_not_on_line_opens_nothing(stage: Stage, state: str) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.rene, state=state)
    assert _sees(stage, stage.rene, listing_id) is NotFound


def test_the_colleagues_of_the_cedant_see_nothing_even_after_leaving(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.colleague)
    assert _sees(stage, stage.colleague, listing_id) is NotFound
    assert _sees(stage, stage.colleague, listing_id, "manage") is NotFound


def test_joining_something_new_closes_the_teasers_until_the_project_is_read_again(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.rene)
    joined = stage.club.organization("Une autre structure")
    with stage.club.context():
        factories.make_membership(joined, stage.rene.id, MembershipRole.MEMBER)
    assert _sees(stage, stage.rene, listing_id) is NotFound


def test_exclusions_by_siren_domain_and_address(stage: Stage) -> None:
    rival = stage.club.organization("Filiale", "company", siret="35600000000048", website="https://www.filiale.test/fr")
    worker = stage.club.person("Ursule Filiale", rival)
    mailer = stage.club.person("Denis Domaine", email="denis@mail.groupe.test")
    named = stage.club.person("Nora Nommée")
    for who in (worker, mailer, named):
        stage.project(who)
    for tie, who in (
        (siren_tie("356 000 000"), worker), (domain_tie("filiale.test"), worker), (domain_tie("groupe.test"), mailer),
        (email_tie(named.email), named),
    ):
        listing_id = stage.listing(stage.colette)
        assert _sees(stage, who, listing_id) is None
        stage.exclude(listing_id, tie)
        assert _sees(stage, who, listing_id) is NotFound, tie


def test_one_excluded_person_of_a_team_hides_the_listing_from_all(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.rene, stage.colleague)
    assert _sees(stage, stage.rene, listing_id) is NotFound
    assert _sees(stage, stage.colleague, listing_id) is NotFound


def test_an_employee_whom_the_cedant_welcomes_reads_it_after_all(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.colleague)
    with stage.club.context():
        factories.save(Welcome(listing_id=listing_id, email=stage.colleague.email))
    assert _sees(stage, stage.colleague, listing_id) is None


def test_an_adviser_manages_while_the_mandate_stands_and_never_owns(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    assert _sees(stage, stage.anne, listing_id, "manage") is NotFound
    mandate_id = stage.mandate(listing_id, stage.anne)
    assert _sees(stage, stage.anne, listing_id, "manage") is None
    assert _sees(stage, stage.anne, listing_id, "own") is Forbidden
    _end(stage, mandate_id)
    assert _sees(stage, stage.anne, listing_id, "manage") is NotFound


def test_a_moderator_sees_it_only_while_it_waits_and_never_when_excluded(stage: Stage) -> None:
    dana = stage.club.dana
    online, waiting = stage.listing(stage.colette), stage.listing(stage.colette, state="submitted")
    assert _sees(stage, dana, online, "review") is NotFound
    assert _sees(stage, dana, waiting, "review") is None
    assert _sees(stage, dana, waiting, "manage") is NotFound
    stage.exclude(waiting, email_tie(dana.email))
    assert _sees(stage, dana, waiting, "review") is NotFound


def test_an_exclusion_closes_an_approach_at_once(stage: Stage) -> None:
    listing_id, project_id = stage.listing(stage.colette), stage.project(stage.rene)
    approach_id = stage.approach(listing_id, project_id, "access")
    assert _reads_approach(stage, stage.rene, approach_id)
    stage.exclude(listing_id, email_tie(stage.rene.email))
    assert not _reads_approach(stage, stage.rene, approach_id)
    assert _reads_approach(stage, stage.colette, approach_id)


def test_an_exclusion_of_one_listing_leaves_the_approaches_of_another(stage: Stage) -> None:
    first, second = stage.listing(stage.colette), stage.listing(stage.colette)
    approach_id = stage.approach(first, stage.project(stage.rene), "access")
    stage.exclude(second, email_tie(stage.rene.email))
    assert _reads_approach(stage, stage.rene, approach_id)


def test_whoever_joins_a_project_reads_its_approaches_only_after_a_new_review(stage: Stage) -> None:
    listing_id, project_id = stage.listing(stage.colette), stage.project(stage.rene)
    approach_id = stage.approach(listing_id, project_id, "access")
    with stage.club.context():
        factories.save(ProjectPerson(project_id=project_id, person_id=stage.club.alice.id))
    assert not _reads_approach(stage, stage.club.alice, approach_id)
    assert not _reads_approach(stage, stage.rene, approach_id)


def test_once_transferred_the_repreneur_of_the_house_still_reads_their_approach(stage: Stage) -> None:
    listing_id, project_id = stage.listing(stage.colette), stage.project(stage.rene)
    approach_id = stage.approach(listing_id, project_id, "transferred")
    with stage.club.context():
        factories.make_membership(stage.colette.organization_id, stage.rene.id, MembershipRole.MEMBER)
    assert _reads_approach(stage, stage.rene, approach_id)


def test_the_list_and_the_single_reading_are_one_rule(stage: Stage) -> None:
    seen, hidden = stage.listing(stage.colette), stage.listing(stage.colette)
    stage.exclude(hidden, email_tie(stage.rene.email))
    stage.project(stage.rene)
    with stage.club.context():
        rows = db.session.scalars(readable_teasers(db.session.get_one(Person, stage.rene.id))).all()
        assert [row.id for row in rows] == [seen]


def _reads_approach(stage: Stage, who: Somebody, approach_id: uuid.UUID) -> bool:
    with stage.club.context():
        try:
            get_approach_for(db.session.get_one(Person, who.id), approach_id, "read")
        except NotFound:
            return False
        return True


def _end(stage: Stage, mandate_id: uuid.UUID) -> None:
    @operation
    def end() -> None:
        db.session.get_one(Mandate, mandate_id).ended_at = clock.now()

    with stage.club.context():
        end()
