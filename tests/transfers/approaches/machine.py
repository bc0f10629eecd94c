"""Colette, René, Xavier and Anne do anything at any time, rightly and wrongly; after each step the book is compared."""

from contextlib import ExitStack
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import Model, db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.transfers.approaches import agreements, exclusivity, follow_ups
from club_ess.transfers.approaches import inputs as asks
from club_ess.transfers.approaches import later_inputs as later
from club_ess.transfers.approaches import reminders as reminding
from club_ess.transfers.approaches.enums import Difficulty, EndReason, Side
from club_ess.transfers.approaches.models import FollowUp
from club_ess.transfers.approaches.signatures import current_agreement
from club_ess.transfers.approaches.thread import sync_advisers
from club_ess.transfers.listings import mandates
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.inputs import GiveMandate
from club_ess.transfers.listings.models import Mandate
from tests.transfers.actors import Stage
from tests.transfers.approaches.book import A, Book
from tests.transfers.approaches.deeds import VERBS, WORDS, Deeds, fingerprint
from tests.transfers.approaches.invariants import (
    check_eyes,
    check_no_step_is_skipped,
    check_row,
    check_second_exclusivity_is_refused,
)

NAMES, REPRENEURS = ("colette", "rene", "xavier", "anne", "charlie"), ("rene", "xavier")
actors, repreneurs = st.sampled_from(NAMES), st.sampled_from(REPRENEURS)
reasons = st.sampled_from([one for one in EndReason if one.is_said_by_people])
fields = st.sets(st.sampled_from([FileField.TURNOVER, FileField.CONTACT, FileField.PRICE]), max_size=2)
NEXT: dict[A | None, tuple[str, str]] = {
    None: ("express", ""), A.INTEREST: ("welcome", "colette"), A.NDA: ("sign", ""),
    A.CONFIDENTIAL: ("grant", "colette"), A.ACCESS: ("send_letter", ""), A.LETTER: ("accept_letter", "colette"),
    A.EXCLUSIVE: ("sign_protocol", "colette"), A.PROTOCOL: ("declare_transfer", "colette"),
}


