"""Keeping the index true to the database, which is the only source: refreshed row by row, mended, or rebuilt whole."""

import logging
import uuid
from collections.abc import Callable

from sqlalchemy import select

from club_ess.events import IndexLost
from club_ess.extensions import db
from club_ess.kit.errors import Busy
from club_ess.kit.facts import OutboxRow
from club_ess.kit.operation import operation, record
from club_ess.search.catalogue import forget_catalogue, get_catalogue
from club_ess.search.drift import find_drift
from club_ess.search.kinds import KINDS, all_documents
from search_index import SearchIndexError

log = logging.getLogger(__name__)


def refresh(kind: str, row_id: uuid.UUID) -> None:
    """Makes one row's document what the database says, or removes it; an index that cannot be written is rebuilt.

    Two workers may hold two facts of one row: each looks again after writing, so the last word is the database's.
    """
    document = KINDS[kind].document_of(row_id)
    try:
        while True:
            written = document
            deleted = [(kind, str(row_id))] if written is None else []
            get_catalogue().update([written] if written else [], deleted)
            db.session.rollback()
            document = KINDS[kind].document_of(row_id)
            if document == written:
                return
    except SearchIndexError:
        log.warning("the index cannot be written: it is rebuilt", exc_info=True)
        rebuild()


def rebuild(progress: Callable[[int, int], object] | None = None) -> None:
    """Builds the whole index beside the old one, switches, then mends what changed meanwhile."""
    forget_catalogue()
    get_catalogue().rebuild(all_documents(), progress)
    db.session.rollback()
    mend()


def mend() -> None:
    """Writes what is missing or stale, removes what should not be there."""
    drift = find_drift()
    wanted = {*drift.missing, *drift.stale}
    found = [KINDS[kind].document_of(uuid.UUID(row_id)) for kind, row_id in sorted(wanted)]
    documents = [document for document in found if document is not None]
    if documents or drift.orphans:
        get_catalogue().update(documents, drift.orphans)


def keep_index_true() -> None:
    """The periodic job: rebuilds an index that cannot be read, mends one that drifted."""
    try:
        mend()
    except SearchIndexError:
        rebuild()


def ask_for_rebuild() -> None:
    """Promises a rebuild, once however many people search meanwhile. A busy database is not the searcher's problem."""
    forget_catalogue()
    try:
        _promise_rebuild()
    except Busy:
        log.warning("the rebuild of the index could not be promised yet")


@operation
def _promise_rebuild() -> None:
    if db.session.scalar(select(OutboxRow.id).where(OutboxRow.fact == IndexLost.__name__).limit(1)) is None:
        record(IndexLost())
