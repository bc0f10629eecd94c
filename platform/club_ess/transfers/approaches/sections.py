"""What the later steps add to the page of an approach: letters, exclusivity, outcome, the years after."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_currency
from flask import url_for
from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.pages import LOCALE
from club_ess.organizations.panels import Panel
from club_ess.transfers.approaches.enums import ApproachState, Side
from club_ess.transfers.approaches.exclusivity import why_suspended
from club_ess.transfers.approaches.follow_ups import follow_ups_of
from club_ess.transfers.approaches.letters import letters_of, waiting_letter
from club_ess.transfers.approaches.models import Approach, FollowUp, Letter
from club_ess.transfers.approaches.outcomes import protocol_signed_on, route_taken
from club_ess.transfers.approaches.panels import SECTIONS
from club_ess.transfers.approaches.signatures import has_signed
from club_ess.transfers.approaches.states import SUSPENDABLE
from club_ess.transfers.approaches.thread import heard_by

A = ApproachState


def letter_section(approach: Approach, side: Side, actor: Person) -> Panel | None:
    """On the repreneur's side, for those who accepted the agreement: a letter and its answer speak of the file."""
    if db.session.scalar(heard_by(actor).where(Approach.id == approach.id)) is None:
        return None
    is_repreneur, is_waiting = side is Side.REPRENEUR, approach.state is A.LETTER
    letters = [letter_shape(letter, approach) for letter in letters_of(approach)]
    may_write = is_repreneur and approach.state is A.ACCESS and has_signed(actor, approach)
    if not letters and not may_write:
        return None
    return Panel("approaches/_letter.html", {
        "letters": letters, "may_write": may_write, "may_withdraw": is_repreneur and is_waiting,
        "may_answer": is_waiting and approach.listing.owner_id == actor.id,
        "is_for_owner": is_waiting and not is_repreneur and approach.listing.owner_id != actor.id,
        "others": others_going_on(approach),
    })


def letter_shape(letter: Letter, approach: Approach) -> dict[str, Any]:
    label, tone = _answer_words(letter)
    author = db.session.get_one(Person, letter.sent_by_id)
    return {
        "id": str(letter.id), "route": letter.route.label, "amount": euros(letter.amount_eur),
        "take_over_on": letter.take_over_on, "exclusive_days": letter.exclusive_days, "conditions": letter.conditions,
        "sent_at": letter.sent_at, "author": author.name, "answer": letter.answer, "answered_at": letter.answered_at,
        "state_label": label, "tone": tone, "is_waiting": letter.answered_at is None and approach.state is A.LETTER,
    }


def _answer_words(letter: Letter) -> tuple[str, str]:
    if letter.is_accepted is not None:
        return ("Acceptée", "success") if letter.is_accepted else ("Déclinée", "neutral")
    return ("Attend sa réponse", "info") if letter.answered_at is None else ("Retirée", "neutral")


def euros(amount: Decimal | None) -> str:
    """« 87 500 € »; cents only when there are some."""
    if amount is None:
        return "Aucun prix"
    pattern = "#,##0 ¤" if amount == amount.to_integral_value() else "#,##0.00 ¤"
    return format_currency(amount, "EUR", pattern, LOCALE, currency_digits=False)


def waiting_shape(approach: Approach) -> dict[str, Any] | None:
    """The letter that the cédant answers."""
    letter = waiting_letter(approach)
    return letter_shape(letter, approach) if letter else None


def others_going_on(approach: Approach) -> int:
    """How many other approaches of the listing an exclusivity suspends, or would."""
    others = (Approach.listing_id == approach.listing_id, Approach.id != approach.id)
    states = Approach.state.in_(SUSPENDABLE | {A.SUSPENDED})
    return db.session.scalar(select(func.count()).select_from(Approach).where(*others, states)) or 0


def exclusive_section(approach: Approach, side: Side, actor: Person) -> Panel | None:
    """The repreneurs learn nothing of how many others wait."""
    if approach.state not in (A.EXCLUSIVE, A.SUSPENDED):
        return None
    is_suspended = approach.state is A.SUSPENDED
    return Panel("approaches/_exclusive.html", {
        "is_cedant": side is Side.CEDANT, "until": approach.exclusive_until,
        "why": why_suspended(approach.listing_id) if is_suspended else None,
        "others": others_going_on(approach) if side is Side.CEDANT else 0,
    })


def outcome_section(approach: Approach, side: Side, actor: Person) -> Panel | None:
    if approach.state not in (A.EXCLUSIVE, A.PROTOCOL, A.TRANSFERRED):
        return None
    route = route_taken(approach)
    return Panel("approaches/_outcome.html", {
        "state": approach.state.value, "is_owner": approach.listing.owner_id == actor.id,
        "signed_on": protocol_signed_on(approach), "transferred_on": approach.transferred_on,
        "route": route.label if route else "",
    })


def follow_ups_section(approach: Approach, side: Side, actor: Person) -> Panel | None:
    """One's own side's only."""
    rows = [_follow_up_line(one) for one in follow_ups_of(approach, side)]
    return Panel("approaches/_follow_ups.html", {"rows": rows}) if rows else None


def _follow_up_line(one: FollowUp) -> dict[str, Any]:
    url = url_for("outcomes.follow_up", follow_up_id=one.id) if one.asked_at else None
    return {"months": one.months, "due_on": one.due_on, "is_answered": one.answered_at is not None, "url": url}


SECTIONS.extend((letter_section, exclusive_section, outcome_section, follow_ups_section))
