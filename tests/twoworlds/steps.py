"""What is asked of both worlds, and what each answers."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ask:
    """One request of a persona."""

    persona: str
    method: str
    path: str
    form: tuple[tuple[str, str], ...] | None = None
    json: Any = None
    body: bytes | None = None
    files: tuple[tuple[str, str, bytes], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    network: str = "127.0.0.1"
    with_token: bool = True

    def __str__(self) -> str:
        sent = self.form or self.json or self.body or ""
        return f"{self.persona}: {self.method} {self.path} {sent!r}{self._files}"[:600]

    @property
    def _files(self) -> str:
        return "".join(f" {name}={filename} ({len(content)} bytes)" for name, filename, content in self.files)


@dataclass(frozen=True)
class Emit:
    """One socket event of a persona; the socket is opened if it is not."""

    persona: str
    event: str
    payload: Any

    def __str__(self) -> str:
        return f"{self.persona}: socket {self.event} {self.payload}"[:600]


@dataclass(frozen=True)
class Tick:
    """Time passes, insiders act, the outbox is emptied, what is due by the clock is done, mails are counted."""

    number: int
    seconds: float
    persona: str = "everybody"

    def __str__(self) -> str:
        return f"tick {self.number}: {self.seconds:.0f} s pass"


Step = Ask | Emit | Tick


@dataclass
class Answer:
    """Every byte that outsiders were sent in one step, by what carried it; `route` groups times that compare."""

    parts: dict[str, bytes]
    route: str
    took_ms: float
    leaks: list[str] = field(default_factory=list)


@dataclass
class Ending:
    """What was swept once, after the session: canaries by where they were found; what insiders' pages did not show."""

    leaks: dict[str, set[str]]
    not_shown_to_control: set[str]
