"""How the people of a thread appear to each other: everything that leaves this room names them through here.

Between organizations everybody appears as themselves. Between people, each has a key that means nothing elsewhere
(an id would lead to the person's page, and be the same in two threads), and an alias, if any, stands for the name.
"""

import hmac
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.organizations.names import sort_key
from club_ess.threads.models import Thread, ThreadPerson

SOMEBODY = "Une personne"


@dataclass(frozen=True)
class Faces:
    """`people`: who takes or took part, by person id; None between organizations."""

    thread_id: uuid.UUID
    people: Mapping[uuid.UUID, ThreadPerson] | None

    def key_of(self, person_id: uuid.UUID) -> str:
        """What names the person to pages, JSON and sockets."""
        return str(person_id) if self.people is None else _pseudonym(self.thread_id, person_id)

    def name_of(self, person: Person) -> str:
        """As everybody else is shown it. Who is not known to take part is not named."""
        if self.people is None:
            return person.name
        known = self.people.get(person.id)
        return SOMEBODY if known is None else known.alias or known.person.name

    def has(self, person_id: uuid.UUID) -> bool:
        """Whether the person takes part now; between organizations it is not said here."""
        if self.people is None:
            return True
        known = self.people.get(person_id)
        return known is not None and known.ended_at is None

    def names_beside(self, reader_id: uuid.UUID) -> list[str]:
        """The others who take part now, by name."""
        here = [one.person for one in (self.people or {}).values() if self.has(one.person_id)]
        return sorted((self.name_of(person) for person in here if person.id != reader_id), key=sort_key)


def faces_of(thread: Thread) -> Faces:
    return faces_in([thread])[thread.id]


def faces_in(threads: Iterable[Thread]) -> dict[uuid.UUID, Faces]:
    """The faces of several threads by thread id, with one query at most."""
    faces = {one.id: Faces(one.id, {} if one.kind.is_between_people else None) for one in threads}
    ids = [thread_id for thread_id, known in faces.items() if known.people is not None]
    if not ids:
        return faces
    people: dict[uuid.UUID, dict[uuid.UUID, ThreadPerson]] = {thread_id: {} for thread_id in ids}
    oldest_first = (ThreadPerson.ended_at.is_(None), ThreadPerson.joined_at)  # whoever came back counts as here
    rows = select(ThreadPerson).where(ThreadPerson.thread_id.in_(ids)).order_by(*oldest_first)
    for row in db.session.scalars(rows.options(joinedload(ThreadPerson.person))):
        people[row.thread_id][row.person_id] = row
    return faces | {thread_id: Faces(thread_id, known) for thread_id, known in people.items()}


def _pseudonym(thread_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """Always the same for a person in a thread; without the club's secret, it leads to nobody."""
    secret: str = current_app.config["CLUB"].secret_key
    named = b"thread person" + thread_id.bytes + person_id.bytes
    return str(uuid.UUID(bytes=hmac.digest(secret.encode(), named, "sha256")[:16], version=5))
