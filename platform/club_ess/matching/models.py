"""A need and an offer that could meet, with the score and the reasons as they were computed."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from club_ess.extensions import Model
from club_ess.kit.records import Dated, Identified, Instant, Versioned, Word
from club_ess.matching.enums import DeclineReason, MatchSide, MatchState
from club_ess.needs.models import Need
from club_ess.patronage.models import Offer


class Match(Identified, Dated, Versioned, Model):
    """One row per (need, offer) for ever: what was declined is never proposed again.

    `score` 0–100; `parts` and `reasons` are the engine's, as JSON, with the `configuration` that computed them, so an
    old match can still be explained.
    """

    __tablename__ = "matches"
    __table_args__ = (UniqueConstraint("need_id", "offer_id"),)

    need_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("needs.id"))
    offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("offers.id"), index=True)
    state: Mapped[MatchState] = mapped_column(Word(MatchState), default=MatchState.PROPOSED, index=True)
    score: Mapped[float] = mapped_column(Float)
    configuration: Mapped[str] = mapped_column(String(40))
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    decided_side: Mapped[MatchSide | None] = mapped_column(Word(MatchSide))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decline_reason: Mapped[DeclineReason | None] = mapped_column(Word(DeclineReason))
    thread_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("threads.id"))

    need: Mapped[Need] = relationship()
    offer: Mapped[Offer] = relationship()
