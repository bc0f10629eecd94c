"""The counts around a list, kept in this process until a posting or an organization changes."""

from sqlalchemy import Select, func, select

from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.organizations.models import Organization
from club_ess.postings.facets import Chosen, Counts, count
from club_ess.postings.rooms import P, PostingRoom

MOST_KEPT = 500
_kept: dict[tuple[object, ...], Counts] = {}


def kept_counts(room: PostingRoom[P], rows: Select[P], chosen: Chosen, is_visitor: bool) -> Counts:
    """`facets.count`, computed again only when the last change of either table is not the one it was computed at.

    The lists are the same for all visitors, and the same for all members; rows are closed, never deleted. Machines
    whose clocks disagree could hide a change from each other: nothing is kept longer than a minute.
    """
    minute = clock.now().timestamp() // 60
    key = (str(db.engine.url), room.noun, is_visitor, tuple(sorted(chosen.items())), minute, *_last_changes(room))
    counts = _kept.get(key)
    if counts is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        counts = _kept[key] = count(room, rows, chosen)
    return counts


def _last_changes(room: PostingRoom[P]) -> tuple[object, ...]:
    postings = select(func.max(room.model.updated_at)).scalar_subquery()
    organizations = select(func.max(Organization.updated_at)).scalar_subquery()
    return tuple(db.session.execute(select(postings, organizations)).one())
