"""Opening and ending sign-ins: the rows that cookies open."""

import uuid
from datetime import timedelta

from sqlalchemy import select, update

from club_ess.accounts.identity import hash_secret, new_secret
from club_ess.accounts.inputs import ChangePassword, Credentials
from club_ess.accounts.models import Person, SignIn
from club_ess.accounts.passwords import is_password, weakness
from club_ess.accounts.policies import get_sign_in_for
from club_ess.events import SessionsRevoked
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Invalid
from club_ess.kit.operation import operation, record

LIFETIME = timedelta(days=30)


def check_credentials(asked: Credentials) -> Person | None:
    """The active person of this address and password. Takes as long for an unknown address."""
    person = db.session.scalar(select(Person).where(Person.email == asked.email))
    is_right = is_password(asked.password, person.password_hash if person else None)
    return person if person is not None and is_right and person.is_active else None


def check_new_password(person: Person, password: str) -> dict[str, str]:
    """The errors by field of a password that looks like its owner."""
    own_words = [person.first_name, person.last_name, person.email, *person.email.partition("@")[::2]]
    reason = weakness(password, own_words)
    return {"password": reason} if reason else {}


def check_password_change(actor: Person, asked: ChangePassword) -> str:
    """The hash that the current password was checked against. Raises Invalid, with all that is wrong."""
    checked_hash = actor.password_hash
    errors = check_new_password(actor, asked.password)
    if not is_password(asked.current_password, checked_hash):
        errors |= {"current_password": "Ce n’est pas votre mot de passe actuel."}
    if errors:
        raise Invalid(errors)
    return checked_hash


@operation
def sign_in(person_id: uuid.UUID, checked_hash: str, browser: str) -> str | None:
    """The secret of a fresh cookie; None when the account or the password changed since it was checked."""
    person = db.session.get(Person, person_id)
    if person is None or not person.is_active or person.password_hash != checked_hash:
        return None
    return start_sign_in(person, browser)


def start_sign_in(person: Person, browser: str) -> str:
    """Call it inside an operation."""
    secret = new_secret()
    expires_at = clock.now() + LIFETIME
    row = SignIn(person_id=person.id, secret_hash=hash_secret(secret), browser=browser, expires_at=expires_at)
    db.session.add(row)
    return secret


def end_sign_ins(person: Person) -> None:
    """All of them. Call it inside an operation."""
    live = update(SignIn).where(SignIn.person_id == person.id, SignIn.revoked_at.is_(None))
    db.session.execute(live.values(revoked_at=clock.now()))
    record(SessionsRevoked(person.id))


@operation
def end_sign_in(actor: Person, sign_in_id: uuid.UUID) -> None:
    """Every copy of its cookie dies with it. Raises NotFound for somebody else's."""
    row = get_sign_in_for(actor, sign_in_id)
    row.revoked_at = clock.now()
    record(SessionsRevoked(actor.id, row.id))


@operation
def end_other_sign_ins(actor: Person, kept_id: uuid.UUID) -> None:
    others = select(SignIn).where(SignIn.person_id == actor.id, SignIn.revoked_at.is_(None), SignIn.id != kept_id)
    for row in db.session.scalars(others):
        row.revoked_at = clock.now()
        record(SessionsRevoked(actor.id, row.id))
