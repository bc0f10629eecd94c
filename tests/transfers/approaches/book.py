"""The rules of approaches as a cédant would tell them, in plain Python.

It knows nothing of the code under test but its words. Each verb says whether the person may, and notes what follows.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from club_ess.kit import clock
from club_ess.transfers.approaches.enums import ApproachState, EndReason
from club_ess.transfers.listings.enums import FileField

A = ApproachState
WAY = (A.INTEREST, A.NDA, A.CONFIDENTIAL, A.ACCESS, A.LETTER, A.EXCLUSIVE, A.PROTOCOL, A.TRANSFERRED)
MANY, SOLE, TALKING, READING = WAY[:5], WAY[5:7], WAY[2:], WAY[3:]
OVER = (A.TRANSFERRED, A.ENDED)
EXCLUSIVE_DAYS, PATIENCE = 60, timedelta(days=45)


def may_follow(here: ApproachState, to: ApproachState) -> bool:
    """One step after the other; back to the exchanges; aside while another is alone; and out, at any time."""
    if here in OVER or to is A.ENDED:
        return here not in OVER
    if A.SUSPENDED in (here, to):
        return (to if here is A.SUSPENDED else here) in MANY
    return WAY.index(to) == WAY.index(here) + 1 or (here in (A.LETTER, A.EXCLUSIVE) and to is A.ACCESS)


@dataclass
class File:
    """What one repreneur and Colette have come to."""

    state: ApproachState = A.INTEREST
    path: list[ApproachState] = field(default_factory=list)
    since: datetime = field(default_factory=clock.now)
    paused_from: ApproachState | None = None
    end_reason: EndReason | None = None
    until: date | None = None
    signed: set[int] = field(default_factory=set)
    granted: set[FileField] = field(default_factory=set)
    talked: bool = False
    has_letter: bool = False

    def enter(self, to: ApproachState) -> None:
        self.paused_from = self.state if to is A.SUSPENDED else None
        self.state, self.since = to, clock.now()
        self.path.append(to)


@dataclass
class Book:
    """One listing of Colette, whom Anne may advise. Every verb returns whether the person may."""

    files: dict[str, File] = field(default_factory=dict)
    version: int = 1
    is_open: bool = True
    is_advised: bool = False
    excluded: set[str] = field(default_factory=set)
    welcome_back: set[str] = field(default_factory=set)

    def holds(self, actor: str) -> bool:
        return actor == "colette" or (actor == "anne" and self.is_advised)

    def is_barred(self, name: str) -> bool:
        return name in self.excluded - self.welcome_back

    def sees(self, actor: str, whose: str) -> bool:
        file = self.files.get(whose)
        if file is None or self.holds(actor):
            return file is not None
        return actor == whose and (file.state is A.TRANSFERRED or not self.is_barred(whose))

    def has_signed(self, whose: str) -> bool:
        return self.version in self.files[whose].signed

    def reads(self, whose: str) -> set[FileField]:
        file = self.files[whose]
        return file.granted if self.sees(whose, whose) and file.state in READING and self.has_signed(whose) else set()

    def talks(self, actor: str, whose: str) -> bool:
        if not self.sees(actor, whose) or self.files[whose].state not in TALKING:
            return False
        return self.holds(actor) or self.has_signed(whose)

    def sole(self) -> File | None:
        return next((file for file in self.files.values() if file.state in SOLE), None)

    def express(self, actor: str, whose: str) -> bool:
        if actor != whose or whose in self.files or not self.is_open or self.is_barred(whose):
            return False
        waits = self.sole() is not None
        self.files[whose] = File()
        if waits:
            self.files[whose].enter(A.SUSPENDED)
        return True

    def _step(self, is_theirs: bool, whose: str, here: ApproachState, to: ApproachState) -> bool:
        file = self.files.get(whose)
        if not is_theirs or file is None or file.state is not here:
            return False
        file.enter(to)
        return True

    def welcome(self, actor: str, whose: str) -> bool:
        return self._step(self.holds(actor), whose, A.INTEREST, A.NDA)

    def sign(self, actor: str, whose: str, is_stale: bool) -> bool:
        if actor != whose or not self.sees(actor, whose) or is_stale:
            return False
        file = self.files[whose]
        if not self.has_signed(whose):
            if file.state not in (A.NDA, *TALKING) and not (file.state is A.SUSPENDED and file.talked):
                return False
            file.signed.add(self.version)
            file.talked = self._step(True, whose, A.NDA, A.CONFIDENTIAL) or file.talked
        return True

    def grant(self, actor: str, whose: str, fields: set[FileField]) -> bool:
        if not (self.holds(actor) and self.sees(actor, whose)) or self.files[whose].state not in TALKING:
            return False
        self.files[whose].granted = fields
        if fields:
            self._step(True, whose, A.CONFIDENTIAL, A.ACCESS)
        return True

    def close_file(self, actor: str, whose: str) -> bool:
        if not (self.holds(actor) and self.sees(actor, whose)):
            return False
        self.files[whose].granted = set()
        return True

    def send_letter(self, actor: str, whose: str) -> bool:
        may = actor == whose and self.sees(actor, whose) and self.has_signed(whose)
        return self._letter(self._step(may, whose, A.ACCESS, A.LETTER), whose, True)

    def withdraw_letter(self, actor: str, whose: str) -> bool:
        may = actor == whose and self.sees(actor, whose)
        return self._letter(self._step(may, whose, A.LETTER, A.ACCESS), whose, False)

    def decline_letter(self, actor: str, whose: str) -> bool:
        return self._letter(self._step(actor == "colette", whose, A.LETTER, A.ACCESS), whose, False)

    def accept_letter(self, actor: str, whose: str) -> bool:
        may = self._letter(self._step(actor == "colette", whose, A.LETTER, A.EXCLUSIVE), whose, False)
        if may:
            self.files[whose].until = clock.today() + timedelta(days=EXCLUSIVE_DAYS)
            for other in self.files.values():
                if other.state in MANY:
                    other.enter(A.SUSPENDED)
        return may

    def _letter(self, is_done: bool, whose: str, has_letter: bool) -> bool:
        if is_done:
            self.files[whose].has_letter = has_letter
        return is_done

    def sign_protocol(self, actor: str, whose: str) -> bool:
        return self._step(actor == "colette", whose, A.EXCLUSIVE, A.PROTOCOL)

    def declare_transfer(self, actor: str, whose: str) -> bool:
        may = self._step(actor == "colette", whose, A.PROTOCOL, A.TRANSFERRED)
        if may:
            self.is_open = False
            self.welcome_back.add(whose)
            for other in self.files.values():
                self._end(other, EndReason.ANOTHER_CHOSEN)
        return may

    def stop(self, actor: str, whose: str, reason: EndReason) -> bool:
        return self.sees(actor, whose) and self._end(self.files[whose], reason)

    def _end(self, file: File, reason: EndReason) -> bool:
        if file.state in OVER:
            return False
        was_alone, file.end_reason = file.state in SOLE, reason
        file.enter(A.ENDED)
        if was_alone:
            self._resume()
        return True

    def _resume(self) -> None:
        for file in self.files.values():
            if file.paused_from is not None:
                file.enter(file.paused_from)

    def exclude(self, actor: str, whose: str) -> bool:
        if self.holds(actor):
            self.excluded.add(whose)
            if whose in self.files and self.is_barred(whose):
                self._end(self.files[whose], EndReason.EXCLUDED)
        return self.holds(actor)

    def forgive(self, actor: str, whose: str) -> bool:
        may = self.holds(actor) and whose in self.excluded
        self.excluded -= {whose} if may else set()
        return may

    def days_passed(self) -> None:
        for file in self.files.values():
            if file.state is A.EXCLUSIVE and file.until and file.until < clock.today():
                file.enter(A.ACCESS)
                self._resume()
        for file in self.files.values():
            if file.state in (A.INTEREST, A.NDA) and file.since + PATIENCE <= clock.now():
                self._end(file, EndReason.NO_ANSWER)
