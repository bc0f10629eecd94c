"""What ends approaches without a word of their people: an exclusion, a listing or a project that is over."""

import uuid
from collections.abc import Iterable

from sqlalchemy import Select, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.operation import operation
from club_ess.transfers.approaches.enums import ApproachState, EndReason, Side
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.moves import end
from club_ess.transfers.approaches.states import LIVING
from club_ess.transfers.listings.closures import BLOCKERS, CLOSERS, Closer
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import open_to
from club_ess.transfers.projects.models import Project
from club_ess.transfers.states import ReviewState
from club_ess.transfers.ties import ties_of

NO_ANSWER_GIVEN = "Le cédant n’a pas donné suite."
LISTING_OVER = "Cette annonce est terminée."
UNDER_WAY = (
    "Un repreneur a votre exclusivité : dites d’abord dans son dossier que la transmission est faite, ou arrêtez ce "
    "dossier."
)
PROJECT_OVER = "Le repreneur a terminé son projet."


def count_met(listing: Listing, ties: frozenset[str]) -> int:
    """How many living approaches of the listing have somebody of these ties whom it does not welcome."""
    welcome = {one.email for one in listing.welcomes}
    return sum(_is_met(approach.project.people, ties, welcome) for approach in _living_of(listing.id))


def close_met(listing: Listing, actor_id: uuid.UUID) -> None:
    """The repreneur is told no more than for any refusal: an exclusion would say who the cédant is."""
    for approach in _living_of(listing.id):
        people = approach.project.people
        if db.session.scalar(select(Listing.id).where(Listing.id == listing.id, open_to(people))) is None:
            end(approach, Side.CEDANT, EndReason.EXCLUDED, actor_id, NO_ANSWER_GIVEN)


def why_not_closed(listing: Listing) -> str | None:
    """An exclusivity is a word given: it ends by its own page, which keeps the follow-up of a transfer."""
    is_promised = Approach.state.in_((ApproachState.EXCLUSIVE, ApproachState.PROTOCOL))
    under_way = select(Approach.id).where(Approach.listing_id == listing.id, is_promised)
    return UNDER_WAY if db.session.scalar(under_way) is not None else None


CLOSERS.append(Closer(count_met, close_met))
BLOCKERS.append(why_not_closed)


@operation
def end_with_listing(listing_id: uuid.UUID) -> None:
    """A closed listing ends its living approaches. Safe to repeat."""
    listing = db.session.get(Listing, listing_id)
    if listing is not None and listing.state is ReviewState.CLOSED:
        for approach in _living_of(listing_id):
            end(approach, Side.CEDANT, EndReason.LISTING_CLOSED, None, LISTING_OVER)


@operation
def end_with_project(project_id: uuid.UUID) -> None:
    """A closed project ends its living approaches. Safe to repeat."""
    project = db.session.get(Project, project_id)
    if project is not None and project.state is ReviewState.CLOSED:
        for approach in db.session.scalars(_living().where(Approach.project_id == project_id)).all():
            end(approach, Side.REPRENEUR, EndReason.CHANGED_PLANS, None, PROJECT_OVER)


def _living() -> Select[Approach]:
    return select(Approach).where(Approach.state.in_(LIVING))


def _living_of(listing_id: uuid.UUID) -> list[Approach]:
    return list(db.session.scalars(_living().where(Approach.listing_id == listing_id)))


def _is_met(people: Iterable[Person], ties: frozenset[str], welcome: set[str]) -> bool:
    return any(ties & ties_of(person) for person in people if person.email not in welcome)
