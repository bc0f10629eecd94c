"""Rows with believable values. Call inside an app context; each returns the id of a committed row."""

import itertools
import uuid
from datetime import timedelta
from typing import Any

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.matching.models import Match
from club_ess.needs.models import Need
from club_ess.organizations.enums import MembershipRole, OrganizationKind
from club_ess.organizations.models import Membership, Organization
from club_ess.patronage.models import Offer
from club_ess.postings.enums import MissionSize, PostingState
from club_ess.threads.enums import ThreadKind
from club_ess.threads.models import Thread, ThreadParty, ThreadReader

NEED_TITLE = "Tenir la comptabilité de notre atelier"
_count = itertools.count(1)
# argon2id of cast.PASSWORD with the cheapest parameters: hashing is tested once, not paid a thousand times.
PASSWORD_HASH = "$argon2id$v=19$m=8,t=1,p=1$cmOcZLKhf+y53HDrrTYHKw$6vdw9Xp9Fw0Qd1Ritx4mC/7HZ5zFPksE/PcreRbtvmE"


@operation
def save(row: Any) -> uuid.UUID:
    db.session.add(row)
    db.session.flush()
    row_id: uuid.UUID = row.id
    return row_id


def make_person(first_name: str = "Camille", last_name: str = "Exemple", **values: Any) -> uuid.UUID:
    email = f"{first_name}.{next(_count)}@exemple.test".lower()
    defaults = {"email": email, "password_hash": PASSWORD_HASH, "email_confirmed_at": clock.now()}
    return save(Person(first_name=first_name, last_name=last_name, **(defaults | values)))


def make_organization(name: str, kind: OrganizationKind, **values: Any) -> uuid.UUID:
    creator = values.pop("created_by_id", None) or make_person("Fondateur")
    defaults = {"presentation": f"{name} : une organisation de démonstration.", "skills": []}
    return save(Organization(name=name, kind=kind, created_by_id=creator, **(defaults | values)))


def make_membership(organization_id: uuid.UUID, person_id: uuid.UUID, role: MembershipRole) -> uuid.UUID:
    return save(Membership(organization_id=organization_id, person_id=person_id, role=role))


def _posting(values: dict[str, Any]) -> dict[str, Any]:
    now = clock.now()
    defaults = {
        "state": PostingState.PUBLISHED, "size": MissionSize.ADVICE, "days": 3.0, "skills": ["comptabilité"],
        "published_at": now, "expires_at": now + timedelta(days=90),
    }
    return defaults | values


def make_need(organization_id: uuid.UUID | None, author_id: uuid.UUID, **values: Any) -> uuid.UUID:
    texts = {"title": NEED_TITLE, "description": "Nous cherchons de l’aide pour nos comptes annuels."}
    return save(Need(organization_id=organization_id, author_id=author_id, **(texts | _posting(values))))


def make_offer(organization_id: uuid.UUID | None, author_id: uuid.UUID, **values: Any) -> uuid.UUID:
    description = "Notre comptable peut aider une association à tenir ses comptes."
    texts = {"title": "Aide en comptabilité et gestion", "description": description}
    return save(Offer(organization_id=organization_id, author_id=author_id, **(texts | _posting(values))))


def make_match(need_id: uuid.UUID, offer_id: uuid.UUID, **values: Any) -> uuid.UUID:
    defaults = {
        "score": 72.0, "configuration": "test", "parts": [{"name": "words", "value": 0.7, "weight": 1.0}],
        "reasons": [{"kind": "words", "data": {"words": [{"a": "comptabilité", "b": "comptabilité"}]}}],
    }
    return save(Match(need_id=need_id, offer_id=offer_id, **(defaults | values)))


def make_thread(people: tuple[Any, ...], **values: Any) -> uuid.UUID:
    defaults = {"kind": ThreadKind.MATCH, "subject_id": uuid.uuid4(), "title": NEED_TITLE}
    thread_id = save(Thread(**(defaults | values)))
    for organization_id in {person.organization_id for person in people}:
        save(ThreadParty(thread_id=thread_id, organization_id=organization_id))
    for person in people:
        save(ThreadReader(thread_id=thread_id, person_id=person.id))
    return thread_id
