"""The documents of the confidential file: PDFs, made again page by page before they are kept."""

import uuid
from typing import Annotated

from pydantic import Field
from sqlalchemy import Select, func, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Invalid, NotFound
from club_ess.kit.forms import Submitted, Text
from club_ess.kit.operation import operation
from club_ess.kit.pdf import page_count
from club_ess.kit.submissions import remember, result_of
from club_ess.transfers import storage
from club_ess.transfers.listings.models import Document, Listing
from club_ess.transfers.listings.policies import get_listing_for

MOST_DOCUMENTS = 30
FULL = f"{MOST_DOCUMENTS} documents au plus : retirez-en un pour en ajouter un autre."


class AddDocument(Submitted):
    title: Annotated[Text, Field(min_length=2, max_length=120)] = Field(
        title="Titre du document",
        description="Par exemple « Comptes 2025 ». Les repreneurs à qui vous l’ouvrez le lisent.",
    )


class AskedFile(AddDocument):
    """The form as people see it: the file itself is checked by `kit.pdf`."""

    file: str = Field(
        title="Fichier", description="PDF, ou image PNG, JPEG ou WebP. 5 Mo au plus. Les données cachées sont retirées."
    )


def documents_of(listing_id: uuid.UUID) -> Select[Document]:
    """Those that were not removed, in the order of their arrival."""
    kept = (Document.listing_id == listing_id, Document.removed_at.is_(None))
    return select(Document).where(*kept).order_by(Document.added_at, Document.id)


def get_own_document_for(actor: Person | None, listing_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    """For the cédant and their advisers. Raises NotFound."""
    listing = get_listing_for(actor, listing_id, to="manage")
    document = db.session.scalar(documents_of(listing.id).where(Document.id == document_id))
    if document is None:
        raise NotFound()
    return document


def keep_document(actor: Person, listing_id: uuid.UUID, asked: AddDocument, pdf: bytes) -> uuid.UUID:
    """Adds a PDF that `kit.pdf.intake` returned. Raises NotFound, Invalid when there are too many."""
    document_id = uuid.uuid4()
    storage.write(document_id, pdf)
    kept_id = None
    try:
        kept_id = _add_row(actor, listing_id, asked, document_id, pdf)
    finally:
        if kept_id != document_id:  # refused, or sent twice: nothing points to these bytes
            storage.delete(document_id)
    return kept_id


@operation
def _add_row(
    actor: Person, listing_id: uuid.UUID, asked: AddDocument, document_id: uuid.UUID, pdf: bytes
) -> uuid.UUID:
    known = result_of(actor.id, "add_document", asked.submission)
    if known is not None:
        return known
    listing = get_listing_for(actor, listing_id, to="manage")
    if _how_many(listing) >= MOST_DOCUMENTS:
        raise Invalid({"file": FULL})
    document = Document(
        id=document_id, listing_id=listing.id, title=asked.title, pages=page_count(pdf), size_bytes=len(pdf),
        added_by_id=actor.id,
    )
    db.session.add(document)
    remember(actor.id, "add_document", asked.submission, document_id)
    return document_id


def _how_many(listing: Listing) -> int:
    return db.session.scalar(select(func.count()).select_from(documents_of(listing.id).subquery())) or 0


def remove_document(actor: Person, listing_id: uuid.UUID, document_id: uuid.UUID) -> None:
    """Closed at once to everybody it was opened to; its bytes are deleted. Raises NotFound."""
    _remove_row(actor, listing_id, document_id)
    storage.delete(document_id)


@operation
def _remove_row(actor: Person, listing_id: uuid.UUID, document_id: uuid.UUID) -> None:
    get_own_document_for(actor, listing_id, document_id).removed_at = clock.now()
