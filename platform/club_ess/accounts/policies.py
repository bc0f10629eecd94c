"""Who may see whom, and which sign-ins are one's own."""

import uuid
from typing import Literal

from sqlalchemy import Select, select

from club_ess.accounts.models import Person, SignIn
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Forbidden, NotFound


def get_person_for(actor: Person | None, person_id: uuid.UUID, to: Literal["read", "moderate"]) -> Person:
    """Members see the active people; moderators see all. Raises NotFound, or Forbidden to moderate."""
    is_moderator = actor is not None and actor.is_active and actor.is_moderator
    person = db.session.get(Person, person_id)
    if person is None or actor is None or not (person.is_active or is_moderator):
        raise NotFound()
    if to == "moderate" and not is_moderator:
        raise Forbidden()
    return person


def live_sign_ins_of(actor: Person) -> Select[SignIn]:
    """Their own, the latest first."""
    mine = (SignIn.person_id == actor.id, SignIn.revoked_at.is_(None), SignIn.expires_at > clock.now())
    return select(SignIn).where(*mine).order_by(SignIn.created_at.desc())


def get_sign_in_for(actor: Person, sign_in_id: uuid.UUID) -> SignIn:
    """A live sign-in of one's own. Raises NotFound."""
    row = db.session.scalar(live_sign_ins_of(actor).where(SignIn.id == sign_in_id))
    if row is None:
        raise NotFound()
    return row
