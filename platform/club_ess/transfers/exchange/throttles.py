"""How often one may import: each time may make two hundred drafts."""

import uuid
from datetime import timedelta

from club_ess.kit import throttle


def count_import(person_id: uuid.UUID) -> None:
    """Raises TooMany."""
    throttle.hit("import_listings", str(person_id), most=20, per=timedelta(days=1))
