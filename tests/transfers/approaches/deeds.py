"""What Colette, René, Xavier and Anne may try, each with what the book says of it.

Operations are called directly. A refused one must have changed no row.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import ClubError
from club_ess.threads import operations as conversations
from club_ess.threads.inputs import PostMessage
from club_ess.transfers.approaches import agreements, grants, interest, letters, outcomes
from club_ess.transfers.approaches import inputs as asks
from club_ess.transfers.approaches import later_inputs as later
from club_ess.transfers.approaches.access import opened_to
from club_ess.transfers.approaches.enums import EndReason
from club_ess.transfers.approaches.models import Approach, Letter
from club_ess.transfers.approaches.signatures import current_agreement
from club_ess.transfers.enums import Route
from club_ess.transfers.listings import exclusions
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.exclusion_inputs import AddExclusion
from club_ess.transfers.listings.models import Exclusion
from club_ess.transfers.ties import email_tie
from tests.cast import Somebody
from tests.transfers.approaches.book import Book

WORDS = "Votre activité ressemble à ce que je sais faire, et je la reprendrais volontiers avec son équipe."
WATCHED = (
    "approaches", "transitions", "letters_of_intent", "file_grants", "confidentiality_acceptances", "follow_ups",
    "threads", "thread_people", "messages", "listings", "projects", "listing_exclusions", "listing_welcomes",
    "mandates", "confidentiality_agreements",
)
VERBS = (
    "express", "welcome", "sign", "grant", "close_file", "send_letter", "withdraw_letter", "decline_letter",
    "accept_letter", "sign_protocol", "declare_transfer", "write", "stop", "exclude", "forgive",
)


class Deeds:
    """Each verb of VERBS is tried by `actor` in the file of `whose`."""

    people: dict[str, Somebody]
    project_ids: dict[str, uuid.UUID]
    listing_id: uuid.UUID
    book: Book

    def who(self, name: str) -> Person:
        return db.session.get_one(Person, self.people[name].id)

    def rows(self) -> dict[str, Approach]:
        found = db.session.scalars(select(Approach).where(Approach.listing_id == self.listing_id)).all()
        by_project = {row.project_id: row for row in found}
        return {name: by_project[its] for name, its in self.project_ids.items() if its in by_project}

    def attempt(self, may: bool, actor: str, verb: Callable[..., object], *args: Any) -> None:
        """The verb is allowed exactly when the book said so; refused, it has changed nothing."""
        before, refusal = "" if may else fingerprint(), None
        try:
            verb(self.who(actor), *args)
        except ClubError as error:
            refusal = error
            db.session.rollback()
        assert (refusal is None) == may, f"{actor}, {verb.__name__}: {refusal!r}"
        assert may or fingerprint() == before, f"{actor} was refused {verb.__name__}, and yet something changed"

    def _try(self, may: bool, actor: str, whose: str, verb: Callable[..., object], *args: Any) -> None:
        db.session.rollback()
        row = self.rows().get(whose)
        self.attempt(may, actor, verb, row.id if row else uuid.uuid4(), *args)

    def express(self, actor: str, whose: str) -> None:
        asked = asks.ExpressInterest(project_id=self.project_ids[whose], interest=WORDS)
        self.attempt(self.book.express(actor, whose), actor, interest.express_interest, self.listing_id, asked)

    def welcome(self, actor: str, whose: str) -> None:
        self._try(self.book.welcome(actor, whose), actor, whose, interest.welcome_interest)

    def sign(self, actor: str, whose: str, is_stale: bool = False) -> None:
        text, name = current_agreement(), self.who(actor).name
        sha256 = "0" * 64 if is_stale else text.sha256
        asked = asks.AcceptAgreement(version=text.version, sha256=sha256, name=name, is_accepted=True)
        self._try(self.book.sign(actor, whose, is_stale), actor, whose, agreements.accept_agreement, asked)

    def grant(self, actor: str, whose: str, opened: frozenset[FileField] = frozenset({FileField.TURNOVER})) -> None:
        row = self.rows().get(whose)
        asked = asks.OpenFile(fields=sorted(opened), seen=opened_to(row).mark if row else "")
        self._try(self.book.grant(actor, whose, set(opened)), actor, whose, grants.grant, asked)

    def close_file(self, actor: str, whose: str) -> None:
        self._try(self.book.close_file(actor, whose), actor, whose, grants.close_file)

    def send_letter(self, actor: str, whose: str) -> None:
        self._try(self.book.send_letter(actor, whose), actor, whose, letters.send_letter, a_letter())

    def withdraw_letter(self, actor: str, whose: str) -> None:
        self._try(self.book.withdraw_letter(actor, whose), actor, whose, letters.withdraw_letter)

    def decline_letter(self, actor: str, whose: str) -> None:
        asked = later.DeclineLetter(letter_id=self.letter_id(whose), answer="Reparlons-en ensemble.")
        self._try(self.book.decline_letter(actor, whose), actor, whose, letters.decline_letter, asked)

    def accept_letter(self, actor: str, whose: str) -> None:
        asked = later.AnswerLetter(letter_id=self.letter_id(whose))
        self._try(self.book.accept_letter(actor, whose), actor, whose, letters.accept_letter, asked)

    def letter_id(self, whose: str) -> uuid.UUID:
        theirs = select(Letter.id).join(Approach).where(Approach.project_id == self.project_ids[whose])
        return db.session.scalars(theirs.order_by(Letter.sent_at.desc())).first() or uuid.uuid4()

    def sign_protocol(self, actor: str, whose: str) -> None:
        asked = later.SignProtocol(signed_on=clock.today())
        self._try(self.book.sign_protocol(actor, whose), actor, whose, outcomes.sign_protocol, asked)

    def declare_transfer(self, actor: str, whose: str) -> None:
        asked = later.DeclareTransfer(transferred_on=clock.today(), route=Route.SCOP)
        self._try(self.book.declare_transfer(actor, whose), actor, whose, outcomes.declare_transfer, asked)

    def stop(self, actor: str, whose: str, reason: EndReason = EndReason.FINANCING) -> None:
        asked = asks.StopApproach(reason=reason)
        self._try(self.book.stop(actor, whose, reason), actor, whose, interest.stop_approach, asked)

    def write(self, actor: str, whose: str) -> None:
        row = self.rows().get(whose)
        thread_id = row.thread_id if row and row.thread_id else uuid.uuid4()
        asked = PostMessage(client_uuid=uuid.uuid4(), body="Bonjour !")
        self.attempt(self.book.talks(actor, whose), actor, conversations.post_message, thread_id, asked)

    def exclude(self, actor: str, whose: str) -> None:
        asked = AddExclusion(email=self.people[whose].email, is_confirmed=True)
        self.attempt(self.book.exclude(actor, whose), actor, exclusions.add_exclusion, self.listing_id, asked)

    def forgive(self, actor: str, whose: str) -> None:
        its = (Exclusion.listing_id == self.listing_id, Exclusion.tie == email_tie(self.people[whose].email))
        exclusion_id = db.session.scalar(select(Exclusion.id).where(*its)) or uuid.uuid4()
        may = self.book.forgive(actor, whose)
        self.attempt(may, actor, exclusions.remove_exclusion, self.listing_id, exclusion_id)


def a_letter() -> later.SendLetter:
    return later.SendLetter.model_validate({
        "route": "scop", "amount_eur": "87 500", "take_over_on": clock.today() + timedelta(days=100),
        "exclusive_days": 60, "conditions": WORDS,
    })


def fingerprint() -> str:
    """Of every row that a step may write."""
    db.session.rollback()
    connection = db.session.connection()
    return repr([sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {name}").all())) for name in WATCHED])
