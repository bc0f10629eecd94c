"""The conversation of an approach: between people, discreet, and anonymous on the cédant's side until they say who
they are.

Opened by the first acceptance of the agreement. Who takes part follows the mandates and the project; who may hear at
this instant is asked of the gate: on the repreneur's side, only those who accepted the text that counts now.
"""

import uuid

from sqlalchemy import Select, or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.operation import operation
from club_ess.threads.enums import ThreadKind
from club_ess.threads.gates import GATES
from club_ess.threads.models import ThreadPerson
from club_ess.threads.operations import add_person, end_person, open_thread, set_alias
from club_ess.threads.writing import Participant
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach, Grant
from club_ess.transfers.approaches.policies import talking_approaches
from club_ess.transfers.approaches.signatures import keeps_secret
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import held_listings

CEDANT, ADVISER = "Le cédant", "L’accompagnateur du cédant"
OPENING = (
    "L’accord de confidentialité est accepté : vous pouvez échanger ici. Le cédant reste anonyme tant qu’il n’a pas "
    "choisi de se nommer."
)
JOINED = "Une personne de plus prend part à cette discussion."
LEFT = "Une personne ne prend plus part à cette discussion."


def heard_by(actor: Person) -> Select[uuid.UUID]:
    """The gate: the ids of the approaches whose conversation the actor may hear now."""
    held = held_listings(actor).with_only_columns(Listing.id)
    return talking_approaches(actor).where(or_(Approach.listing_id.in_(held), keeps_secret(actor)))


GATES[ThreadKind.APPROACH] = heard_by


def open_conversation(approach: Approach) -> None:
    """Inside the operation that accepts the agreement first."""
    thread = open_thread(
        ThreadKind.APPROACH, approach.id, approach.heading, opening=OPENING,
        people=participants(approach).values(), is_discreet=True,
    )
    approach.thread_id = thread.id


def participants(approach: Approach) -> dict[uuid.UUID, Participant]:
    """Who takes part, and under which name."""
    listing, project = approach.listing, approach.project
    people = {person.id: Participant(person.id) for person in project.people}
    people |= {person.id: Participant(person.id, ADVISER) for person in listing.advisers}
    return people | {listing.owner_id: Participant(listing.owner_id, None if is_named(approach) else CEDANT)}


def is_named(approach: Approach) -> bool:
    """Whether the cédant says who they are to this repreneur."""
    contact = (Grant.approach_id == approach.id, Grant.field == FileField.CONTACT, Grant.revoked_at.is_(None))
    return db.session.scalar(select(Grant.id).where(*contact).limit(1)) is not None


def name_cedant(approach: Approach) -> None:
    """Shows or hides the cédant's name in the conversation, as the file does."""
    if approach.thread_id is not None:
        set_alias(approach.thread_id, approach.listing.owner_id, None if is_named(approach) else CEDANT)


@operation
def sync_advisers(listing_id: uuid.UUID) -> None:
    """The conversations of a listing follow its mandates. Safe to repeat."""
    for approach in db.session.scalars(_talking().where(Approach.listing_id == listing_id)):
        _sync(approach)


@operation
def sync_people(project_id: uuid.UUID) -> None:
    """The conversations of a project follow who carries it. Safe to repeat."""
    for approach in db.session.scalars(_talking().where(Approach.project_id == project_id)):
        _sync(approach)


def _talking() -> Select[Approach]:
    return select(Approach).where(Approach.thread_id.is_not(None))


def _sync(approach: Approach) -> None:
    """Nobody joins what has ended."""
    thread_id, wanted = approach.thread_id, participants(approach)
    if thread_id is None:
        return
    here = select(ThreadPerson.person_id).where(ThreadPerson.thread_id == thread_id, ThreadPerson.ended_at.is_(None))
    present = set(db.session.scalars(here))
    for person_id in present - wanted.keys():
        end_person(thread_id, person_id, LEFT)
    for person_id in wanted.keys() - present if approach.state is not ApproachState.ENDED else ():
        add_person(thread_id, person_id, wanted[person_id].alias, JOINED)
