"""A person's sockets: opened with their sign-in, ended with it."""

from flask_socketio import ConnectionRefusedError, join_room

from club_ess.accounts.identity import current_sign_in
from club_ess.accounts.models import SignIn
from club_ess.events import SessionsRevoked
from club_ess.extensions import live
from club_ess.kit import sockets
from club_ess.kit.errors import ClubError, SignInRequired


def register() -> None:
    live.on_event("connect", connect)


def connect() -> None:
    """Joins the rooms of the person (all their pages) and of this sign-in (the pages of one browser)."""
    try:
        sockets.admit()
        sign_in = required_sign_in()
    except ClubError as error:
        raise ConnectionRefusedError(error.code) from None
    join_room(f"person:{sign_in.person_id}")
    join_room(f"sign-in:{sign_in.id}")


def required_sign_in() -> SignIn:
    """The sign-in that the socket's cookie opens. Raises SignInRequired."""
    sign_in = current_sign_in()
    if sign_in is None:
        raise SignInRequired()
    return sign_in


def close_ended(fact: SessionsRevoked) -> None:
    """Signed out, password changed or disabled: the sockets end at once."""
    if fact.session_id is None:
        sockets.close_all(f"person:{fact.person_id}")
    else:
        sockets.close_all(f"sign-in:{fact.session_id}")
