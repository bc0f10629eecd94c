"""The cédant opens and closes their file, answer by answer and document by document, to one approach at a time."""

import uuid

from club_ess.accounts.models import Person
from club_ess.events import FileOpened
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Invalid
from club_ess.kit.operation import operation, record
from club_ess.transfers.approaches.access import Opened, active_grants, living_documents, opened_to
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.inputs import OpenFile
from club_ess.transfers.approaches.models import Approach, Grant
from club_ess.transfers.approaches.moves import advance
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.states import READING
from club_ess.transfers.approaches.thread import name_cedant

OPENABLE = READING | {ApproachState.CONFIDENTIAL}
TOO_EARLY = "Le dossier s’ouvre quand l’accord de confidentialité est accepté, et tant que le dossier n’est pas arrêté."
MOVED = "Ce qui est ouvert a changé pendant que vous choisissiez : regardez de nouveau avant d’enregistrer."


@operation
def grant(actor: Person, approach_id: uuid.UUID, asked: OpenFile) -> None:
    """From now on exactly this is open; the first time, the approach moves on. The same again changes nothing.

    Raises NotFound, Forbidden to the repreneur, Conflict at another step or when the page was old, and Invalid for a
    document of another file.
    """
    approach = get_approach_for(actor, approach_id, to="cedant")
    if approach.state not in OPENABLE:
        raise Conflict(TOO_EARLY)
    wanted, present = Opened(frozenset(asked.fields), frozenset(asked.documents)), opened_to(approach)
    if wanted == present:
        return
    if asked.seen != present.mark:
        raise Conflict(MOVED)
    if not wanted.documents <= present.documents | {one.id for one in living_documents(approach)}:
        raise Invalid({"documents": "Ce document n’est pas dans votre dossier."})
    _open(approach, wanted, present, actor)
    _revoke(approach, wanted)
    if approach.state is ApproachState.CONFIDENTIAL and wanted:
        advance(approach, ApproachState.ACCESS, actor.id)
    _tell(approach)


@operation
def close_file(actor: Person, approach_id: uuid.UUID) -> None:
    """Closes everything at once, at any step. Raises NotFound, or Forbidden to the repreneur."""
    approach = get_approach_for(actor, approach_id, to="cedant")
    if opened_to(approach):
        _revoke(approach, Opened(frozenset(), frozenset()))
        _tell(approach)


def _open(approach: Approach, wanted: Opened, present: Opened, actor: Person) -> None:
    new = [Grant(field=field) for field in wanted.fields - present.fields]
    new += [Grant(document_id=document_id) for document_id in wanted.documents - present.documents]
    for one in new:
        one.approach_id, one.granted_by_id = approach.id, actor.id
    db.session.add_all(new)


def _revoke(approach: Approach, wanted: Opened) -> None:
    for one in active_grants(approach):
        if one.field not in wanted.fields and one.document_id not in wanted.documents:
            one.revoked_at = clock.now()


def _tell(approach: Approach) -> None:
    db.session.flush()
    name_cedant(approach)
    record(FileOpened(approach.id))
