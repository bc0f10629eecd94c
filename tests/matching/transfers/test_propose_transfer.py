"""Colette's listing and René's project are proposed to each other, and to nobody who must not know."""

import uuid

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.matching.transfers import proposing
from club_ess.matching.transfers.enums import DismissReason, TransferMatchState
from club_ess.matching.transfers.explanations import questions, sentences
from club_ess.matching.transfers.fitting import how_many_fit
from club_ess.matching.transfers.models import TransferMatch
from club_ess.matching.transfers.operations import DismissTransferMatch, dismiss_transfer_match
from club_ess.matching.transfers.policies import visible_transfer_matches
from club_ess.matching.transfers.shapes import transfer_match_card
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.listings.models import Listing, Welcome
from club_ess.transfers.ties import email_tie
from tests import factories
from tests.cast import Somebody
from tests.transfers.actors import SECRETS, Stage


def _matches(stage: Stage, who: Somebody) -> list[TransferMatch]:
    return list(db.session.scalars(visible_transfer_matches(db.session.get_one(Person, who.id))))


def _propose(stage: Stage, listing_id: uuid.UUID) -> None:
    with stage.club.context():
        proposing.propose_for_listing(listing_id)


def test_both_sides_are_proposed_the_same_pair_with_the_same_score(stage: Stage) -> None:
    listing_id, project_id = stage.listing(stage.colette), stage.project(stage.rene)
    _propose(stage, listing_id)
    with stage.club.context():
        seen = [_matches(stage, who) for who in (stage.colette, stage.rene)]
        pairs = [[(match.listing_id, match.project_id) for match in side] for side in seen]
        assert pairs == [[(listing_id, project_id)]] * 2
        score, reasons = seen[0][0].score, seen[0][0].reasons
        proposing.propose_for_project(project_id)
        again = db.session.scalars(select(TransferMatch)).one()
        assert (again.score, again.reasons) == (score, reasons)


def test_the_reasons_are_french_and_tell_nothing_of_the_file(stage: Stage) -> None:
    listing_id, _ = stage.listing(stage.colette, nickname="Coquelicot à céder"), stage.project(stage.rene)
    _propose(stage, listing_id)
    with stage.club.app.test_request_context():
        match = db.session.scalars(select(TransferMatch)).one()
        for side in Side:
            said = [str(line.text) for line in sentences(match.reasons, side)]
            assert "Même secteur : Industrie manufacturière" in said
            assert any("atelier" in line.lower() for line in said), said
            assert isinstance(questions(match.reasons, side), list)
        card = str(transfer_match_card(match, Side.REPRENEUR))
        for secret in (*SECRETS.values(), "Coquelicot", "Colette", str(stage.colette.id)):
            assert secret not in card
        assert "René" not in str(transfer_match_card(match, Side.CEDANT))


def test_nobody_else_sees_the_proposal(stage: Stage) -> None:
    listing_id, _ = stage.listing(stage.colette), stage.project(stage.rene)
    stage.project(stage.xavier)
    stage.exclude(listing_id, email_tie(stage.xavier.email))
    _propose(stage, listing_id)
    with stage.club.context():
        for who in (stage.xavier, stage.colleague, stage.club.alice, stage.club.dana):
            assert _matches(stage, who) == []


def test_an_exclusion_hides_a_proposal_that_was_already_made(stage: Stage) -> None:
    listing_id, _ = stage.listing(stage.colette), stage.project(stage.rene)
    _propose(stage, listing_id)
    stage.exclude(listing_id, email_tie(stage.rene.email))
    with stage.club.context():
        assert _matches(stage, stage.rene) == []


def test_a_cedant_does_not_learn_who_carries_a_project_by_excluding_or_welcoming_people(stage: Stage) -> None:
    listing_id, _ = stage.listing(stage.colette), stage.project(stage.rene)
    stage.project(stage.colleague)
    _propose(stage, listing_id)
    with stage.club.context():
        before = [match.project_id for match in _matches(stage, stage.colette)]
        number = how_many_fit(db.session.get_one(Listing, listing_id))
    stage.exclude(listing_id, email_tie(stage.rene.email))
    with stage.club.context():
        factories.save(Welcome(listing_id=listing_id, email=stage.colleague.email))
    _propose(stage, listing_id)
    with stage.club.context():
        assert [match.project_id for match in _matches(stage, stage.colette)] == before
        assert how_many_fit(db.session.get_one(Listing, listing_id)) == number


def test_a_score_does_not_depend_on_listings_that_one_must_not_know(stage: Stage) -> None:
    project_id = stage.project(stage.rene)
    seen = stage.listing(stage.colette)
    with stage.club.context():
        proposing.propose_for_project(project_id)
        before = db.session.scalars(select(TransferMatch)).one()
        score, parts = before.score, before.parts
    for _ in range(4):
        hidden = stage.listing(stage.colette, teaser_text="Menuiserie, atelier, agencement, équipe stable, bois.")
        stage.exclude(hidden, email_tie(stage.rene.email))
    with stage.club.context():
        proposing.propose_for_project(project_id)
        after = db.session.scalars(select(TransferMatch)).one()
        assert (after.listing_id, after.score, after.parts) == (seen, score, parts)


def test_what_one_side_set_aside_is_never_proposed_again(stage: Stage) -> None:
    listing_id, _ = stage.listing(stage.colette), stage.project(stage.rene)
    _propose(stage, listing_id)
    with stage.club.context():
        match = db.session.scalars(select(TransferMatch)).one()
        actor = db.session.get_one(Person, stage.rene.id)
        dismiss_transfer_match(actor, match.id, DismissTransferMatch(reason=DismissReason.PLACE))
    _propose(stage, listing_id)
    with stage.club.context():
        assert db.session.scalars(select(TransferMatch)).one().state is TransferMatchState.DISMISSED
        assert _matches(stage, stage.colette) == []


def test_the_number_of_repreneurs_is_only_said_roughly(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    for rank in range(4):
        stage.project(stage.club.person(f"Candidat {rank}"))
    with stage.club.context():
        assert how_many_fit(db.session.get_one(Listing, listing_id)) == "moins de 5"
    for rank in range(3):
        stage.project(stage.club.person(f"Autre {rank}"))
    with stage.club.context():
        assert how_many_fit(db.session.get_one(Listing, listing_id)) == "au moins 5"
