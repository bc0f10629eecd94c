"""What can be found, and under which rule: for the index, for the search in the database, and for hits read again."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.needs.models import Need
from club_ess.needs.policies import visible_needs
from club_ess.organizations.models import Organization
from club_ess.patronage.models import Offer
from club_ess.patronage.policies import visible_offers
from club_ess.postings.enums import PostingState
from club_ess.search.documents import need_document, offer_document, organization_document
from search_index import Document


@dataclass(frozen=True)
class Kind:
    """`findable` are the rows that have a document, `visible` those among them that a person may read."""

    name: str
    model: Any
    findable: Callable[[], Select[Any]]
    visible: Callable[[Person | None], Select[Any]]
    document: Callable[[Any], Document]
    texts: tuple[InstrumentedAttribute[str], ...]
    dated: InstrumentedAttribute[Any]

    def rows(self) -> Iterator[Any]:
        """Every row that has a document."""
        yield from db.session.scalars(self.findable().execution_options(yield_per=500))

    def document_of(self, row_id: uuid.UUID) -> Document | None:
        """The document of a row as committed; None when it must not be found."""
        row = db.session.scalar(self.findable().where(self.model.id == row_id))
        return None if row is None else self.document(row)


def _published(model: Any, rows: Select[Any]) -> Select[Any]:
    return rows.where(model.state == PostingState.PUBLISHED).options(joinedload(model.organization))


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "organization", Organization, lambda: select(Organization), lambda actor: select(Organization),
            organization_document, (Organization.name, Organization.presentation), Organization.updated_at,
        ),
        Kind(
            "need", Need, lambda: _published(Need, select(Need)),
            lambda actor: _published(Need, visible_needs(actor)), need_document,
            (Need.title, Need.description), Need.published_at,
        ),
        Kind(
            "offer", Offer, lambda: _published(Offer, select(Offer)),
            lambda actor: _published(Offer, visible_offers(actor)), offer_document,
            (Offer.title, Offer.description), Offer.published_at,
        ),
    )
}


def all_documents() -> Iterator[Document]:
    """Everything that can be found, as committed."""
    for kind in KINDS.values():
        yield from map(kind.document, kind.rows())
