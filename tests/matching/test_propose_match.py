"""Publishing proposes: both sides see the same score and the same reasons, and an answer is for ever."""

import uuid

import pytest
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.events import MatchProposed, NeedClosed, NeedPublished, OfferPublished
from club_ess.extensions import db
from club_ess.kit import outbox
from club_ess.kit.facts import OutboxRow, read_fact, rows_for
from club_ess.kit.operation import operation, record
from club_ess.kit.states import Transition
from club_ess.matching import reactions
from club_ess.matching.enums import DeclineReason, MatchState
from club_ess.matching.inputs import DeclineMatch
from club_ess.matching.models import Match
from club_ess.matching.operations import decline_match
from club_ess.matching.proposing import GOOD, MODEST, suits
from club_ess.needs.models import Need
from club_ess.patronage.models import Offer
from club_ess.postings.enums import PostingState
from club_ess.search.proposals import Explanation
from tests.cast import Club


@operation
def state(fact: object) -> None:
    record(fact)


@operation
def change(model: type, row_id: uuid.UUID, **values: object) -> None:
    row = db.session.get_one(model, row_id)
    for name, value in values.items():
        setattr(row, name, value)


def plain(page: str) -> str:
    """Non-breaking spaces as spaces, so that tests read as people do."""
    return page.replace("\u00a0", " ")


def publish(club: Club, *facts: object) -> None:
    with club.context():
        for fact in facts:
            state(fact)
    club.settle()


def matches(club: Club) -> list[Match]:
    with club.context():
        rows = list(db.session.scalars(select(Match)))
        db.session.expunge_all()
        return rows


def size_part(match: Match) -> float:
    return next(part["value"] for part in match.parts if part["name"] == "size")


def a_pair(club: Club) -> tuple[uuid.UUID, uuid.UUID]:
    """Alice's need and Bob's offer, with a third posting of each kind that suits nobody."""
    need_id, offer_id = club.need(club.alice), club.offer(club.bob)
    other = club.need(club.charlie, title="Repeindre un chapiteau", description="Des rouleaux.", skills=["peinture"])
    publish(club, OfferPublished(offer_id), NeedPublished(other), NeedPublished(need_id))
    return need_id, offer_id


def test_publishing_proposes_the_same_pair_with_the_same_score_from_both_sides(club: Club) -> None:
    need_id, offer_id = a_pair(club)
    (from_need,) = [match for match in matches(club) if match.need_id == need_id]
    assert (from_need.offer_id, from_need.state) == (offer_id, MatchState.PROPOSED)
    with club.context():
        reactions.propose_for_offer(OfferPublished(offer_id))
    (from_offer,) = [match for match in matches(club) if match.need_id == need_id]
    assert (from_offer.score, from_offer.parts) == (from_need.score, from_need.parts)
    assert from_offer.reasons == from_need.reasons
    assert from_offer.version == from_need.version, "computing the same again writes nothing"


def test_both_sides_read_the_same_figure_and_why(club: Club) -> None:
    a_pair(club)
    figure = f"{round(matches(club)[0].score)} sur 100"
    for person in (club.alice, club.amir, club.bob):
        page = club.browser(person).get("/mises-en-relation").get_data(as_text=True)
        assert figure in page
        assert "comptabilité" in page


def test_strangers_and_unrelated_postings_get_nothing(club: Club) -> None:
    a_pair(club)
    page = club.browser(club.charlie).get("/mises-en-relation").get_data(as_text=True)
    assert "sur 100" not in page
    assert "Aucune mise en relation" in page


def test_a_fact_replayed_changes_nothing(club: Club) -> None:
    need_id, _ = a_pair(club)
    before = [(match.id, match.version) for match in matches(club)]
    with club.context():
        reactions.propose_for_need(NeedPublished(need_id))
        reactions.propose_for_need(NeedPublished(need_id))
        proposed = db.session.scalars(select(OutboxRow).where(OutboxRow.fact == MatchProposed.__name__)).all()
    assert [(match.id, match.version) for match in matches(club)] == before
    assert not proposed


def test_nobody_is_proposed_again_what_they_declined(club: Club) -> None:
    need_id, offer_id = a_pair(club)
    (match,) = matches(club)
    with club.context():
        alice = db.session.get_one(Person, club.alice.id)
        decline_match(alice, match.id, DeclineMatch(reason=DeclineReason.TOO_FAR))
    publish(club, NeedPublished(need_id), OfferPublished(offer_id))
    (match,) = matches(club)
    assert (match.state, match.decline_reason) == (MatchState.DECLINED, DeclineReason.TOO_FAR)


