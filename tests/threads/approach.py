"""A conversation between people: Alice cedes without being named, Bob takes over, Charlie advises Alice."""

import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, Uuid, literal, select
from werkzeug.test import TestResponse

from club_ess.accounts.models import Person
from club_ess.threads.enums import ThreadKind
from club_ess.threads.operations import open_thread
from club_ess.threads.writing import Participant
from tests.cast import Club, Somebody

CEDING = "Cédant n° 12"
TITLE = "Atelier de réemploi, bassin de Mulhouse"


def approach(club: Club, *, is_discreet: bool = False, subject_id: uuid.UUID | None = None) -> uuid.UUID:
    """Alice shows nothing but an alias; Bob and Charlie show their names."""
    people = [Participant(club.alice.id, CEDING), Participant(club.bob.id), Participant(club.charlie.id)]
    with club.context():
        thread = open_thread(
            ThreadKind.APPROACH, subject_id or uuid.uuid4(), TITLE, people=people, is_discreet=is_discreet
        )
        return thread.id


def act(club: Club, verb: Callable[..., Any], *given: Any, **named: Any) -> None:
    """What another room does to the thread."""
    with club.context():
        verb(*given, **named)


def write(club: Club, who: Somebody, thread_id: uuid.UUID, body: str = "Bonjour") -> TestResponse:
    message = {"client_uuid": str(uuid.uuid4()), "body": body}
    return club.browser(who).post(f"/discussions/{thread_id}/messages", json=message)


class Gate:
    """Open to everybody about one subject, until `shut` holds the person."""

    def __init__(self, subject_id: uuid.UUID) -> None:
        self.subject_id = subject_id
        self.shut: set[uuid.UUID] = set()

    def __call__(self, person: Person) -> Select[uuid.UUID]:
        return select(literal(self.subject_id, Uuid)).where(literal(person.id not in self.shut))

