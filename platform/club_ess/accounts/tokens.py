"""Links good once and for a time; making one ends the earlier ones of the same purpose."""

import uuid
from datetime import timedelta

from sqlalchemy import select, update

from club_ess.accounts.enums import TokenPurpose
from club_ess.accounts.identity import hash_secret, new_secret
from club_ess.accounts.models import Person, Token
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import NotFound

LIFETIMES = {TokenPurpose.CONFIRM_ADDRESS: timedelta(hours=48), TokenPurpose.RESET_PASSWORD: timedelta(hours=1)}


class DeadLink(NotFound):
    """Unknown, used, too old, or of a disabled account: the answer must not tell which."""

    sentence = "Ce lien ne fonctionne plus : il a déjà servi, ou il est trop ancien."


def issue(person: Person, purpose: TokenPurpose) -> tuple[uuid.UUID, str]:
    """The id and the secret of a fresh link. Call it inside an operation."""
    end_all(person.id, purpose)
    secret = new_secret()
    expires_at = clock.now() + LIFETIMES[purpose]
    token = Token(person_id=person.id, purpose=purpose, secret_hash=hash_secret(secret), expires_at=expires_at)
    db.session.add(token)
    db.session.flush()
    return token.id, secret


def find(secret: str, purpose: TokenPurpose) -> Token:
    """The live link of this secret. Raises DeadLink."""
    token = db.session.scalar(select(Token).where(Token.secret_hash == hash_secret(secret), Token.purpose == purpose))
    is_live = token is not None and token.used_at is None and token.expires_at > clock.now()
    if token is None or not is_live or token.person.disabled_at is not None:
        raise DeadLink()
    return token


def end_all(person_id: uuid.UUID, purpose: TokenPurpose | None = None) -> None:
    """Uses up the links of a person, of one purpose or of all."""
    unused = update(Token).where(Token.person_id == person_id, Token.used_at.is_(None)).values(used_at=clock.now())
    db.session.execute(unused if purpose is None else unused.where(Token.purpose == purpose))
