"""A proposal and its answer reach the people they concern, once, and nobody else."""

import uuid

from sqlalchemy import select

from club_ess import events as e
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.kit.states import move
from club_ess.matching.enums import MatchState
from club_ess.matching.models import Match
from club_ess.matching.states import MOVES
from club_ess.organizations.models import Membership
from tests.cast import Club
from tests.notifications.news import change, kinds, mails, meeting, state, texts


def test_both_sides_hear_of_a_proposal(club: Club) -> None:
    match_id = meeting(club)
    state(club, e.MatchProposed(match_id))
    assert kinds(club, club.alice) == kinds(club, club.bob) == ["match_proposed"]
    (to_alice,), (to_bob,) = texts(club, club.alice), texts(club, club.bob)
    asked = "Votre besoin « Tenir la comptabilité de notre atelier »"
    assert to_alice == f"{asked} pourrait trouver réponse chez Mécanique du Rhin."
    assert to_bob == "Votre offre « Aide en comptabilité et gestion » pourrait aider Les Ateliers du Drouot."


def test_an_author_who_does_not_administer_is_told_as_well(club: Club) -> None:
    match_id = club.match(club.need(club.amir), club.offer(club.bob))
    state(club, e.MatchProposed(match_id))
    assert kinds(club, club.amir) == kinds(club, club.alice) == ["match_proposed"]


def test_a_member_who_neither_wrote_nor_administers_is_left_in_peace(club: Club) -> None:
    assert club.amir
    state(club, e.MatchProposed(meeting(club)))
    assert kinds(club, club.amir) == []
    assert mails(club, club.amir) == []


def test_a_stranger_and_a_disabled_person_hear_nothing(club: Club) -> None:
    eve = club.person("Eve Weber", club.alice.organization_id, disabled_at=clock.now())
    state(club, e.MatchProposed(meeting(club)))
    assert kinds(club, club.charlie) == kinds(club, eve) == []
    assert mails(club, club.charlie) == mails(club, eve) == []


def _membership(club: Club) -> uuid.UUID:
    mine = select(Membership.id).where(Membership.person_id == club.alice.id)
    with club.context():
        return db.session.scalars(mine).one()


def test_the_same_fact_said_twice_is_told_once(club: Club) -> None:
    match_id = meeting(club)
    state(club, e.MatchProposed(match_id), e.MatchProposed(match_id))
    state(club, e.MatchProposed(match_id))
    assert kinds(club, club.alice) == ["match_proposed"]
    assert len(mails(club, club.alice)) == 1


def test_a_pair_proposed_again_is_told_again(club: Club) -> None:
    match_id = meeting(club)
    state(club, e.MatchProposed(match_id))
    _lapse_and_propose(club, match_id)
    state(club, e.MatchProposed(match_id))
    assert len(mails(club, club.alice)) == 2


def _lapse_and_propose(club: Club, match_id: uuid.UUID) -> None:
    @operation
    def again() -> None:
        match = db.session.get_one(Match, match_id)
        move(match, MatchState.LAPSED, MOVES, actor_id=None)
        move(match, MatchState.PROPOSED, MOVES, actor_id=None)

    with club.context():
        again()


def test_a_proposal_that_lapsed_before_the_telling_is_not_told(club: Club) -> None:
    state(club, e.MatchProposed(meeting(club, state=MatchState.LAPSED)))
    assert kinds(club, club.alice) == []


def test_only_the_other_side_hears_of_an_answer(club: Club) -> None:
    match_id = meeting(club)
    state(club, e.MatchProposed(match_id))
    change(club, Match, match_id, state=MatchState.ACCEPTED)
    state(club, e.MatchAccepted(match_id, club.bob.id))
    assert kinds(club, club.alice) == ["match_accepted"]
    assert kinds(club, club.bob) == [], "the proposal has its answer: it calls nobody any more"
    assert "avec Mécanique du Rhin" in " ".join(texts(club, club.alice))


def test_a_refusal_and_a_withdrawal_are_told_to_the_other_side(club: Club) -> None:
    declined = meeting(club, state=MatchState.DECLINED)
    withdrawn = meeting(club, state=MatchState.WITHDRAWN)
    state(club, e.MatchDeclined(declined, club.alice.id), e.MatchWithdrawn(withdrawn, club.bob.id))
    assert kinds(club, club.bob) == ["match_declined"]
    assert kinds(club, club.alice) == ["match_withdrawn"]


def test_a_notice_whose_match_is_not_ones_own_any_more_says_nothing(club: Club) -> None:
    state(club, e.MatchProposed(meeting(club)))
    change(club, Membership, _membership(club), ended_at=clock.now())
    assert texts(club, club.alice) == ["Cette nouvelle porte sur un échange qui ne vous est plus ouvert."]
    page = club.browser(club.alice).get("/notifications").get_data(as_text=True)
    assert "comptabilité" not in page
    assert "Mécanique" not in page
