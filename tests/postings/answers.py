"""What people answer to the form of a need or an offer, as a browser posts it."""

import uuid
from typing import Any

from tests.cast import Somebody


def answers(person: Somebody, **others: Any) -> dict[str, Any]:
    """A complete form; a value of None leaves the answer out."""
    complete: dict[str, Any] = {
        "organization_id": str(person.organization_id),
        "submission": str(uuid.uuid4()),
        "title": "Remettre notre comptabilité d’aplomb",
        "description": "Notre trésorière part en juin. Nous cherchons quelqu’un pour clore les comptes avec nous, "
        "et nous apprendre à le refaire.",
        "skills": ["comptabilité, bilan", "formation"],
        "size": "advice",
        "days": "2,5",
        "commune_code": "Mulhouse",
        "audience": "public",
    }
    return {name: value for name, value in (complete | others).items() if value is not None}
