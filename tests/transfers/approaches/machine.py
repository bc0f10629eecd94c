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
from tests.transfers.approaches.book import SOLE, A, Book
from tests.transfers.approaches.deeds import VERBS, WORDS, Deeds, fingerprint
from tests.transfers.approaches.invariants import (
    check_eyes,
    check_no_step_is_skipped,
    check_row,
    check_second_exclusivity_is_refused,
)

NAMES, REPRENEURS = ("colette", "rene", "xavier", "anne", "charlie"), ("rene", "xavier")
actors, repreneurs = st.sampled_from(NAMES), st.sampled_from(REPRENEURS)
EPISODES = (
    "renew_agreement", "open_or_close", "end_exclusivity", "exclude_or_forgive", "go_on", "try_another_letter", "go_on",
    "change_mandate", "days_pass", "give_up",
)  # each happens once in an example, in any order; this one comes first
NEXT: dict[A | None, tuple[str, str]] = {
    None: ("express", ""), A.INTEREST: ("welcome", "colette"), A.NDA: ("sign", ""),
    A.CONFIDENTIAL: ("grant", "colette"), A.ACCESS: ("send_letter", ""), A.LETTER: ("accept_letter", "colette"),
    A.EXCLUSIVE: ("sign_protocol", "colette"), A.PROTOCOL: ("declare_transfer", "colette"),
}


class Transmission(Deeds, RuleBasedStateMachine):
    """One listing of Colette; René and Xavier have a project each. `stage` is set by the test that runs it."""

    stage: Stage

    @initialize(
        rene=st.sampled_from([6, 5, 7, 4, 8]), xavier=st.sampled_from([4, 5, 3, 2, 1]), is_advised=st.booleans(),
        order=st.permutations(EPISODES),
    )
    def begin(self, rene: int, xavier: int, is_advised: bool, order: list[str]) -> None:
        """Somewhere on the way already: Xavier has gone some steps, then René more of them."""
        self.order = list(order)
        self.travels, self.context = ExitStack(), self.stage.club.context()
        stage, club = self.stage, self.stage.club
        people = (stage.colette, stage.rene, stage.xavier, stage.anne, club.charlie)
        self.people = dict(zip(NAMES, people, strict=True))
        self.book, self.checked = Book(), ""
        self.listing_id = stage.listing(stage.colette)
        self.project_ids = {name: stage.project(self.people[name]) for name in REPRENEURS}
        self.travels.enter_context(self.context)
        if is_advised:
            self.change_mandate("colette", 0)
        self.go_on("xavier", xavier - 1)
        self.go_on("rene", rene - 1)

    def teardown(self) -> None:
        if hasattr(self, "travels"):
            db.session.rollback()
            forget()
            self.travels.close()

    @rule(whose=repreneurs, by=st.integers(0, 3), verb=st.sampled_from(VERBS), actor=actors, other=repreneurs)
    def happens(self, whose: str, by: int, verb: str, actor: str, other: str) -> None:
        """The next episode; then somebody tries something, most often wrongly."""
        if self.book.is_open:
            getattr(self, self.order.pop(0) if self.order else "go_on")(whose, by)
        else:
            self.answer_follow_ups(actor, by)
        self.all_holds()
        getattr(self, verb)(actor, other)

    def go_on(self, whose: str, by: int) -> None:
        """The right person does the next step: otherwise chance alone would hardly come to the end."""
        for _ in range(by + 1):
            file = self.book.files.get(whose)
            verb, actor = NEXT.get(file.state if file else None, ("write", whose))
            getattr(self, verb)(actor or whose, whose)

    def open_or_close(self, whose: str, by: int) -> None:
        opened = (set(), {FileField.CONTACT}, {FileField.TURNOVER, FileField.PRICE}, {FileField.PRICE})[by]
        if opened:
            self.grant("colette", whose, frozenset(opened))
        else:
            self.close_file("colette", whose)

    def end_exclusivity(self, whose: str, by: int) -> None:
        """By time, by one side or the other, or by an exclusion."""
        alone = next((name for name, file in self.book.files.items() if file.state in SOLE), whose)
        if by == 0:
            self.days_pass(whose, 3)
        elif by == 3:
            self.exclude("colette", alone)
        else:
            self.stop("colette" if by == 1 else alone, alone, EndReason.FIGURES)

    def try_another_letter(self, whose: str, by: int) -> None:
        if by % 2:
            self.withdraw_letter(whose, whose)
        else:
            self.decline_letter("colette", whose)

    def give_up(self, whose: str, by: int) -> None:
        self.stop("colette" if by % 2 else whose, whose, EndReason.PRICE)

    def exclude_or_forgive(self, whose: str, _by: int) -> None:
        verb = self.forgive if whose in self.book.excluded else self.exclude
        verb("colette", whose)

    def change_mandate(self, _whose: str, by: int) -> None:
        """Given, or ended; conversations follow, as the worker would have them do."""
        actor = ("colette", "anne", "colette", "rene")[by]
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

    def renew_agreement(self, whose: str, by: int) -> None:
        """Before somebody accepts it, everybody who reads must have lost what they read."""
        self.book.version += 1
        text = f"{WORDS} Les deux côtés gardent le secret. Version {self.book.version}. " * 6
        asked = asks.PublishAgreement(text=text, sha256=current_agreement().sha256, is_confirmed=True)
        agreements.publish_agreement(db.session.get_one(Person, self.stage.club.dana.id), asked)
        self.all_holds()
        if by < 3:
            self.sign(whose, whose, is_stale=True)
            self.sign(whose, whose)

    def days_pass(self, _whose: str, by: int) -> None:
        self.travel((8, 22, 46, 61)[by])

    def travel(self, days: int) -> None:
        self.travels.enter_context(clock.travel(timedelta(days=days)))
        for job in (
            exclusivity.warn_ending_exclusivities, exclusivity.end_exclusivities, reminding.remind_approaches,
            follow_ups.ask_follow_ups,
        ):
            job()
            before = fingerprint()
            assert job() == 0, f"{job.__name__} acted twice"
            assert fingerprint() == before
        self.book.days_passed()

    def answer_follow_ups(self, actor: str, by: int) -> None:
        self.travel((200, 30, 400, 1)[by])
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
