"""Who may read what of the confidential file, asked at every reading: the state, the person's signature, the grant."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import NotFound
from club_ess.transfers.approaches.enums import ApproachState
from club_ess.transfers.approaches.models import Approach, Grant
from club_ess.transfers.approaches.policies import get_approach_for
from club_ess.transfers.approaches.signatures import has_signed
from club_ess.transfers.approaches.states import READING
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Document
from club_ess.transfers.states import ReviewState

SIGN_FIRST = "Acceptez d’abord l’accord de confidentialité : son texte a changé, ou vous ne l’avez pas encore accepté."
CLOSED = "Rien du dossier n’est ouvert à cette étape."


@dataclass(frozen=True)
class Opened:
    """What is granted to one approach, whether or not its state lets it be read now."""

    fields: frozenset[FileField]
    documents: frozenset[uuid.UUID]

    @property
    def mark(self) -> str:
        """Changes with what is open: a page that shows an older one must not open again what was closed since."""
        names = [*(field.value for field in self.fields), *map(str, self.documents)]
        return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()

    def __bool__(self) -> bool:
        return bool(self.fields or self.documents)


def active_grants(approach: Approach) -> Sequence[Grant]:
    standing = (Grant.approach_id == approach.id, Grant.revoked_at.is_(None))
    return db.session.scalars(select(Grant).where(*standing)).all()


def opened_to(approach: Approach) -> Opened:
    grants = active_grants(approach)
    return Opened(
        frozenset(grant.field for grant in grants if grant.field is not None),
        frozenset(grant.document_id for grant in grants if grant.document_id is not None),
    )


def why_closed(actor: Person, approach: Approach) -> str | None:
    """Why somebody of the repreneur's side may read nothing now; None when they may."""
    if approach.state not in READING or _is_abandoned(approach):
        return CLOSED
    return None if has_signed(actor, approach) else SIGN_FIRST


def _is_abandoned(approach: Approach) -> bool:
    """Its listing is closed, though the worker has not ended it yet; or its cédant is gone, and nobody can close it."""
    is_over = approach.listing.state is ReviewState.CLOSED or not approach.listing.owner.is_active
    return is_over and approach.state is not ApproachState.TRANSFERRED


def readable_fields(actor: Person, approach: Approach) -> frozenset[FileField]:
    """The answers open to somebody of the repreneur's side at this instant."""
    return frozenset() if why_closed(actor, approach) else opened_to(approach).fields


def readable_documents(actor: Person, approach: Approach) -> list[Document]:
    """The documents open to somebody of the repreneur's side at this instant, the oldest first."""
    if why_closed(actor, approach):
        return []
    opened = opened_to(approach).documents
    return [document for document in living_documents(approach) if document.id in opened]


def living_documents(approach: Approach) -> list[Document]:
    """Those of the file that were not removed, the oldest first."""
    present = (Document.listing_id == approach.listing_id, Document.removed_at.is_(None))
    return list(db.session.scalars(select(Document).where(*present).order_by(Document.added_at, Document.id)))


def get_document_for(actor: Person, approach_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    """A document open to the actor. Raises NotFound for any other, Forbidden to the cédant, who has it elsewhere."""
    approach = get_approach_for(actor, approach_id, to="repreneur")
    found = next((one for one in readable_documents(actor, approach) if one.id == document_id), None)
    if found is None:
        raise NotFound()
    return found
