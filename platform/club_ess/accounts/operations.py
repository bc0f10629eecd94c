"""What happens to accounts. Passwords come hashed: hashing is slow and must not hold the write lock."""

import uuid

from sqlalchemy import select

from club_ess.accounts import mails, tokens
from club_ess.accounts.enums import TokenPurpose
from club_ess.accounts.inputs import AskLink, EditProfile, SignUp
from club_ess.accounts.models import Person
from club_ess.accounts.policies import get_person_for
from club_ess.accounts.sign_ins import end_sign_ins, start_sign_in
from club_ess.events import PersonSignedUp
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Forbidden
from club_ess.kit.operation import operation, record


def find_person(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email))


@operation
def sign_up(asked: SignUp, password_hash: str) -> None:
    """Mails a link to confirm; to an address that already has an account, says so by mail and changes nothing.

    While an address is not confirmed the latest sign-up wins, and only its link works: whoever reads the mails decides.
    """
    person = find_person(asked.email)
    if person is not None and person.email_confirmed_at is not None:
        mails.queue_already_member(person)
        return
    is_new = person is None
    person = person or Person(email=asked.email)
    person.first_name, person.last_name, person.password_hash = asked.first_name, asked.last_name, password_hash
    db.session.add(person)
    db.session.flush()
    if is_new:
        record(PersonSignedUp(person.id))
    _mail_confirmation(person)


def _mail_confirmation(person: Person) -> None:
    token_id, secret = tokens.issue(person, TokenPurpose.CONFIRM_ADDRESS)
    mails.queue_confirmation(person, token_id, secret)


@operation
def resend_confirmation(asked: AskLink) -> None:
    """Does nothing, silently, for an unknown, confirmed or disabled account."""
    person = find_person(asked.email)
    if person is not None and person.email_confirmed_at is None and person.disabled_at is None:
        _mail_confirmation(person)


@operation
def confirm_address(secret: str, browser: str) -> str:
    """Confirms and signs in; returns the secret of the sign-in's cookie. Raises DeadLink."""
    token = tokens.find(secret, TokenPurpose.CONFIRM_ADDRESS)
    tokens.end_all(token.person_id, TokenPurpose.CONFIRM_ADDRESS)
    token.person.email_confirmed_at = clock.now()
    return start_sign_in(token.person, browser)


@operation
def ask_reset(asked: AskLink) -> None:
    """Mails a link to choose a new password. Does nothing, silently, for an unknown or disabled account."""
    person = find_person(asked.email)
    if person is not None and person.disabled_at is None:
        token_id, secret = tokens.issue(person, TokenPurpose.RESET_PASSWORD)
        mails.queue_reset(person, token_id, secret)


@operation
def reset_password(secret: str, password_hash: str) -> None:
    """Ends every sign-in and every link. Reading the mail proves the address, so it confirms it. Raises DeadLink."""
    person = tokens.find(secret, TokenPurpose.RESET_PASSWORD).person
    person.password_hash = password_hash
    person.email_confirmed_at = person.email_confirmed_at or clock.now()
    tokens.end_all(person.id)
    end_sign_ins(person)


@operation
def change_password(actor: Person, checked_hash: str, password_hash: str, browser: str) -> str:
    """Ends every sign-in, this one's copies included; returns the secret of the fresh sign-in of this browser.

    Raises Conflict when the password is no longer the one that was checked: somebody else has just taken it back.
    """
    if actor.password_hash != checked_hash or not actor.is_active:
        raise Conflict()
    actor.password_hash = password_hash
    tokens.end_all(actor.id, TokenPurpose.RESET_PASSWORD)
    end_sign_ins(actor)
    return start_sign_in(actor, browser)


@operation
def edit_profile(actor: Person, asked: EditProfile) -> None:
    for name, value in asked.model_dump().items():
        setattr(actor, name, value)


@operation
def disable_person(actor: Person, person_id: uuid.UUID) -> None:
    """Signs the person out everywhere at once. Raises NotFound, Forbidden (moderators are protected)."""
    person = get_person_for(actor, person_id, to="moderate")
    if person.is_moderator:
        raise Forbidden("Un compte de modération ne se suspend pas d’ici.")
    person.disabled_at = person.disabled_at or clock.now()
    tokens.end_all(person.id)
    end_sign_ins(person)


@operation
def enable_person(actor: Person, person_id: uuid.UUID) -> None:
    """Raises NotFound, Forbidden."""
    get_person_for(actor, person_id, to="moderate").disabled_at = None


@operation
def set_moderator(email: str, is_moderator: bool) -> bool:
    """From the command line only. False when nobody active has this address. Their sign-ins end: rights start anew."""
    person = find_person(email)
    if person is None or not person.is_active:
        return False
    person.is_moderator = is_moderator
    end_sign_ins(person)
    return True
