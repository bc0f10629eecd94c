"""A listing and a project that could suit each other, with the score and the reasons as they were computed."""

import uuid
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from club_ess.extensions import Model
from club_ess.kit.records import Dated, Identified, Versioned, Word
from club_ess.matching.transfers.enums import DismissReason, TransferMatchState
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project


class TransferMatch(Identified, Dated, Versioned, Model):
    """One row per (listing, project) for ever: what was set aside is never proposed again.

    `score` 0–100; `parts` and `reasons` are those of the engine and of `criteria`, with their `configuration`.
    """

    __tablename__ = "transfer_matches"
    __table_args__ = (UniqueConstraint("listing_id", "project_id"),)

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listings.id"))
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"), index=True)
    state: Mapped[TransferMatchState] = mapped_column(Word(TransferMatchState), default=TransferMatchState.PROPOSED)
    score: Mapped[float] = mapped_column(Float)
    configuration: Mapped[str] = mapped_column(String(60))
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    dismissed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    dismissed_side: Mapped[Side | None] = mapped_column(Word(Side))
    dismiss_reason: Mapped[DismissReason | None] = mapped_column(Word(DismissReason))

    listing: Mapped[Listing] = relationship()
    project: Mapped[Project] = relationship()
