"""What this room does when something happened to organizations. Safe to repeat."""

import uuid

from sqlalchemy import Select, select

from club_ess.events import JoinDecided, OrganizationSaved
from club_ess.extensions import db
from club_ess.kit.operation import operation
from club_ess.organizations.models import JoinRequest, Membership
from club_ess.transfers.listings.exclusions import sync_automatic_exclusions
from club_ess.transfers.listings.models import Listing


@operation
def keep_exclusions_in_step(fact: OrganizationSaved | JoinDecided) -> None:
    """A cédant joined a structure, or theirs changed its site or its SIRET: the same people are excluded again."""
    for listing in db.session.scalars(_listings_around(_organization_of(fact))):
        sync_automatic_exclusions(listing, listing.owner_id, ends_files=False)


def _organization_of(fact: OrganizationSaved | JoinDecided) -> uuid.UUID | None:
    if isinstance(fact, OrganizationSaved):
        return fact.organization_id
    asked = db.session.get(JoinRequest, fact.join_request_id)
    return asked.organization_id if asked else None


def _listings_around(organization_id: uuid.UUID | None) -> Select[Listing]:
    acted = select(Membership.person_id).where(Membership.organization_id == organization_id)
    return select(Listing).where(Listing.owner_id.in_(acted) | (Listing.organization_id == organization_id))
