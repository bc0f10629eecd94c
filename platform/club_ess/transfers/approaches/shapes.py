"""Approaches as plain data for pages. On the repreneur's side nothing here names the cédant, or leads to them."""

import uuid
from collections.abc import Iterable
from typing import Any

from flask import url_for
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.states import Transition
from club_ess.kit.text import markdown
from club_ess.transfers.approaches import next_steps
from club_ess.transfers.approaches.endings import NO_ANSWER_GIVEN
from club_ess.transfers.approaches.enums import ApproachState, EndReason, Side
from club_ess.transfers.approaches.models import Agreement, Approach
from club_ess.transfers.approaches.thread import CEDANT
from club_ess.transfers.listings.models import Mandate
from club_ess.transfers.listings.shapes import own_name
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import carried_projects

THE_CLUB = "Le club"
TONES = {
    ApproachState.ENDED: "neutral", ApproachState.SUSPENDED: "warning", ApproachState.TRANSFERRED: "success",
}


def approach_card(approach: Approach, side: Side, actor: Person) -> dict[str, Any]:
    """One line of the list, from the reader's side."""
    return {
        "url": url_for("approaches.show", approach_id=approach.id),
        "title": title_for(approach, side),
        "subtitle": _subtitle(approach, side, actor),
        "side_label": "Vous transmettez" if side is Side.CEDANT else "Vous reprenez",
        "state": approach.state.value,
        "state_label": approach.state.label,
        "tone": TONES.get(approach.state, "info"),
        "turn": next_steps.turn_label(approach, side),
        "is_turn": next_steps.is_turn_of(approach, side),
        "since": approach.since,
    }


def approach_cards(approaches: Iterable[Approach], actor: Person) -> list[dict[str, Any]]:
    """The sides are asked of the database once for all, by the rule of `side_of`."""
    carried = set(db.session.scalars(carried_projects(actor).with_only_columns(Project.id)))
    sides = {True: Side.REPRENEUR, False: Side.CEDANT}
    return [approach_card(approach, sides[approach.project_id in carried], actor) for approach in approaches]


def by_state(approaches: Iterable[Approach], actor: Person) -> list[tuple[str, list[dict[str, Any]]]]:
    """[(label of the state, cards)] in the order of the steps; where the reader must act first."""
    cards = approach_cards(approaches, actor)
    groups = [(state.label, [card for card in cards if card["state"] == state.value]) for state in ApproachState]
    return [(label, sorted(some, key=lambda card: not card["is_turn"])) for label, some in groups if some]


def title_for(approach: Approach, side: Side) -> str:
    """The project for a cédant, who may have several repreneurs; the generated heading for a repreneur."""
    return approach.project.title if side is Side.CEDANT else approach.heading


def _subtitle(approach: Approach, side: Side, actor: Person) -> str:
    if side is Side.REPRENEUR:
        return f"Pour votre projet « {approach.project.title} »"
    names = ", ".join(person.name for person in approach.project.people)
    return f"{names}, pour « {own_name(approach.listing, actor)} »"


def progress(approach: Approach, side: Side) -> dict[str, Any]:
    """The nine steps, whose turn it is, what comes next for each side, and when the club speaks up by itself."""
    return {
        "steps": next_steps.STEPS,
        "rank": next_steps.rank_of(_standing(approach)),
        "turn": next_steps.turn_label(approach, side),
        "is_turn": next_steps.is_turn_of(approach, side),
        "next": next_steps.sentence(approach, side),
        "next_other": next_steps.sentence(approach, side.other),
        "reminder_at": next_steps.next_reminder_at(approach),
        "closes_at": next_steps.closes_at(approach),
        "is_living": next_steps.is_living(approach),
    }


def _standing(approach: Approach) -> ApproachState:
    """The step that a suspended or ended approach had reached."""
    if approach.state is ApproachState.SUSPENDED:
        return approach.suspended_from or ApproachState.INTEREST
    if approach.state is not ApproachState.ENDED:
        return approach.state
    before = [ApproachState(move.from_state) for move in _moves(approach)]
    return next((state for state in reversed(before) if state in next_steps.RANKS), ApproachState.INTEREST)


def history(approach: Approach, side: Side) -> list[dict[str, Any]]:
    """[{at, label, who, reason}], oldest first; whoever acts for the cédant is « Le cédant » to the repreneur."""
    naming = _Naming(approach, side)
    asked = {"at": approach.created_at, "label": ApproachState.INTEREST.label, "reason": ""}
    lines = [asked | {"who": naming.name_of(approach.asked_by_id)}]
    for move in _moves(approach):
        label, who = ApproachState(move.to_state).label, naming.name_of(move.actor_id)
        lines.append({"at": move.at, "label": label, "who": who, "reason": _reason(move.reason, side)})
    return lines


def end_reason(approach: Approach, side: Side) -> str:
    """Why it ended, as this side is told."""
    return _reason(approach.end_reason.value if approach.end_reason else None, side)


def _reason(code: str | None, side: Side) -> str:
    known = next((reason for reason in EndReason if reason.value == code), None)
    if known is EndReason.EXCLUDED and side is Side.REPRENEUR:
        return NO_ANSWER_GIVEN
    return known.label if known else ""


def _moves(approach: Approach) -> list[Transition]:
    its = (Transition.subject_kind == "approach", Transition.subject_id == approach.id)
    return list(db.session.scalars(select(Transition).where(*its).order_by(Transition.at, Transition.id)))


class _Naming:
    """Who did something, as one side is told it."""

    def __init__(self, approach: Approach, side: Side) -> None:
        advised = select(Mandate.adviser_id).where(Mandate.listing_id == approach.listing_id)
        self.cedants = {approach.listing.owner_id, *db.session.scalars(advised)}
        self.carriers = {member.person_id for member in approach.project.members}
        self.side = side

    def name_of(self, person_id: uuid.UUID | None) -> str:
        if person_id is None:
            return THE_CLUB
        is_shown = self.side is Side.CEDANT or (person_id in self.carriers and person_id not in self.cedants)
        person = db.session.get(Person, person_id) if is_shown else None
        return person.name if person else CEDANT


def agreement_shape(agreement: Agreement) -> dict[str, Any]:
    """`published_at` is None for the shipped text: the day it was first proposed tells that somebody transmits."""
    return {
        "version": agreement.version, "sha256": agreement.sha256, "text": agreement.text,
        "html": markdown(agreement.text), "published_at": agreement.published_at if agreement.published_by_id else None,
    }
