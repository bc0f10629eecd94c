"""Who may read a posting, and who may change it."""

import uuid
from typing import Literal

from sqlalchemy import Select, or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Forbidden, NotFound
from club_ess.organizations.models import Organization
from club_ess.organizations.policies import is_member, organization_ids_of, organizations_of
from club_ess.postings.enums import Audience, PostingState
from club_ess.postings.rooms import P, PostingRoom

To = Literal["read", "edit"]


def visible_postings(room: PostingRoom[P], actor: Person | None) -> Select[P]:
    """Published ones, to their audience; drafts and closed ones, to the people of the organization only."""
    if is_visitor(actor):
        return published_postings(room, actor)
    model = room.model
    is_mine = model.organization_id.in_(organization_ids_of(actor))
    return select(model).where(or_(model.state == PostingState.PUBLISHED, is_mine))


def published_postings(room: PostingRoom[P], actor: Person | None) -> Select[P]:
    """Those of the lists: on line, and for everybody when nobody is signed in."""
    online = select(room.model).where(room.model.state == PostingState.PUBLISHED)
    return online.where(room.model.audience == Audience.PUBLIC) if is_visitor(actor) else online


def is_visitor(actor: Person | None) -> bool:
    return actor is None or not actor.is_active


def get_posting_for(room: PostingRoom[P], actor: Person | None, posting_id: uuid.UUID, to: To) -> P:
    """Raises NotFound for one that the actor may not read, Forbidden for one that they may only read."""
    posting = db.session.scalar(visible_postings(room, actor).where(room.model.id == posting_id))
    if posting is None:
        raise NotFound()
    if to == "edit" and not is_member(actor, posting.organization_id):
        raise Forbidden("Seules les personnes de la structure qui l’a publié peuvent le modifier.")
    return posting


def organizations_that_post(room: PostingRoom[P], actor: Person) -> list[Organization]:
    """The actor's organizations that may post in this room, by name."""
    return [organization for organization in organizations_of(actor) if room.may_post(organization.kind)]


def may_answer(room: PostingRoom[P], actor: Person | None) -> bool:
    """Whether the other room is the actor’s: companies answer needs, the others offers, visitors may be either."""
    kinds = {organization.kind for organization in organizations_of(actor)} if actor else set()
    return not kinds or not all(room.may_post(kind) for kind in kinds)
