"""How an approach begins, and how people end it: an interest is expressed, welcomed, declined; either side may stop."""

import uuid

from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.events import ApproachMoved
from club_ess.extensions import db
from club_ess.kit.errors import Conflict, Invalid
from club_ess.kit.operation import operation, record
from club_ess.kit.submissions import remember, result_of
from club_ess.transfers.approaches.agreements import kept_agreement
from club_ess.transfers.approaches.enums import ApproachState, Side
from club_ess.transfers.approaches.exclusivity import suspend_if_exclusive
from club_ess.transfers.approaches.inputs import ExpressInterest, StopApproach
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.moves import advance, end
from club_ess.transfers.approaches.policies import get_approach_for, side_of
from club_ess.transfers.listings.policies import get_listing_for
from club_ess.transfers.listings.shapes import heading
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import searching_projects

MOST_WAITING = 5
NOT_YOURS = "Choisissez un de vos projets en ligne."
ENDED = "Le dossier de ce projet pour cette annonce est arrêté : on n’écrit pas deux fois au même cédant."
KNOWN = "Ce projet a déjà un dossier en cours pour cette annonce."
TOO_MANY = (
    f"Ce projet attend déjà la réponse de {MOST_WAITING} cédants. Retirez un intérêt, ou attendez une réponse : chacun "
    "a jusqu’à 45 jours."
)
SAID = {Side.CEDANT: "Le cédant a arrêté ce dossier", Side.REPRENEUR: "Le repreneur a arrêté ce dossier"}


@operation
def express_interest(actor: Person, listing_id: uuid.UUID, asked: ExpressInterest) -> uuid.UUID:
    """Writes to a cédant, once for ever between a listing and a project; returns the approach.

    Raises NotFound, and Invalid for a project that is not the actor's, wrote before, or waits for too many.
    """
    listing = get_listing_for(actor, listing_id, to="read")
    known = result_of(actor.id, "express_interest", asked.submission)
    if known is not None:
        return known
    project = next((one for one in searching_projects(actor) if one.id == asked.project_id), None)
    _refuse(project, listing_id)
    approach = Approach(
        listing_id=listing.id, project_id=asked.project_id, asked_by_id=actor.id, interest=asked.interest,
        state=ApproachState.INTEREST, heading=heading(listing),
    )
    db.session.add(approach)
    db.session.flush()
    remember(actor.id, "express_interest", asked.submission, approach.id)
    record(ApproachMoved(approach.id, ApproachState.INTEREST.value, actor.id))
    suspend_if_exclusive(approach)
    return approach.id


def _refuse(project: Project | None, listing_id: uuid.UUID) -> None:
    if project is None:
        raise Invalid({"project_id": NOT_YOURS})
    former = approach_between(listing_id, project.id)
    if former is not None:
        raise Invalid({"project_id": ENDED if former.state is ApproachState.ENDED else KNOWN})
    if waiting_interests(project.id) >= MOST_WAITING:
        raise Invalid({"project_id": TOO_MANY})


def approach_between(listing_id: uuid.UUID, project_id: uuid.UUID) -> Approach | None:
    both = (Approach.listing_id == listing_id, Approach.project_id == project_id)
    return db.session.scalar(select(Approach).where(*both))


def waiting_interests(project_id: uuid.UUID) -> int:
    """How many cédants the project waits for: nobody writes to everybody at once."""
    waiting = (Approach.project_id == project_id, Approach.state == ApproachState.INTEREST)
    return db.session.scalar(select(func.count()).select_from(Approach).where(*waiting)) or 0


@operation
def welcome_interest(actor: Person, approach_id: uuid.UUID) -> None:
    """Proposes the confidentiality agreement. Raises NotFound, Forbidden to the repreneur, Conflict once answered."""
    approach = get_approach_for(actor, approach_id, to="cedant")
    if approach.state is not ApproachState.INTEREST:
        raise Conflict("Cet intérêt n’attend plus de réponse.")
    kept_agreement()
    advance(approach, ApproachState.NDA, actor.id)


@operation
def stop_approach(actor: Person, approach_id: uuid.UUID, asked: StopApproach) -> None:
    """Either side declines or gives up, for ever. Raises NotFound, or Conflict for what has ended already."""
    approach = get_approach_for(actor, approach_id, to="end")
    side = side_of(actor, approach)
    end(approach, side, asked.reason, actor.id, f"{SAID[side]} : {lowered(asked.reason.label)}.")


def lowered(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]
