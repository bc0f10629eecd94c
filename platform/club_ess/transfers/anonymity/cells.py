"""What a teaser tells that a reader could count: a sector, a zone, a size, a statute."""

from dataclasses import dataclass

from club_ess.reference.zones import M2A
from club_ess.transfers.enums import Statute, Workforce


@dataclass(frozen=True)
class Cell:
    """`section` is a letter of NAF (None: not told); `zone` a part of m2A, or the whole; None is the widest of each."""

    section: str | None
    zone: str = M2A
    workforce: Workforce | None = None
    statute: Statute | None = None

    @property
    def is_widest(self) -> bool:
        """Whether nothing is told but, perhaps, the section."""
        return self.zone == M2A and self.workforce is None and self.statute is None
