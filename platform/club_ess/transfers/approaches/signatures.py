"""Which confidentiality agreement counts, and who accepted it."""

import hashlib
from functools import cache

from sqlalchemy import ColumnElement, and_, exists, or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.paths import PACKAGE
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Acceptance, Agreement, Approach

SHIPPED = PACKAGE / "transfers" / "approaches" / "texts" / "accord-1.md"


def current_agreement() -> Agreement:
    """The last version published; before any, the shipped text, which is version 1 without being a row yet."""
    latest = db.session.scalars(select(Agreement).order_by(Agreement.version.desc()).limit(1)).first()
    return latest or Agreement(version=1, text=_shipped_text(), sha256=fingerprint(_shipped_text()))


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def has_signed(person: Person, approach: Approach) -> bool:
    """Whether the person accepted the text that counts now, for this approach."""
    return db.session.scalar(select(Approach.id).where(Approach.id == approach.id, _signed(person))) is not None


def keeps_secret(person: Person) -> ColumnElement[bool]:
    """The condition that the person may hear what is said: of what has ended, any version they accepted is enough."""
    before = and_(Approach.state == ApproachState.ENDED, _accepted(person))
    return or_(_signed(person), before)


def _signed(person: Person) -> ColumnElement[bool]:
    return _accepted(person, Acceptance.sha256 == current_agreement().sha256)


def _accepted(person: Person, *also: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Acceptance.approach_id == Approach.id, Acceptance.person_id == person.id, *also)


@cache
def _shipped_text() -> str:
    return SHIPPED.read_text(encoding="utf-8").strip()
