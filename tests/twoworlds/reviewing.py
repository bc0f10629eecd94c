"""The moderator of the club, who reads what waits in both worlds.

A moderator vouches for the ties of a project. Whoever became tied to a structure that may be somebody's secret is sent
back: approving them would open the teaser in one world and not in the other, because a person decided so.
"""

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import ClubError
from club_ess.organizations.models import Organization
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project
from club_ess.transfers.reviews.inputs import Approve, SendBack
from club_ess.transfers.reviews.marks import mark_of
from club_ess.transfers.reviews.operations import (
    approve_listing,
    approve_project,
    send_back_listing,
    send_back_project,
)
from club_ess.transfers.states import ReviewState
from club_ess.transfers.ties import domain_tie, email_tie, siren_tie, ties_of, ties_of_organization
from tests.twoworlds.secrets import ENEMY, HOUSES, NEIGHBOURS, RIVALS, SIRETS, Secret
from tests.twoworlds.worlds import Variant, World

EXCLUDED = ("colleague", "competitor", "excluded", "in_domain")
COMMENT = "Dites-en un peu plus, s’il vous plaît."


def review(world: World, secret: Secret) -> None:
    """Everything that waits now. Called inside a context of the app."""
    moderator = db.session.get_one(Person, world.insiders["mona"].id)
    waiting = (Project.state == ReviewState.SUBMITTED,)
    for project in db.session.scalars(select(Project).where(*waiting).order_by(Project.submitted_at)).all():
        _review_project(moderator, project, may_see=_may_be_approved(project, world, secret))
    submitted = select(Listing).where(Listing.state == ReviewState.SUBMITTED).order_by(Listing.submitted_at)
    for listing in db.session.scalars(submitted).all():
        _review_listing(moderator, listing)


def _review_project(moderator: Person, project: Project, *, may_see: bool) -> None:
    try:
        if may_see:
            asked = Approve(version=project.version, people_mark=mark_of(project))
            approve_project(moderator, project.id, asked)
        else:
            send_back_project(moderator, project.id, SendBack(version=project.version, comment=COMMENT))
    except ClubError:
        db.session.rollback()


def _review_listing(moderator: Person, listing: Listing) -> None:
    listing_id, version = listing.id, listing.version
    try:
        approve_listing(moderator, listing_id, Approve(version=version))
    except ClubError:
        db.session.rollback()
        _send_back(moderator, listing_id, version)


def _send_back(moderator: Person, listing_id: object, version: int) -> None:
    try:
        send_back_listing(moderator, listing_id, SendBack(version=version, comment=COMMENT))  # type: ignore[arg-type]
    except ClubError:
        db.session.rollback()


def _may_be_approved(project: Project, world: World, secret: Secret) -> bool:
    """An excluded person closes the secret to their whole team; the others are clean, where they may read it at all."""
    closed = {person.id for name, person in world.outsiders.items() if person is not None and name in EXCLUDED}
    if closed & {person.id for person in project.people}:
        return True
    if secret.place.variant is Variant.THERE:
        return False
    return not any(ties_of(person) & _watched() for person in project.people)


def _watched() -> frozenset[str]:
    named = db.session.scalars(select(Organization).where(Organization.name.in_((*HOUSES, *NEIGHBOURS))))
    ties = {tie for organization in named for tie in ties_of_organization(organization)}
    sites = {domain_tie(f"{name.lower()}.fr") for name in HOUSES} | {domain_tie(domain) for domain in RIVALS}
    return frozenset(ties | sites | {siren_tie(siret) for siret in SIRETS} | {email_tie(address) for address in ENEMY})
