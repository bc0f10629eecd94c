"""Who takes part in an approach: the cédant and their mandated advisers; the people of the project, unless an exclusion
meets one of them; nobody else may know of it. Both sides are asked again at every request.
"""

import uuid
from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Forbidden, NotFound
from club_ess.transfers.approaches.enums import ApproachState, Side
from club_ess.transfers.approaches.models import Approach
from club_ess.transfers.approaches.states import HEARD
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import held_listings, open_to
from club_ess.transfers.projects.models import Project, ProjectPerson
from club_ess.transfers.projects.policies import carried_projects, is_sealed

To = Literal["read", "cedant", "owner", "repreneur", "end"]


def visible_approaches(actor: Person | None) -> Select[Approach]:
    """Those of the listings that the actor holds, and of the projects that they carry."""
    if actor is None or not actor.is_active:
        return select(Approach).where(false())
    return select(Approach).where(or_(_is_cedant(actor), _is_repreneur(actor)))


def _is_cedant(actor: Person) -> ColumnElement[bool]:
    return Approach.listing_id.in_(held_listings(actor).with_only_columns(Listing.id))


def _is_repreneur(actor: Person) -> ColumnElement[bool]:
    """A team hears as one: the exclusions are asked for everybody who carries the project, and whoever joins it, or any
    structure, waits with the others for a new review. Once it is transferred, those who were there are of the house.
    """
    carried = db.session.scalars(carried_projects(actor)).all()
    heard = (and_(Approach.project_id == project.id, _may_hear(project)) for project in carried)
    return or_(_is_of_the_house(actor), *heard)


def _is_of_the_house(actor: Person) -> ColumnElement[bool]:
    """A project that is over may be reopened: whoever joins it after the transfer is read again, as anybody."""
    carrying = (ProjectPerson.project_id == Approach.project_id, ProjectPerson.person_id == actor.id)
    was_there = exists().where(*carrying, ProjectPerson.ended_at.is_(None), ProjectPerson.joined_at <= Approach.since)
    return and_(Approach.state == ApproachState.TRANSFERRED, was_there)


def _may_hear(project: Project) -> ColumnElement[bool]:
    if not is_sealed(project):
        return false()
    return Approach.listing_id.in_(select(Listing.id).where(open_to(project.people)))


def talking_approaches(actor: Person) -> Select[uuid.UUID]:
    """The ids of those whose conversation is open to the actor now: what `threads.gates` asks."""
    return visible_approaches(actor).where(Approach.state.in_(HEARD)).with_only_columns(Approach.id)


def side_of(actor: Person, approach: Approach) -> Side:
    """The side of somebody who may see it; an adviser who carries the project too is the repreneur, and only that."""
    carried = carried_projects(actor).where(Project.id == approach.project_id).with_only_columns(Project.id)
    return Side.REPRENEUR if db.session.scalar(carried) else Side.CEDANT


def get_approach_for(actor: Person | None, approach_id: uuid.UUID, to: To) -> Approach:
    """« cedant » is for the cédant and advisers, « owner » for the cédant alone, « repreneur » for whoever carries it.

    Raises NotFound to whoever must not know of it, Forbidden to the other side.
    """
    approach = db.session.scalar(visible_approaches(actor).where(Approach.id == approach_id))
    if approach is None or actor is None:
        raise NotFound()
    side = side_of(actor, approach)
    if to in ("cedant", "owner") and side is not Side.CEDANT:
        raise Forbidden("Cette étape revient au cédant.")
    if to == "owner" and approach.listing.owner_id != actor.id:
        raise Forbidden("Cette décision revient au cédant lui-même.")
    if to == "repreneur" and side is not Side.REPRENEUR:
        raise Forbidden("Cette étape revient au repreneur.")
    return approach
