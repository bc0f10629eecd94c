"""What an exclusion ends in the rooms above, in the same transaction, without their being known here.

A room appends a `Closer` to `CLOSERS` when it is loaded.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from club_ess.transfers.listings.models import Listing


@dataclass(frozen=True)
class Closer:
    """`count(listing, ties)`: how many living files have somebody of these ties whom the listing does not welcome.

    `close(listing, actor_id)`: ends the living files that an exclusion of the listing meets; called inside the
    operation that adds one, after it is flushed.
    """

    count: Callable[[Listing, frozenset[str]], int]
    close: Callable[[Listing, uuid.UUID], None]


CLOSERS: list[Closer] = []

BLOCKERS: list[Callable[[Listing], str | None]] = []
"""Why a listing cannot be closed now, in a French sentence that says what to do instead; None when it can."""


def why_not_closed(listing: Listing) -> str | None:
    """The first reason, if any."""
    return next((sentence for block in BLOCKERS if (sentence := block(listing))), None)


def count_met(listing: Listing, ties: frozenset[str]) -> int:
    """How many living files would end if these ties were excluded."""
    return sum(closer.count(listing, ties) for closer in CLOSERS)


def close_met(listing: Listing, actor_id: uuid.UUID) -> None:
    """Ends what the exclusions of the listing meet now."""
    for closer in CLOSERS:
        closer.close(listing, actor_id)
