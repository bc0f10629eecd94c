"""What a world is made of, and the contract of whoever peoples it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from tests.cast import Club, Somebody


class Variant(StrEnum):
    """What the two worlds differ by."""

    THERE = "there"  # world 1 holds the confidential thing and its whole life; world 2 nothing of it
    WHICH = "which"  # both hold it, saying the same to outsiders; what it hides differs


@dataclass(frozen=True)
class Place:
    """Which of the two worlds this is."""

    variant: Variant
    side: int

    @property
    def has_secret(self) -> bool:
        return self.variant is Variant.WHICH or self.side == 1


@dataclass
class World:
    """What the session and the sweep know of a world.

    `outsiders` are the personas who must see no difference (None: nobody is signed in); whatever is mailed to anybody
    but `insiders` is compared. `ids` are, by parameter of a rule, the ids that exist; `hidden_ids` those of the secret:
    the session knocks at both, as an attacker who guesses right. `guesses` are words of the secret that the session
    types; `canaries` are others, which nobody ever types, so that finding one anywhere is a leak. Each canary has ten
    characters or more, and is on one of `control_pages` as `control` sees them. `careful` personas do not tie
    themselves to structures before the end, because they would see nothing any more; `sirets` are numbers that others
    try. `keys` are keyed hashes of people of the secret that personas are sent by design, by what they are: they are
    compared as that.
    """

    outsiders: dict[str, Somebody | None]
    insiders: dict[str, Somebody]
    ids: dict[str, list[str]]
    hidden_ids: dict[str, list[str]] = field(default_factory=dict)
    guesses: tuple[str, ...] = ()
    canaries: tuple[str, ...] = ()
    control: str = ""
    control_pages: tuple[str, ...] = ()
    careful: frozenset[str] = frozenset()
    sirets: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def every_hidden_id(self) -> list[str]:
        return [one for many in self.hidden_ids.values() for one in many]

    def known_ids(self, parameter: str) -> list[str]:
        return [*self.ids.get(parameter, ()), *self.hidden_ids.get(parameter, ())]


class WorldBuilder(Protocol):
    """Peoples a world. Everything but the secret must be made alike on both sides.

    `stage(label)` pins the randomness of what follows: say it before the secret and again after it, so that what comes
    after has the same ids with or without a secret before it. People of the secret are made in both worlds (factories
    number the addresses).
    """

    def populate(self, club: Club, place: Place, stage: Callable[[str], None]) -> World: ...

    def live(self, club: Club, world: World, place: Place, tick: int) -> None:
        """What insiders do meanwhile; nothing where the secret is absent."""
        ...


def words(place: Place, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The values that the secret has in this world."""
    return one if place.side == 1 else other


def texts(ids: list[uuid.UUID]) -> list[str]:
    return [str(one) for one in ids]
