"""What happens between a listing and a project: each row walks, step by step, to the state that it is told in."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.demo.content import Row
from club_ess.demo.making import ago, key_of
from club_ess.demo.transfer_market import Market
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.threads.inputs import PostMessage
from club_ess.threads.operations import post_message
from club_ess.transfers.approaches import agreements, follow_ups, grants, interest, letters, outcomes
from club_ess.transfers.approaches.access import opened_to
from club_ess.transfers.approaches.enums import ApproachState, Side
from club_ess.transfers.approaches.inputs import AcceptAgreement, ExpressInterest, OpenFile, StopApproach
from club_ess.transfers.approaches.later_inputs import (
    AnswerFollowUp,
    AnswerLetter,
    DeclareTransfer,
    SendLetter,
    SignProtocol,
)
from club_ess.transfers.approaches.models import Approach, FollowUp
from club_ess.transfers.approaches.signatures import current_agreement
from club_ess.transfers.approaches.states import TALKING
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Listing

A = ApproachState
WALK = (A.INTEREST, A.NDA, A.CONFIDENTIAL, A.ACCESS, A.LETTER, A.EXCLUSIVE, A.PROTOCOL, A.TRANSFERRED)
TALKED_BEFORE = A.LETTER  # what people say is said before a letter is sent


def make_approach(market: Market, row: Row) -> None:
    """`days` says how long ago each step was made, from the first interest."""
    with ago(days=row["days"][0]):
        approach_id = _meet(market, row)
    walked = dict(zip(WALK, row["days"], strict=False))
    for state, days in list(walked.items())[1:]:
        if state is TALKED_BEFORE:
            _say_all(market, row)
        if _standing(approach_id) is WALK[WALK.index(state) - 1]:
            with ago(days=days):
                STEPS[state](market, row)
    _say_all(market, row)
    _stop(market, row)


def _meet(market: Market, row: Row) -> uuid.UUID:
    asked = ExpressInterest(
        project_id=market.projects[row["project"]], interest=row["words"],
        submission=key_of("approach", row["listing"], row["project"]),
    )
    known = interest.approach_between(market.listings[row["listing"]], asked.project_id)
    listing_id = market.listings[row["listing"]]
    found = known.id if known else interest.express_interest(market.person(row["by"]), listing_id, asked)
    market.approaches[row["listing"], row["project"]] = found
    return found


def _welcome(market: Market, row: Row) -> None:
    interest.welcome_interest(_cedant(market, row), _id(market, row))


def _accept_agreement(market: Market, row: Row) -> None:
    """The rest of a team accepts too, but for the last one of a team of two."""
    agreement = current_agreement()
    project = db.session.get_one(Approach, _id(market, row)).project
    people = [person.id for person in project.people]
    for person_id in people[:1] if len(people) < 3 else people:
        person = next(one for one in project.people if one.id == person_id)
        asked = AcceptAgreement(
            version=agreement.version, sha256=agreement.sha256, name=person.name, is_accepted=True
        )
        agreements.accept_agreement(person, _id(market, row), asked)


def _open_file(market: Market, row: Row) -> None:
    approach = db.session.get_one(Approach, _id(market, row))
    titles = set(row.get("opens_documents", []))
    asked = OpenFile(
        fields=[FileField(name) for name in row["opens"]],
        documents=[each.id for each in approach.listing.documents if each.title in titles],
        seen=opened_to(approach).mark,
    )
    grants.grant(_cedant(market, row), approach.id, asked)


def _send_letter(market: Market, row: Row) -> None:
    told = row["letter"]
    asked = SendLetter.model_validate(
        {name: told[name] for name in ("route", "amount_eur", "exclusive_days", "conditions")} | {
            "take_over_on": clock.today() + timedelta(days=told["take_over_in_days"]),
            "submission": key_of("letter", row["listing"], row["project"]),
        }
    )
    letters.send_letter(market.person(row["by"]), _id(market, row), asked)


def _accept_letter(market: Market, row: Row) -> None:
    letter = letters.waiting_letter(db.session.get_one(Approach, _id(market, row)))
    if letter is not None:
        letters.accept_letter(_cedant(market, row), _id(market, row), AnswerLetter(letter_id=letter.id))


def _sign(market: Market, row: Row) -> None:
    asked = SignProtocol(signed_on=clock.today())
    outcomes.sign_protocol(_cedant(market, row), _id(market, row), asked)


def _transfer(market: Market, row: Row) -> None:
    asked = DeclareTransfer(transferred_on=clock.today(), route=row["route"])
    outcomes.declare_transfer(_cedant(market, row), _id(market, row), asked)


STEPS: dict[ApproachState, Callable[[Market, Row], None]] = {
    A.NDA: _welcome, A.CONFIDENTIAL: _accept_agreement, A.ACCESS: _open_file, A.LETTER: _send_letter,
    A.EXCLUSIVE: _accept_letter, A.PROTOCOL: _sign, A.TRANSFERRED: _transfer,
}


def _say_all(market: Market, row: Row) -> None:
    """Nothing once the conversation is closed: it was said before."""
    approach = db.session.get_one(Approach, _id(market, row))
    if approach.thread_id is None or approach.state not in TALKING:
        return
    for rank, said in enumerate(row.get("messages", [])):
        key = key_of("approach message", row["listing"], row["project"], rank)
        with ago(days=said["days"]):
            asked = PostMessage(client_uuid=key, body=said["body"])
            post_message(market.person(said["by"]), approach.thread_id, asked)


def _stop(market: Market, row: Row) -> None:
    if "end" in row and _standing(_id(market, row)) is not A.ENDED:
        with ago(days=row["end"]["days"]):
            asked = StopApproach(reason=row["end"]["reason"])
            interest.stop_approach(market.person(row["end"]["by"]), _id(market, row), asked)


def answer_follow_ups(market: Market) -> None:
    """Some of those who are asked how things go have answered."""
    for row in market.made.content.transfers["approaches"]:
        told = dict(row.get("follow_up", {}))
        if told:
            person, months = market.person(told.pop("by")), told.pop("months")
            its = (FollowUp.approach_id == _id(market, row), FollowUp.months == months, FollowUp.asked_at.is_not(None))
            waiting = select(FollowUp.id).where(*its, FollowUp.side == Side.REPRENEUR, FollowUp.answered_at.is_(None))
            for follow_up_id in db.session.scalars(waiting).all():
                follow_ups.answer_follow_up(person, follow_up_id, AnswerFollowUp.model_validate(told))


def _cedant(market: Market, row: Row) -> Person:
    listing = db.session.get_one(Listing, market.listings[row["listing"]])
    return db.session.get_one(Person, listing.owner_id)


def _id(market: Market, row: Row) -> uuid.UUID:
    return market.approaches[row["listing"], row["project"]]


def _standing(approach_id: uuid.UUID) -> ApproachState:
    return db.session.get_one(Approach, approach_id).state
