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
    model = room.model
    is_published = model.state == PostingState.PUBLISHED
    if actor is None or not actor.is_active:
        return select(model).where(is_published, model.audience == Audience.PUBLIC)
    return select(model).where(or_(is_published, model.organization_id.in_(organization_ids_of(actor))))


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
