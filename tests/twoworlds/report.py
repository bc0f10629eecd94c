"""What the test says at the end: by persona, how much was asked, what differed, and how long each world took."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from statistics import median

from club_ess.access import DOORS
from tests.twoworlds.masks import masked
from tests.twoworlds.steps import Answer, Ending, Step

AROUND = 90
FEWEST_TIMES = 30
MANY = 1000
SLOWER = 1.5


@dataclass(frozen=True)
class Difference:
    """The first byte that differs in one part of an answer."""

    number: int
    step: Step
    part: str
    at: int
    one: bytes
    two: bytes
    count: int

    def __str__(self) -> str:
        around = slice(max(0, self.at - AROUND), self.at + AROUND)
        lines = (
            f"step {self.number}, {self.step}", f"  {self.part}, byte {self.at} ({self.count} bytes differ)",
            f"  world 1: {self.one[around]!r}", f"  world 2: {self.two[around]!r}",
        )
        return "\n".join(lines)


def differences(number: int, step: Step, one: Answer, two: Answer) -> Iterable[Difference]:
    """Nothing, when every byte that matters is equal."""
    for part in sorted({*one.parts, *two.parts}):
        ours, theirs = one.parts.get(part, b""), two.parts.get(part, b"")
        if ours != theirs and (ours := masked(ours)) != (theirs := masked(theirs)):
            pairs = zip(ours, theirs, strict=False)
            at = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(theirs)))
            count = sum(a != b for a, b in zip(ours, theirs, strict=False)) + abs(len(ours) - len(theirs))
            yield Difference(number, step, part, at, ours, theirs, count)


@dataclass
class Report:
    """Filled while the session runs."""

    asked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    sent: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: list[Difference] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    times: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    times_of_persona: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    seconds: float = 0.0
    digest: str = ""  # of every step and every byte of world 1: the same for the same seed

    def add(self, number: int, step: Step, one: Answer, two: Answer) -> None:
        said = f"{self.digest}{step}{sorted(one.parts.items())}"
        self.digest = sha256(said.encode()).hexdigest()
        self._count(number, step, one)
        self.sent[step.persona] += sum(map(len, one.parts.values()))
        self.found.extend(differences(number, step, one, two))
        for side, answer in enumerate((one, two), 1):
            self.leaks.extend(f"step {number}, world {side}, {step}: {canary}" for canary in answer.leaks)
        took = (one.took_ms, two.took_ms)
        self.times[one.route].append(took)
        self.times_of_persona[step.persona].append(took)

    def _count(self, number: int, step: Step, answer: Answer) -> None:
        """Errors of the product are equal in both worlds, and prove nothing: they are told, and fail the run."""
        self.asked[step.persona] += 1
        status = answer.parts.get("head", b"")[:3].decode()
        self.statuses[status or "other"] += 1
        if status.startswith("5"):
            self.failures.append(f"step {number}, {step}: {status}")
        if status.startswith(("2", "3")):
            self.opened.add(answer.route)

    def end(self, endings: Iterable[Ending]) -> None:
        for side, ending in enumerate(endings, 1):
            for where, canaries in ending.leaks.items():
                self.leaks.append(f"world {side}, {where}: {', '.join(sorted(canaries))}")
            if ending.not_shown_to_control:
                missing = ", ".join(sorted(ending.not_shown_to_control))
                self.leaks.append(f"world {side}: the control does not see {missing}, so the sweep proves nothing")

    @property
    def is_clean(self) -> bool:
        return not self.found and not self.leaks and not self.failures

    def differing_bytes(self, persona: str) -> int:
        return sum(difference.count for difference in self.found if difference.step.persona == persona)

    def lines(self) -> Iterable[str]:
        yield "persona      requests   bytes sent  differing    ms 1    ms 2  ratio"
        for persona in sorted(self.asked):
            one, two = _medians(self.times_of_persona[persona])
            yield (
                f"{persona:<12} {self.asked[persona]:>8} {self.sent[persona]:>12} {self.differing_bytes(persona):>10}"
                f" {one:>7.1f} {two:>7.1f} {one / two:>6.2f}"
            )
        yield from self._slower()
        total = sum(self.asked.values())
        yield f"{total} requests in {self.seconds:.0f} s ({total / max(self.seconds, 0.001):.0f} per second)"
        yield f"session {self.digest[:16]}; answers {dict(sorted(self.statuses.items()))}; {self._doors()}"
        yield from (f"FAILED {failure}" for failure in self.failures)
        yield from (str(difference) for difference in self.found)
        yield from (f"CANARY {leak}" for leak in self.leaks)
        yield "equal: no byte differs, no canary" if self.is_clean else "NOT EQUAL"

    def _doors(self) -> str:
        """How much of the access table outsiders came through: what they never opened was hardly compared."""
        doors = {f"{method} {door.rule}" for door in DOORS for method in door.methods.split() if method != "SOCKET"}
        never = sorted(doors - self.opened)
        named = f", all but {', '.join(never)}" if never and sum(self.asked.values()) > MANY else ""
        return f"{len(doors) - len(never)} of {len(doors)} doors opened{named}"

    def _slower(self) -> Iterable[str]:
        """Routes whose median time differs. Printed, not judged: this machine does other things too."""
        for route, times in sorted(self.times.items()):
            one, two = _medians(times)
            ratio = one / max(two, 0.001)
            if len(times) >= FEWEST_TIMES and route != "TICK" and not 1 / SLOWER < ratio < SLOWER:
                yield f"time: {route}: {one:.1f} ms beside {two:.1f} ms, over {len(times)} requests"


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    return median(one for one, _ in times), median(two for _, two in times)