def test_a_declined_pair_leaves_its_place_to_another(club: Club) -> None:
    need_id, offer_id = a_pair(club)
    (match,) = matches(club)
    with club.context():
        decline_match(db.session.get_one(Person, club.bob.id), match.id, DeclineMatch(reason=DeclineReason.OTHER))
    second = club.offer(club.person("Hugo Lang", club.organization("Textile du Parc", "company")))
    publish(club, OfferPublished(second), NeedPublished(need_id))
    assert {m.offer_id: m.state for m in matches(club)} == {offer_id: MatchState.DECLINED, second: MatchState.PROPOSED}


def test_closing_lapses_what_was_proposed_and_publishing_again_proposes_it_again(club: Club) -> None:
    need_id, _ = a_pair(club)
    with club.context():
        change(Need, need_id, state=PostingState.CLOSED)
    publish(club, NeedClosed(need_id))
    (match,) = matches(club)
    assert match.state is MatchState.LAPSED
    with club.context():
        change(Need, need_id, state=PostingState.PUBLISHED)
    publish(club, NeedPublished(need_id))
    (match,) = matches(club)
    assert match.state is MatchState.PROPOSED
    with club.context():
        log = select(Transition).where(Transition.subject_id == match.id).order_by(Transition.at)
        moves = db.session.scalars(log).all()
        assert [(move.from_state, move.to_state, move.actor_id) for move in moves] == [
            ("proposed", "lapsed", None), ("lapsed", "proposed", None)
        ]


def test_a_need_edited_beyond_recognition_loses_its_proposals(club: Club) -> None:
    need_id, _ = a_pair(club)
    with club.context():
        change(Need, need_id, title="Réparer nos vélos", description="Freins et pneus à revoir.", skills=["mécanique"])
    publish(club, NeedPublished(need_id))
    assert [match.state for match in matches(club) if match.need_id == need_id] == [MatchState.LAPSED]


def test_an_edit_scores_open_proposals_again(club: Club) -> None:
    need_id, _ = a_pair(club)
    before = matches(club)[0]
    with club.context():
        change(Need, need_id, days=40.0)
    publish(club, NeedPublished(need_id))
    after = matches(club)[0]
    assert after.state is MatchState.PROPOSED
    assert (size_part(before), size_part(after)) == (1.0, 3 / 40)


def test_drafts_and_ones_own_postings_are_never_proposed(club: Club) -> None:
    need_id = club.need(club.alice)
    club.offer(club.bob, state=PostingState.DRAFT)
    own = club.offer(club.alice)
    publish(club, OfferPublished(own), NeedPublished(need_id))
    assert matches(club) == []


def test_an_offer_closed_while_the_index_still_shows_it_is_not_proposed(club: Club) -> None:
    offer_id = club.offer(club.bob)
    publish(club, OfferPublished(offer_id))
    with club.context():
        change(Offer, offer_id, state=PostingState.CLOSED)
    need_id = club.need(club.alice)
    publish(club, NeedPublished(need_id))
    assert matches(club) == []


@pytest.mark.parametrize(
    ("score", "is_best", "is_proposed", "suited"),
    [
        (GOOD, False, False, True),
        (MODEST, False, False, False),
        (MODEST, True, False, True),
        (MODEST, False, True, True),
        (MODEST - 1, True, True, False),
    ],
)
def test_the_best_are_proposed_even_when_modest_and_the_others_when_good(
    score: float, is_best: bool, is_proposed: bool, suited: bool
) -> None:
    explanation = Explanation(score, "test", [], [{"kind": "words", "data": {"words": []}}])
    assert suits(explanation, is_best=is_best, is_proposed=is_proposed) is suited


def test_near_and_available_is_not_enough() -> None:
    explanation = Explanation(99.0, "test", [], [{"kind": "distance", "data": {}}, {"kind": "dates", "data": {}}])
    assert not suits(explanation, is_best=True, is_proposed=True)


def test_at_most_ten_proposals_at_a_time(club: Club) -> None:
    for rank in range(13):
        company = club.organization(f"Entreprise {rank}", "company")
        publish(club, OfferPublished(club.offer(club.person(f"Membre {rank}", company))))
    need_id = club.need(club.alice)
    publish(club, NeedPublished(need_id))
    assert len(matches(club)) == 10


def test_a_reaction_row_survives_its_trip_through_the_outbox(club: Club) -> None:
    fact = NeedPublished(uuid.uuid4())
    row = rows_for(fact)[0]
    assert read_fact(row.fact, row.payload) == fact
    with club.context():
        state(fact)
        assert outbox.drain() == 2, "indexing and proposing an unknown need do nothing, without failing"
        assert outbox.status() == {"waiting": 0, "failing": 0, "dead": 0}
