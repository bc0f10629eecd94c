"""How often one may invite: each invitation may write to somebody who is not of the club."""

import uuid
from datetime import timedelta

from club_ess.kit import throttle


def count_invitation(person_id: uuid.UUID) -> None:
    """Raises TooMany."""
    throttle.hit("invite_to_project", str(person_id), most=30, per=timedelta(days=1))
