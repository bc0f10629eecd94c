"""The clock and the randomness of a world, pinned: what is left to differ between two worlds is what they tell.

Randomness is drawn again from (seed, what is being done) at each request, reaction and job. A world that holds a secret
does more work than the other, and draws more; without this its later ids would differ by chance, and a mask over every
id would hide the leaks that ids and orders carry. Patched at the lowest place, because column defaults hold on to the
functions above it. For a process that does nothing else: nothing is put back.
"""

import os
import random
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from argon2 import PasswordHasher
from itsdangerous import TimestampSigner
from sqlalchemy import event

from club_ess.accounts import passwords
from club_ess.kit import clock, sockets
from club_ess.matching.transfers.models import TransferMatch
from club_ess.notifications.models import Notice

START = datetime.fromisoformat("2026-11-23T08:00:00+00:00")


# Rows that are made several at once, of the secret and not: the id follows from what the row is, not from its turn.
NATURAL: dict[type[Any], Callable[[Any], str]] = {
    TransferMatch: lambda match: f"{match.listing_id} {match.project_id}",
    Notice: lambda notice: f"{notice.person_id} {notice.dedupe_key}",
}


def _give_natural_id(name: Callable[[Any], str]) -> Callable[[Any, Any, Any], None]:
    def give(mapper: Any, connection: Any, row: Any) -> None:
        row.id = row.id or uuid.uuid5(uuid.NAMESPACE_OID, name(row))

    return give


class Pinned:
    """The present instant, which only `advance` moves, and the one source of random bytes."""

    def __init__(self, seed: int) -> None:
        self.seed, self.now = seed, START
        self._random = random.Random(seed)
        self._drawn: Counter[str] = Counter()

    def reseed(self, label: str) -> None:
        """The same label gives the same bytes in both worlds; said twice, it gives others the second time."""
        self._drawn[label] += 1
        self._random.seed(f"{self.seed}:{label}:{self._drawn[label]}")

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def install(self) -> None:
        """Pins this process for good."""
        os.urandom = random._urandom = self._random.randbytes  # type: ignore[attr-defined]
        pinned = self

        class Frozen(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return pinned.now

        clock.datetime = Frozen  # type: ignore[attr-defined]
        TimestampSigner.get_timestamp = lambda self: int(pinned.now.timestamp())  # type: ignore[method-assign]
        self._pin_socket_rates()
        for model, name in NATURAL.items():
            event.listen(model, "before_insert", _give_natural_id(name))
        # The strength of the hash is in none of the bytes sent; a session signs in hundreds of times.
        passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

    def _pin_socket_rates(self) -> None:
        """Events per second are counted by the pinned clock too, not by how fast this machine is today."""
        bucket = sockets.Bucket
        sockets.time = SimpleNamespace(monotonic=lambda: self.now.timestamp())  # type: ignore[assignment, attr-defined]
        sockets.Bucket = lambda: bucket(filled_at=self.now.timestamp())  # type: ignore[misc, assignment]
