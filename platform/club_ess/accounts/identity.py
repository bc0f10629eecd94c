"""Who is acting: the signed-in person of this request, by a sign-in row that can be revoked."""

import hashlib
import secrets
from dataclasses import dataclass

from flask import has_request_context, request, session
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy import select

from club_ess.accounts.models import Person, SignIn
from club_ess.extensions import db, login
from club_ess.kit.errors import SignInRequired


def hash_secret(secret: str) -> str:
    """What is kept of a random secret (32 bytes of entropy, so a plain SHA-256 is enough)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass
class SignedIn(UserMixin):  # type: ignore[misc]
    """flask-login's user: the cookie's secret and the row it opens."""

    secret: str
    sign_in: SignIn

    def get_id(self) -> str:
        return self.secret

    @property
    def person(self) -> Person:
        return self.sign_in.person


@login.user_loader  # type: ignore[untyped-decorator]
def load_signed_in(secret: str) -> SignedIn | None:
    """The valid sign-in of a cookie's secret; None for revoked, expired, unconfirmed or disabled."""
    row = db.session.scalar(select(SignIn).where(SignIn.secret_hash == hash_secret(secret)))
    return SignedIn(secret, row) if row is not None and row.is_valid else None


def current_actor() -> Person | None:
    """The person who acts in this request, or None."""
    if not has_request_context() or not current_user.is_authenticated:
        return None
    person: Person = current_user.person
    return person


def required_actor() -> Person:
    """The person who acts. Raises SignInRequired."""
    actor = current_actor()
    if actor is None:
        raise SignInRequired()
    return actor


def current_sign_in() -> SignIn | None:
    return current_user.sign_in if current_actor() else None


def keep_signed_in(secret: str, row: SignIn) -> None:
    """Writes the cookie: everything that was in it before sign-in is dropped."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(secret, row))


def forget_signed_in() -> None:
    logout_user()
    session.clear()


def browser_name() -> str:
    """What the browser calls itself, so that people recognise their sign-ins."""
    return (request.user_agent.string or "")[:200]


def network() -> str:
    """The network address that throttles count."""
    return request.remote_addr or "unknown"


