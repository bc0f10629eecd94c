"""How often one may add or ask: each request to join may write to every administrator of an organization."""

import uuid
from datetime import timedelta

from club_ess.kit import throttle

HOUR = timedelta(hours=1)


def count_creation(person_id: uuid.UUID) -> None:
    """Raises TooMany."""
    throttle.hit("create_organization", str(person_id), most=30, per=HOUR)


def count_join(person_id: uuid.UUID) -> None:
    """Raises TooMany."""
    throttle.hit("ask_to_join", str(person_id), most=30, per=HOUR)
