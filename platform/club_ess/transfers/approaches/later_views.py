"""Doors of the later steps: the letter of intent and its answer, the protocol, the transmission, the years after."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from club_ess.accounts.identity import required_actor
from club_ess.kit import clock
from club_ess.kit.errors import ClubError, Conflict, Invalid
from club_ess.kit.forms import Form, read
from club_ess.kit.pages import wants_json
from club_ess.postings.forms import A, answers
from club_ess.transfers.approaches import follow_ups, letters, outcomes, sections
from club_ess.transfers.approaches.enums import ApproachState, Difficulty
from club_ess.transfers.approaches.later_inputs import (
    USUAL_DAYS,
    AnswerFollowUp,
    AnswerLetter,
    DeclareTransfer,
    DeclineLetter,
    SendLetter,
    SignProtocol,
)
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.views import done, refused
from club_ess.transfers.enums import Route

doors = Blueprint("outcomes", __name__)
YES_NO = [("1", "Oui"), ("0", "Non")]


@doors.get("/transmission/dossiers/<uuid:approach_id>/lettre")
def write_letter(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="repreneur")
    try:
        letters.refuse_writing(actor, approach)
    except Conflict as conflict:
        return refused(approach_id, conflict)
    return _ask("letter", approach, Form(SendLetter, {"exclusive_days": USUAL_DAYS}), routes=Route.choices())


@doors.post("/transmission/dossiers/<uuid:approach_id>/lettre")
def send_letter(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="repreneur")
    form = read(SendLetter, request.form)
    try:
        letters.send_letter(actor, approach_id, answers(form))
    except (Invalid, Conflict) as error:
        return _ask_again("letter", approach, form, error, routes=Route.choices())
    return done("Votre lettre d’intention est remise. Le cédant seul y répond.", approach_id)


@doors.post("/transmission/dossiers/<uuid:approach_id>/lettre/retirer")
def withdraw_letter(approach_id: uuid.UUID) -> ResponseReturnValue:
    try:
        letters.withdraw_letter(required_actor(), approach_id)
    except Conflict as conflict:
        return refused(approach_id, conflict)
    return done("Votre lettre est retirée. Vous pourrez en remettre une autre.", approach_id)


@doors.post("/transmission/dossiers/<uuid:approach_id>/lettre/accepter")
def accept_letter(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    get_approach_for(actor, approach_id, to="owner")
    form = read(AnswerLetter, request.form)
    try:
        letters.accept_letter(actor, approach_id, answers(form))
    except Conflict as conflict:
        return refused(approach_id, conflict)
    return done("C’est dit : l’exclusivité commence aujourd’hui, et les autres dossiers attendent.", approach_id)


@doors.get("/transmission/dossiers/<uuid:approach_id>/lettre/decliner")
def ask_decline(approach_id: uuid.UUID) -> ResponseReturnValue:
    approach = get_approach_for(required_actor(), approach_id, to="owner")
    letter = sections.waiting_shape(approach)
    if letter is None or not letter["is_waiting"]:
        return refused(approach_id, Conflict(letters.ANSWERED))
    return _ask("decline_letter", approach, Form(DeclineLetter, {"letter_id": letter["id"]}), letter=letter)


@doors.post("/transmission/dossiers/<uuid:approach_id>/lettre/decliner")
def decline_letter(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="owner")
    form = read(DeclineLetter, request.form)
    try:
        letters.decline_letter(actor, approach_id, answers(form))
    except (Invalid, Conflict) as error:
        return _ask_again("decline_letter", approach, form, error, letter=sections.waiting_shape(approach))
    return done("Votre réponse est envoyée. Les échanges continuent.", approach_id)


@doors.get("/transmission/dossiers/<uuid:approach_id>/protocole")
def ask_protocol(approach_id: uuid.UUID) -> ResponseReturnValue:
    approach = get_approach_for(required_actor(), approach_id, to="owner")
    return _ask_step("protocol", approach, ApproachState.EXCLUSIVE, Form(SignProtocol, {"signed_on": clock.today()}))


@doors.post("/transmission/dossiers/<uuid:approach_id>/protocole")
def sign_protocol(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="owner")
    form = read(SignProtocol, request.form)
    try:
        outcomes.sign_protocol(actor, approach_id, answers(form))
    except (Invalid, Conflict) as error:
        return _ask_again("protocol", approach, form, error)
    return done("C’est noté : le protocole est signé. L’exclusivité dure jusqu’à la transmission.", approach_id)


@doors.get("/transmission/dossiers/<uuid:approach_id>/transmis")
def ask_transfer(approach_id: uuid.UUID) -> ResponseReturnValue:
    approach = get_approach_for(required_actor(), approach_id, to="owner")
    accepted = next((one for one in letters.letters_of(approach) if one.is_accepted), None)
    form = Form(DeclareTransfer, {"transferred_on": clock.today(), "route": accepted.route if accepted else None})
    return _ask_step("transfer", approach, ApproachState.PROTOCOL, form, routes=Route.choices())


@doors.post("/transmission/dossiers/<uuid:approach_id>/transmis")
def declare_transfer(approach_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    approach = get_approach_for(actor, approach_id, to="owner")
    form = read(DeclareTransfer, request.form)
    try:
        outcomes.declare_transfer(actor, approach_id, answers(form))
    except (Invalid, Conflict) as error:
        return _ask_again("transfer", approach, form, error, routes=Route.choices())
    return done("Bravo à vous deux ! Le club prendra des nouvelles dans six mois.", approach_id)


@doors.get("/transmission/suivis/<uuid:follow_up_id>")
def follow_up(follow_up_id: uuid.UUID) -> ResponseReturnValue:
    return _follow_up_page(follow_up_id, Form(AnswerFollowUp))


@doors.post("/transmission/suivis/<uuid:follow_up_id>")
def answer_follow_up(follow_up_id: uuid.UUID) -> ResponseReturnValue:
    actor = required_actor()
    follow_ups.get_follow_up_for(actor, follow_up_id)
    form = read(AnswerFollowUp, request.form)
    try:
        follow_ups.answer_follow_up(actor, follow_up_id, answers(form))
    except (Invalid, Conflict) as error:
        return _follow_up_page(follow_up_id, _told(form, error), error), error.status
    url = url_for("outcomes.follow_up", follow_up_id=follow_up_id)
    if wants_json():
        return {"id": str(follow_up_id), "url": url}
    flash("Merci : vos réponses aident le club à accompagner les suivants.", "success")
    return redirect(url, 303)


def _follow_up_page(follow_up_id: uuid.UUID, form: Form[AnswerFollowUp], error: ClubError | None = None) -> str:
    one = follow_ups.get_follow_up_for(required_actor(), follow_up_id)
    return render_template(
        "approaches/follow_up.html", one=one, approach=one.approach, form=form, yes_no=YES_NO,
        conflict=error if isinstance(error, Conflict) else None, difficulties=Difficulty.choices(),
    )


def _ask_step(page: str, approach: Approach, needed: ApproachState, form: Form[A], **words: Any) -> ResponseReturnValue:
    """The page of a declaration, or the approach as it stands when its step has not come, or has gone."""
    try:
        outcomes.refuse_early(approach, needed)
    except Conflict as conflict:
        return refused(approach.id, conflict)
    return _ask(page, approach, form, **words)


def _ask_again(page: str, approach: Approach, form: Form[A], error: ClubError, **words: Any) -> ResponseReturnValue:
    """The same form with what was typed, and why it was refused."""
    form, conflict = _told(form, error), error if isinstance(error, Conflict) else None
    return _ask(page, approach, form, conflict=conflict, **words), error.status


def _ask(page: str, approach: Approach, form: Form[A], **words: Any) -> str:
    return render_template(f"approaches/{page}.html", approach=approach, form=form, **words)


def _told(form: Form[A], error: ClubError) -> Form[A]:
    """Raises the error again for whoever wants JSON."""
    if wants_json():
        raise error
    return form.refuse(error) if isinstance(error, Invalid) else form
