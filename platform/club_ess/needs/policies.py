"""Who may read a need, and who may change it."""

import uuid

from sqlalchemy import Select

from club_ess.accounts.models import Person
from club_ess.events import NeedClosed, NeedPublished
from club_ess.needs.models import Need
from club_ess.postings.policies import To, get_posting_for, visible_postings
from club_ess.postings.rooms import PostingRoom

NEEDS = PostingRoom(
    noun="need", model=Need, published=NeedPublished, closed=NeedClosed, may_post=lambda kind: kind.may_need,
    refusal="Une entreprise ne publie pas de besoin : elle propose des compétences, dans la rubrique « Offres ».",
)


def visible_needs(actor: Person | None) -> Select[Need]:
    return visible_postings(NEEDS, actor)


def get_need_for(actor: Person | None, need_id: uuid.UUID, to: To) -> Need:
    """Raises NotFound for a need that the actor may not read, Forbidden for one that they may only read."""
    return get_posting_for(NEEDS, actor, need_id, to)
