"""The letter of intent: the repreneur offers, the cédant alone accepts or declines; accepted, it gives an exclusivity.

A letter waits for its answer until `answered_at`; the one that was taken back has no `is_accepted`.
"""

import uuid

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict
from club_ess.kit.operation import operation
from club_ess.kit.submissions import remember, result_of
from club_ess.transfers.approaches.access import SIGN_FIRST
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.exclusivity import begin, is_exclusive
from club_ess.transfers.approaches.later_inputs import AnswerLetter, DeclineLetter, SendLetter
from club_ess.transfers.approaches.models import Approach, Letter
from club_ess.transfers.approaches.moves import advance
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.signatures import has_signed

SEND = "send_letter"
NOT_NOW = "Une lettre d’intention se remet pendant les échanges, une seule à la fois."
ANSWERED = "Cette lettre n’attend plus de réponse."
REPLACED = "Le repreneur a retiré cette lettre et en a remis une autre : lisez-la avant de répondre."
ALREADY = "Vous avez déjà donné une exclusivité à un autre repreneur."


@operation
def send_letter(actor: Person, approach_id: uuid.UUID, asked: SendLetter) -> uuid.UUID:
    """Raises NotFound, Forbidden to the cédant, and Conflict at another step or before the agreement is accepted."""
    approach = get_approach_for(actor, approach_id, to="repreneur")
    known = result_of(actor.id, SEND, asked.submission)
    if known is not None:
        return known
    refuse_writing(actor, approach)
    letter = Letter(approach_id=approach.id, sent_by_id=actor.id, **asked.model_dump(exclude={"submission"}))
    db.session.add(letter)
    db.session.flush()
    remember(actor.id, SEND, asked.submission, letter.id)
    advance(approach, ApproachState.LETTER, actor.id)
    return letter.id


def refuse_writing(actor: Person, approach: Approach) -> None:
    """Raises Conflict when no letter may be sent now."""
    if approach.state is not ApproachState.ACCESS:
        raise Conflict(NOT_NOW)
    if not has_signed(actor, approach):
        raise Conflict(SIGN_FIRST)


@operation
def withdraw_letter(actor: Person, approach_id: uuid.UUID) -> None:
    """Back to exchanges; another may be sent. Raises NotFound, Forbidden, Conflict once it is answered."""
    approach = get_approach_for(actor, approach_id, to="repreneur")
    letter = waiting_letter(approach)
    if letter is None or approach.state is not ApproachState.LETTER:
        raise Conflict(ANSWERED)
    letter.answered_at = clock.now()
    advance(approach, ApproachState.ACCESS, actor.id)


@operation
def accept_letter(actor: Person, approach_id: uuid.UUID, asked: AnswerLetter) -> None:
    """Gives the exclusivity, and suspends the other approaches of the listing, who are told.

    Raises NotFound, Forbidden to all but the cédant, Conflict when the letter was answered, taken back or replaced.
    """
    approach = get_approach_for(actor, approach_id, to="owner")
    letter = _letter_to_answer(approach, asked)
    if is_exclusive(approach.listing_id):
        raise Conflict(ALREADY)
    letter.answered_at, letter.is_accepted = clock.now(), True
    begin(approach, letter.exclusive_days, actor.id)


@operation
def decline_letter(actor: Person, approach_id: uuid.UUID, asked: DeclineLetter) -> None:
    """Back to exchanges, with a sentence. Raises NotFound, Forbidden to all but the cédant, Conflict as to accept."""
    approach = get_approach_for(actor, approach_id, to="owner")
    letter = _letter_to_answer(approach, asked)
    letter.answered_at, letter.is_accepted, letter.answer = clock.now(), False, asked.answer
    advance(approach, ApproachState.ACCESS, actor.id)


def _letter_to_answer(approach: Approach, asked: AnswerLetter) -> Letter:
    letter = waiting_letter(approach)
    if letter is None or approach.state is not ApproachState.LETTER:
        raise Conflict(ANSWERED)
    if letter.id != asked.letter_id:
        raise Conflict(REPLACED)
    return letter


def waiting_letter(approach: Approach) -> Letter | None:
    """The letter that has no answer yet; of a suspended approach too."""
    waiting = (Letter.approach_id == approach.id, Letter.answered_at.is_(None))
    return db.session.scalars(select(Letter).where(*waiting)).first()


def letters_of(approach: Approach) -> list[Letter]:
    """All of them, the latest first."""
    its = select(Letter).where(Letter.approach_id == approach.id)
    return list(db.session.scalars(its.order_by(Letter.sent_at.desc(), Letter.id)))
