"""What was made of the transmissions so far, by key."""

import uuid
from dataclasses import dataclass, field

from club_ess.accounts.models import Person
from club_ess.demo.making import MODERATOR, Made


@dataclass
class Market:
    made: Made
    projects: dict[str, uuid.UUID] = field(default_factory=dict)
    listings: dict[str, uuid.UUID] = field(default_factory=dict)
    approaches: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)

    def person(self, key: str) -> Person:
        return self.made.person(key)

    @property
    def moderator(self) -> Person:
        return self.made.person(MODERATOR)
