"""What must hold at any instant: the rows and the policies say what the book says, and two traps stay shut."""

import uuid
from contextlib import suppress
from itertools import product

from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import ClubError, Conflict
from club_ess.kit.operation import operation
from club_ess.kit.states import Transition
from club_ess.threads.models import Thread
from club_ess.threads.policies import get_thread_for
from club_ess.transfers.approaches import access, letters, moves, policies
from club_ess.transfers.approaches.later_inputs import AnswerLetter
from club_ess.transfers.approaches.models import Approach, FollowUp, Grant, Letter
from club_ess.transfers.enums import Route
from tests.transfers.approaches.book import TALKING, A, Book, File, may_follow


def check_row(row: Approach, file: File) -> None:
    """The row, its log, its letters, what is open, its conversation: as the book says."""
    assert (row.state, row.end_reason) == (file.state, file.end_reason)
    assert file.paused_from in (None, row.suspended_from)
    assert (row.ended_at is not None) == (file.state is A.ENDED)
    assert (row.transferred_on is not None) == (file.state is A.TRANSFERRED)
    assert file.state is not A.EXCLUSIVE or row.exclusive_until == file.until
    its = (Transition.subject_kind == "approach", Transition.subject_id == row.id)
    assert list(db.session.scalars(select(Transition.to_state).where(*its).order_by(Transition.at))) == file.path
    opened = select(Grant.field).where(Grant.approach_id == row.id, Grant.revoked_at.is_(None))
    assert set(db.session.scalars(opened)) == file.granted
    waiting = (Letter.approach_id == row.id, Letter.answered_at.is_(None))
    assert _count(Letter, *waiting) == file.has_letter
    assert _count(FollowUp, FollowUp.approach_id == row.id) == 6 * (file.state is A.TRANSFERRED)
    assert (row.thread_id is not None) == file.talked
    closed_at = db.session.scalar(select(Thread.closed_at).where(Thread.id == row.thread_id))
    assert not file.talked or (closed_at is None) == (file.state in TALKING)


def _count(model: type[Letter | FollowUp], *where: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0  # type: ignore[arg-type]


def check_eyes(person: Person, name: str, rows: dict[str, Approach], book: Book) -> None:
    """What one person sees, reads and writes: no more, and no less, than the book says."""
    seen = set(db.session.scalars(policies.visible_approaches(person).with_only_columns(Approach.id)))
    assert seen == {row.id for whose, row in rows.items() if book.sees(name, whose)}, f"{name} sees {seen}"
    for whose, row in rows.items():
        if whose == name and row.id in seen:
            assert access.readable_fields(person, row) == book.reads(name)
        if row.thread_id is not None and (whose == name or book.holds(name)):
            assert _may_write(person, row.thread_id) == book.talks(name, whose)


def _may_write(person: Person, thread_id: uuid.UUID) -> bool:
    try:
        get_thread_for(person, thread_id, to="write")
    except ClubError:
        return False
    return True


def check_no_step_is_skipped(row: Approach) -> None:
    """Even a verb that forgot to look at the state could not skip a step, from wherever it stands. All is undone."""
    with suppress(_Undone):
        _skip_steps(row.id)


@operation
def _skip_steps(approach_id: uuid.UUID) -> None:
    approach = db.session.get_one(Approach, approach_id)
    for here, to in product(A, A):
        if not may_follow(here, to):
            approach.state = here
            with suppress(Conflict):
                moves.advance(approach, to, None)
                raise AssertionError(f"nothing refuses {here} → {to}")
    raise _Undone()


def check_second_exclusivity_is_refused(row: Approach, cedant_id: uuid.UUID) -> None:
    """Whoever waits has a letter after all, as after a lost race: it cannot be accepted. All is undone."""
    with suppress(_Undone):
        _accept_beside(row.id, cedant_id)


class _Undone(Exception):
    """Rolls back."""


@operation
def _accept_beside(approach_id: uuid.UUID, cedant_id: uuid.UUID) -> None:
    approach = db.session.get_one(Approach, approach_id)
    approach.state = A.LETTER
    letter = letters.waiting_letter(approach) or Letter(
        approach_id=approach_id, route=Route.SCOP, exclusive_days=60, conditions="", sent_by_id=approach.asked_by_id
    )
    db.session.add(letter)
    db.session.flush()
    with suppress(Conflict):
        letters.accept_letter(db.session.get_one(Person, cedant_id), approach_id, AnswerLetter(letter_id=letter.id))
        raise AssertionError("two repreneurs have the exclusivity")
    raise _Undone()
