"""The adviser whom a cédant chooses: they prepare with them, and never decide in their place."""

import uuid
from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from club_ess.accounts.models import Person
from club_ess.events import MandateEnded, MandateGiven
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Invalid, NotFound
from club_ess.kit.operation import operation, record
from club_ess.organizations.enums import OrganizationKind
from club_ess.organizations.models import Membership, Organization
from club_ess.transfers.listings.inputs import GiveMandate
from club_ess.transfers.listings.models import Listing, Mandate
from club_ess.transfers.listings.policies import get_listing_for

NO_SUCH_ADVISER = "Choisissez une personne de la liste."


@dataclass(frozen=True)
class Adviser:
    """Somebody who may be given a mandate, as the list shows them."""

    person_id: uuid.UUID
    label: str


def advisers_for(listing: Listing) -> list[Adviser]:
    """The active people of the advising organizations, without the cédant and those who have a mandate already."""
    rows = db.session.execute(
        select(Person, Organization)
        .join(Membership, Membership.person_id == Person.id)
        .join(Organization, Membership.organization_id == Organization.id)
        .where(Organization.kind == OrganizationKind.ADVISER, Membership.ended_at.is_(None))
        .where(Person.disabled_at.is_(None), Person.email_confirmed_at.is_not(None))
        .order_by(Organization.sort_key, Person.last_name, Person.first_name)
    )
    taken = {listing.owner_id, *(adviser.id for adviser in listing.advisers)}
    return [Adviser(who.id, f"{who.name}, {where.name}") for who, where in rows if who.id not in taken]


@operation
def give_mandate(actor: Person, listing_id: uuid.UUID, asked: GiveMandate) -> uuid.UUID:
    """Raises Conflict when they have it already, Invalid for somebody who advises for no organization of the club."""
    listing = get_listing_for(actor, listing_id, to="own")
    if any(adviser.id == asked.adviser_id for adviser in listing.advisers):
        raise Conflict("Cette personne vous accompagne déjà.")
    if asked.adviser_id not in {adviser.person_id for adviser in advisers_for(listing)}:
        raise Invalid({"adviser_id": NO_SUCH_ADVISER})
    mandate = Mandate(listing_id=listing.id, adviser_id=asked.adviser_id)
    db.session.add(mandate)
    db.session.flush()
    record(MandateGiven(mandate.id))
    return mandate.id


@operation
def end_mandate(actor: Person, mandate_id: uuid.UUID) -> None:
    """The cédant takes it back, or the adviser gives it back. Raises NotFound to others, Conflict when it has ended."""
    mandate = get_mandate_for(actor, mandate_id)
    if mandate.ended_at is not None:
        raise Conflict("Cet accompagnement est déjà terminé.")
    mandate.ended_at, mandate.ended_by_id = clock.now(), actor.id
    record(MandateEnded(mandate.id))


def get_mandate_for(actor: Person | None, mandate_id: uuid.UUID) -> Mandate:
    """For its two people. Raises NotFound."""
    if actor is None or not actor.is_active:
        raise NotFound()
    own = select(Listing.id).where(Listing.owner_id == actor.id)
    parties = or_(Mandate.adviser_id == actor.id, Mandate.listing_id.in_(own))
    mandate = db.session.scalar(select(Mandate).where(Mandate.id == mandate_id, parties))
    if mandate is None:
        raise NotFound()
    return mandate


def mandates_of(actor: Person) -> Select[Mandate]:
    """Those that the actor was given, the standing ones first."""
    return select(Mandate).where(Mandate.adviser_id == actor.id).order_by(
        Mandate.ended_at.is_not(None), Mandate.given_at.desc()
    )
