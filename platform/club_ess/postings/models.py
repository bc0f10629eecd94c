"""What a need and an offer have in common: both describe a mission, in words, skills, size, dates and place."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, Date, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from club_ess.accounts.models import Person
from club_ess.kit.records import Dated, Identified, Instant, Versioned, Word
from club_ess.organizations.models import Organization
from club_ess.postings.enums import Audience, ClosingReason, MissionSize, PostingState


class Posting(Identified, Dated, Versioned):
    """Mixin of `Need` and `Offer`. The indexes serve the lists: newest first, and « has anything changed? »."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index, ...]:
        return Index(None, "state", "published_at"), Index(None, "updated_at")

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organizations.id"), index=True)
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    state: Mapped[PostingState] = mapped_column(Word(PostingState), default=PostingState.DRAFT)
    audience: Mapped[Audience] = mapped_column(Word(Audience), default=Audience.PUBLIC)
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text)
    skills: Mapped[list[str]] = mapped_column(JSON, default=list)
    size: Mapped[MissionSize] = mapped_column(Word(MissionSize))
    days: Mapped[float | None] = mapped_column(Numeric(6, 1, asdecimal=False))
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    commune_code: Mapped[str | None] = mapped_column(String(5))
    is_remote: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closing_reason: Mapped[ClosingReason | None] = mapped_column(Word(ClosingReason))

    @declared_attr
    def organization(cls) -> Mapped[Organization]:
        return relationship(Organization)

    @declared_attr
    def author(cls) -> Mapped[Person]:
        return relationship(Person)

    @property
    def is_open(self) -> bool:
        """May be found, proposed and answered."""
        return self.state is PostingState.PUBLISHED
