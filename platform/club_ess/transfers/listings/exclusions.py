"""Who sees nothing of a listing: those tied to the cédant's own structures, and those whom the cédant names."""

import uuid

from sqlalchemy import Select, delete, select

from club_ess.accounts.models import Person
from club_ess.events import ListingPublished
from club_ess.extensions import db
from club_ess.kit.errors import Conflict, NotFound
from club_ess.kit.operation import operation, record
from club_ess.organizations.models import Organization
from club_ess.transfers.listings.closures import close_met, count_met
from club_ess.transfers.listings.exclusion_inputs import AddExclusion, AddWelcome
from club_ess.transfers.listings.models import Exclusion, Listing, Welcome
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.recognition import owner_organizations
from club_ess.transfers.ties import (
    domain_tie,
    email_tie,
    private_domain_ties,
    siren_tie,
    ties_of_organization,
)


class MeetsLiving(Conflict):
    """Files under way would end: `number` of them. The same answers with `is_confirmed` go through."""

    code = "meets_living"

    def __init__(self, number: int) -> None:
        many = "dossiers en cours seront fermés" if number > 1 else "dossier en cours sera fermé"
        super().__init__(f"{number} {many}.")
        self.number = number


def automatic_ties(listing: Listing) -> frozenset[str]:
    """What ties people to the cédant's structures: they work there, or their address or site says so."""
    ties = set(private_domain_ties(listing.owner.email))
    for organization in owner_organizations(listing):
        ties |= ties_of_organization(organization)
    if listing.siren:
        ties.add(siren_tie(listing.siren))
    return frozenset(ties)


def sync_automatic_exclusions(listing: Listing, actor_id: uuid.UUID, *, ends_files: bool = True) -> None:
    """Keeps them in step with what the listing says of its structure. Called inside operations that change it.

    One that the cédant wrote stays theirs: it outlives the reason for which it would have been automatic. Without
    `ends_files`, files that are met only become invisible: nobody but the cédant ends them.
    """
    wanted = automatic_ties(listing)
    known = {each.tie: each for each in db.session.scalars(_exclusions_of(listing))}
    former = [each for tie, each in known.items() if each.is_automatic and tie not in wanted]
    fresh = wanted - known.keys()
    for exclusion in former:
        db.session.delete(exclusion)
    _add(listing, fresh, is_automatic=True)
    if (former or fresh) and ends_files:
        _take_effect(listing, actor_id)


def refuse_unsaid_endings(listing: Listing, ties: frozenset[str], is_confirmed: bool) -> None:
    """Raises MeetsLiving when files under way would end and nobody was told so."""
    number = count_met(listing, ties)
    if number and not is_confirmed:
        raise MeetsLiving(number)


@operation
def add_exclusion(actor: Person, listing_id: uuid.UUID, asked: AddExclusion) -> None:
    """At once, for files under way too. Raises MeetsLiving unless confirmed, NotFound for an unknown organization."""
    listing = get_listing_for(actor, listing_id, to="manage")
    ties = _asked_ties(asked)
    refuse_unsaid_endings(listing, ties, asked.is_confirmed)
    known = {each.tie: each for each in db.session.scalars(_exclusions_of(listing))}
    for tie in ties & known.keys():
        known[tie].is_automatic = False
    _add(listing, ties - known.keys(), is_automatic=False)
    _take_effect(listing, actor.id)


def _asked_ties(asked: AddExclusion) -> frozenset[str]:
    """A structure of the club is closed by everything that ties people to it."""
    ties: set[str] = set()
    if asked.email:
        ties.add(email_tie(asked.email))
    if asked.domain:
        ties.add(domain_tie(asked.domain))
    if asked.siren:
        ties.add(siren_tie(asked.siren))
    if asked.organization_id:
        organization = db.session.get(Organization, asked.organization_id)
        if organization is None:
            raise NotFound()
        ties |= ties_of_organization(organization)
    return frozenset(ties)


@operation
def remove_exclusion(actor: Person, listing_id: uuid.UUID, exclusion_id: uuid.UUID) -> None:
    """Raises Conflict for an automatic one; one that the cédant's structure asks for too becomes automatic again.

    Whom to let see is the cédant's alone to decide: an adviser only adds exclusions.
    """
    listing = get_listing_for(actor, listing_id, to="own")
    exclusion = db.session.scalar(_exclusions_of(listing).where(Exclusion.id == exclusion_id))
    if exclusion is None:
        raise NotFound()
    if exclusion.is_automatic:
        raise Conflict("Cette exclusion vient de votre structure : elle ne se retire pas.")
    exclusion.is_automatic = True
    sync_automatic_exclusions(listing, actor.id)


@operation
def add_welcome(actor: Person, listing_id: uuid.UUID, asked: AddWelcome) -> None:
    """Opens the listing to somebody whom an exclusion meets; twice is the same as once."""
    listing = get_listing_for(actor, listing_id, to="own")
    known = db.session.scalars(select(Welcome.email).where(Welcome.listing_id == listing.id))
    if asked.welcome_email not in set(known):
        db.session.add(Welcome(listing_id=listing.id, email=asked.welcome_email))
    _take_effect(listing, actor.id)


@operation
def remove_welcome(actor: Person, listing_id: uuid.UUID, welcome_id: uuid.UUID) -> None:
    """The exclusions meet them again, their files under way too. Raises NotFound, Forbidden to an adviser."""
    listing = get_listing_for(actor, listing_id, to="own")
    own = (Welcome.id == welcome_id, Welcome.listing_id == listing.id)
    if db.session.scalar(select(Welcome.id).where(*own)) is None:
        raise NotFound()
    db.session.execute(delete(Welcome).where(*own))
    _take_effect(listing, actor.id)


def _exclusions_of(listing: Listing) -> Select[Exclusion]:
    return select(Exclusion).where(Exclusion.listing_id == listing.id)


def _add(listing: Listing, ties: frozenset[str] | set[str], *, is_automatic: bool) -> None:
    db.session.add_all(Exclusion(listing_id=listing.id, tie=tie, is_automatic=is_automatic) for tie in sorted(ties))


def _take_effect(listing: Listing, actor_id: uuid.UUID) -> None:
    """Files that are met end in this transaction; proposals are computed again."""
    db.session.flush()
    db.session.expire(listing, ["exclusions", "welcomes"])
    close_met(listing, actor_id)
    if listing.is_open:
        record(ListingPublished(listing.id))
