"""What happens to a listing: prepared in private, read by a moderator, on line, asleep, closed."""

import uuid
from typing import Any

from club_ess.accounts.models import Person
from club_ess.events import ListingPublished, ListingSubmitted, ListingWithdrawn
from club_ess.extensions import db
from club_ess.kit.errors import Conflict, Invalid, Stale
from club_ess.kit.operation import operation, record
from club_ess.kit.submissions import remember, result_of
from club_ess.organizations.policies import organizations_of
from club_ess.transfers import reviewed
from club_ess.transfers.listings.closures import why_not_closed
from club_ess.transfers.listings.exclusions import (
    automatic_ties,
    refuse_unsaid_endings,
    sync_automatic_exclusions,
)
from club_ess.transfers.listings.inputs import (
    CloseListing,
    EditStructure,
    EditTeaser,
    PrepareListing,
    RenameListing,
    WidenTeaser,
)
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.readiness import check_complete
from club_ess.transfers.listings.recognition import assessment_of
from club_ess.transfers.states import ReviewState

ON_LINE_ONCE = (ReviewState.PUBLISHED, ReviewState.ASLEEP)


@operation
def prepare_listing(actor: Person, asked: PrepareListing) -> uuid.UUID:
    """A draft that only the actor sees, and that nobody of their structures ever may."""
    known = result_of(actor.id, "prepare_listing", asked.submission)
    if known is not None:
        return known
    listing = Listing(owner_id=actor.id, nickname=asked.nickname)
    db.session.add(listing)
    db.session.flush()
    sync_automatic_exclusions(listing, actor.id)
    remember(actor.id, "prepare_listing", asked.submission, listing.id)
    return listing.id


@operation
def edit_teaser(actor: Person, listing_id: uuid.UUID, asked: EditTeaser) -> ReviewState:
    """A teaser that was on line is read again before it comes back; returns how it stands now.

    Raises Conflict when it is closed, Stale when somebody else saved since, Invalid by field for a teaser that waits
    for its review and could not be published.
    """
    listing = _open_to_change(actor, listing_id)
    if listing.version != asked.version:
        raise Stale(current=listing, asked=asked)
    listing.may_be_relayed = asked.may_be_relayed
    return _write_teaser(listing, actor, asked.columns())


@operation
def widen_teaser(actor: Person, listing_id: uuid.UUID, asked: WidenTeaser) -> ReviewState:
    """Hides what gives the cédant away, as the assessment proposes. Raises Conflict when it proposes nothing."""
    listing = _open_to_change(actor, listing_id)
    wider = assessment_of(listing).widened
    if wider is None or listing.version != asked.version:
        raise Conflict()
    return _write_teaser(listing, actor, vars(wider))


def _open_to_change(actor: Person, listing_id: uuid.UUID) -> Listing:
    listing = get_listing_for(actor, listing_id, to="manage")
    if listing.state is ReviewState.CLOSED:
        raise Conflict("Cette annonce est terminée : rouvrez-la pour la modifier.")
    return listing


def _write_teaser(listing: Listing, actor: Person, columns: dict[str, Any]) -> ReviewState:
    changed = [name for name, value in columns.items() if getattr(listing, name) != value]
    for name in changed:
        setattr(listing, name, columns[name])
    if changed and listing.state is ReviewState.SUBMITTED:
        check_complete(listing)
    if changed and listing.state in ON_LINE_ONCE:
        record(ListingWithdrawn(listing.id))
        _submit(listing, actor)
    return listing.state


@operation
def rename_listing(actor: Person, listing_id: uuid.UUID, asked: RenameListing) -> None:
    """The working name is the cédant's alone."""
    get_listing_for(actor, listing_id, to="own").nickname = asked.nickname


@operation
def edit_structure(actor: Person, listing_id: uuid.UUID, asked: EditStructure) -> None:
    """What is transmitted; whoever is tied to it is excluded at once.

    Raises Stale, Invalid for another's structure, MeetsLiving when files under way would end and it is not confirmed.
    """
    listing = get_listing_for(actor, listing_id, to="manage")
    if listing.version != asked.version:
        raise Stale(current=listing, asked=asked)
    if asked.organization_id not in {None, listing.organization_id, *(o.id for o in organizations_of(listing.owner))}:
        raise Invalid({"organization_id": "Choisissez une de vos structures."})
    listing.organization_id, listing.siren = asked.organization_id, asked.siren
    db.session.flush()
    refuse_unsaid_endings(listing, automatic_ties(listing), asked.is_confirmed)
    sync_automatic_exclusions(listing, actor.id)


@operation
def submit_listing(actor: Person, listing_id: uuid.UUID) -> None:
    """Asks a moderator to read the teaser. Raises Invalid by field for what lacks or gives away, Conflict."""
    listing = get_listing_for(actor, listing_id, to="manage")
    if listing.state is not ReviewState.DRAFT:
        raise Conflict()
    _submit(listing, actor)


def _submit(listing: Listing, actor: Person) -> None:
    """Exclusions are brought up to date first: the cédant may have joined a structure since."""
    check_complete(listing)
    sync_automatic_exclusions(listing, actor.id)
    reviewed.submit(listing, actor.id)
    record(ListingSubmitted(listing.id))


@operation
def withdraw_listing(actor: Person, listing_id: uuid.UUID) -> None:
    """Back to private preparation, at once. Raises Conflict."""
    listing = get_listing_for(actor, listing_id, to="manage")
    reviewed.withdraw(listing, actor.id)
    record(ListingWithdrawn(listing.id))


@operation
def renew_listing(actor: Person, listing_id: uuid.UUID) -> None:
    """90 days more, from sleep too. Raises Conflict."""
    listing = get_listing_for(actor, listing_id, to="manage")
    sync_automatic_exclusions(listing, actor.id)
    reviewed.renew(listing, actor.id)
    record(ListingPublished(listing.id))


@operation
def close_listing(actor: Person, listing_id: uuid.UUID, asked: CloseListing) -> None:
    """For good, with its reason: the cédant decides. Raises Conflict, or Invalid while somebody has an exclusivity."""
    listing = get_listing_for(actor, listing_id, to="own")
    sentence = why_not_closed(listing)
    if sentence:
        raise Invalid({"reason": sentence})
    reviewed.close(listing, actor.id, asked.reason)
    record(ListingWithdrawn(listing.id))


@operation
def reopen_listing(actor: Person, listing_id: uuid.UUID) -> None:
    """A closed one becomes a draft again. Raises Conflict."""
    reviewed.reopen(get_listing_for(actor, listing_id, to="own"), actor.id)