class Transmission(Deeds, RuleBasedStateMachine):
    """One listing of Colette; René and Xavier have a project each. `stage` is set by the test that runs it."""

    stage: Stage

    @initialize(rene=st.sampled_from([6, 6, 6, 4, 5, 7, 8]), xavier=st.integers(1, 5), is_advised=st.booleans())
    def begin(self, rene: int, xavier: int, is_advised: bool) -> None:
        """Somewhere on the way already: Xavier has gone some steps, then René more of them."""
        self.travels, self.context = ExitStack(), self.stage.club.context()
        stage, club = self.stage, self.stage.club
        people = (stage.colette, stage.rene, stage.xavier, stage.anne, club.charlie)
        self.people = dict(zip(NAMES, people, strict=True))
        self.book, self.checked = Book(), ""
        self.listing_id = stage.listing(stage.colette)
        self.project_ids = {name: stage.project(self.people[name]) for name in REPRENEURS}
        self.travels.enter_context(self.context)
        if is_advised:
            self.change_mandate("colette")
        self.go_on("xavier", xavier)
        self.go_on("rene", rene)

    def teardown(self) -> None:
        if hasattr(self, "travels"):
            db.session.rollback()
            forget()
            self.travels.close()

    @rule(verb=st.sampled_from(VERBS), actor=actors, whose=repreneurs)
    def do_anything(self, verb: str, actor: str, whose: str) -> None:
        getattr(self, verb)(actor, whose)

    @rule(whose=repreneurs, steps=st.integers(1, 3))
    def go_on(self, whose: str, steps: int) -> None:
        """The right person does the next step: otherwise chance alone would hardly come to the end."""
        for _ in range(steps):
            file = self.book.files.get(whose)
            verb, actor = NEXT.get(file.state if file else None, ("write", whose))
            getattr(self, verb)(actor or whose, whose)
            self.all_holds()

    @rule(whose=repreneurs, opened=fields)
    def open_or_close(self, whose: str, opened: set[FileField]) -> None:
        if opened:
            self.grant("colette", whose, frozenset(opened))
        else:
            self.close_file("colette", whose)

    @rule(whose=repreneurs, is_taken_back=st.booleans())
    def try_another_letter(self, whose: str, is_taken_back: bool) -> None:
        if is_taken_back:
            self.withdraw_letter(whose, whose)
        else:
            self.decline_letter("colette", whose)

    @rule(whose=repreneurs, by_cedant=st.booleans(), reason=reasons)
    def give_up(self, whose: str, by_cedant: bool, reason: EndReason) -> None:
        self.stop("colette" if by_cedant else whose, whose, reason)

    @rule(whose=repreneurs)
    def exclude_or_forgive(self, whose: str) -> None:
        verb = self.forgive if whose in self.book.excluded else self.exclude
        verb("colette", whose)

    @rule(actor=st.sampled_from(("colette", "anne", "colette", "rene")))
    def change_mandate(self, actor: str) -> None:
        """Given, or ended; conversations follow, as the worker would have them do."""
        if self.book.is_advised:
            standing = (Mandate.listing_id == self.listing_id, Mandate.ended_at.is_(None))
            mandate_id = db.session.scalars(select(Mandate.id).where(*standing)).one()
            may = self.book.holds(actor)
            self.attempt(may, actor, mandates.end_mandate, mandate_id)
        else:
            may, asked = actor == "colette", GiveMandate(adviser_id=str(self.people["anne"].id))
            self.attempt(may, actor, mandates.give_mandate, self.listing_id, asked)
        self.book.is_advised ^= may
        sync_advisers(self.listing_id)

    @rule(signs=st.sampled_from(["", "rene", "xavier"]))
    def renew_agreement(self, signs: str) -> None:
        """Before somebody accepts it, everybody who reads must have lost what they read."""
        self.book.version += 1
        text = f"{WORDS} Les deux côtés gardent le secret. Version {self.book.version}. " * 6
        asked = asks.PublishAgreement(text=text, sha256=current_agreement().sha256, is_confirmed=True)
        agreements.publish_agreement(db.session.get_one(Person, self.stage.club.dana.id), asked)
        self.all_holds()
        if signs:
            self.sign(signs, signs, is_stale=True)
            self.sign(signs, signs)

    @rule(days=st.sampled_from([8, 61, 22, 46]))
    def days_pass(self, days: int) -> None:
        self.travels.enter_context(clock.travel(timedelta(days=days)))
        jobs = (
            exclusivity.warn_ending_exclusivities, exclusivity.end_exclusivities, reminding.remind_approaches,
            follow_ups.ask_follow_ups,
        )
        for job in jobs:
            job()
            before = fingerprint()
            assert job() == 0, f"{job.__name__} acted twice"
            assert fingerprint() == before
        self.book.days_passed()

    @precondition(lambda self: not self.book.is_open)
    @rule(days=st.sampled_from([30, 200, 400]), actor=actors)
    def answer_follow_ups(self, days: int, actor: str) -> None:
        self.days_pass(days)
        whose = next(name for name, file in self.book.files.items() if file.state is A.TRANSFERRED)
        sides = {Side.CEDANT} if self.book.holds(actor) else {Side.REPRENEUR} if actor == whose else set()
        asked = later.AnswerFollowUp(is_active=True, jobs=3, difficulty=Difficulty.NONE)
        columns = (FollowUp.id, FollowUp.side, FollowUp.asked_at, FollowUp.answered_at)
        for follow_up_id, side, asked_at, answered_at in db.session.execute(select(*columns)).all():
            may = side in sides and asked_at is not None and answered_at is None
            self.attempt(may, actor, follow_ups.answer_follow_up, follow_up_id, asked)

    @invariant()
    @precondition(lambda self: hasattr(self, "travels"))
    def all_holds(self) -> None:
        """Nothing is asked again of rows that have not changed."""
        db.session.rollback()
        rows, now = self.rows(), fingerprint() + str(clock.today())
        if now == self.checked:
            return
        assert rows.keys() == self.book.files.keys()
        for name, row in rows.items():
            check_row(row, self.book.files[name])
            check_no_step_is_skipped(row)
        for name in NAMES:
            check_eyes(self.who(name), name, rows, self.book)
        for row in [one for one in rows.values() if one.state is A.SUSPENDED]:
            check_second_exclusivity_is_refused(row, self.people["colette"].id)
        db.session.rollback()
        self.checked = now


KEPT = {"people", "organizations", "memberships", "sign_ins"}


@operation
def forget() -> None:
    """The next example finds its people again, and nothing that they did."""
    for table in reversed(Model.metadata.sorted_tables):
        if table.name not in KEPT:
            db.session.execute(table.delete())
