"""What a cédant transmits: the teaser that repreneurs read, and the file that is opened to one of them at a time."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from club_ess.accounts.models import Person
from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Identified, Instant, Word
from club_ess.organizations.models import Organization
from club_ess.transfers.enums import Price, Result, Statute, Support, Timetable, TransferReason, Turnover, Workforce
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.reviewed import Reviewed
from club_ess.transfers.ties import LONGEST


class Listing(Reviewed, Model):
    """A listing belongs to a person, never to their organization: colleagues must not see it.

    The teaser is `section` to `teaser_text`, and nothing else. `nickname`, `organization_id` and `siren` are for its
    author alone. `routes` are words of `Route`; `target_quarter` is « 2027-T3 »; `zone` a code of `reference.zones`.
    """

    __tablename__ = "listings"

    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    nickname: Mapped[str] = mapped_column(String(120))
    organization_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organizations.id"))
    siren: Mapped[str | None] = mapped_column(String(9))
    section: Mapped[str | None] = mapped_column(String(1))
    zone: Mapped[str] = mapped_column(String(20), default="m2a")
    turnover: Mapped[Turnover | None] = mapped_column(Word(Turnover))
    result: Mapped[Result | None] = mapped_column(Word(Result))
    workforce: Mapped[Workforce | None] = mapped_column(Word(Workforce))
    price: Mapped[Price | None] = mapped_column(Word(Price))
    statute: Mapped[Statute | None] = mapped_column(Word(Statute))
    reason: Mapped[TransferReason | None] = mapped_column(Word(TransferReason))
    routes: Mapped[list[str]] = mapped_column(JSON, default=list)
    support: Mapped[Support | None] = mapped_column(Word(Support))
    target_quarter: Mapped[str | None] = mapped_column(String(7))
    timetable: Mapped[Timetable | None] = mapped_column(Word(Timetable))
    teaser_text: Mapped[str] = mapped_column(Text, default="")
    may_be_relayed: Mapped[bool] = mapped_column(default=False)

    owner: Mapped[Person] = relationship(foreign_keys="Listing.owner_id")
    organization: Mapped[Organization | None] = relationship()
    answers: Mapped[list["FileAnswer"]] = relationship(back_populates="listing")
    documents: Mapped[list["Document"]] = relationship(back_populates="listing")
    exclusions: Mapped[list["Exclusion"]] = relationship(back_populates="listing")
    welcomes: Mapped[list["Welcome"]] = relationship(back_populates="listing")
    mandates: Mapped[list["Mandate"]] = relationship(back_populates="listing")

    def answer(self, field: FileField) -> str:
        """What the file says there, or nothing."""
        return next((answer.value for answer in self.answers if answer.field is field), "")

    @property
    def advisers(self) -> list[Person]:
        """Those whose mandate stands."""
        return [mandate.adviser for mandate in self.mandates if mandate.ended_at is None]


class FileAnswer(Identified, Model):
    """One answer of the confidential file."""

    __tablename__ = "listing_file_answers"
    __table_args__ = (UniqueConstraint("listing_id", "field"),)

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listings.id"))
    field: Mapped[FileField] = mapped_column(Word(FileField))
    value: Mapped[str] = mapped_column(Text)

    listing: Mapped[Listing] = relationship(back_populates="answers")


class Document(Identified, Model):
    """A PDF of the confidential file; its bytes are in the documents folder, under its id."""

    __tablename__ = "listing_documents"

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listings.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    pages: Mapped[int] = mapped_column(Integer)
    size_bytes: Mapped[int] = mapped_column(Integer)
    added_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)

    listing: Mapped[Listing] = relationship(back_populates="documents")


class Exclusion(Identified, Model):
    """Whoever has this tie sees nothing of the listing. Automatic ones follow from the cédant's own structure."""

    __tablename__ = "listing_exclusions"
    __table_args__ = (UniqueConstraint("listing_id", "tie"),)

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listings.id"))
    tie: Mapped[str] = mapped_column(String(LONGEST), index=True)
    is_automatic: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    listing: Mapped[Listing] = relationship(back_populates="exclusions")


class Welcome(Identified, Model):
    """Somebody who may see the listing although an exclusion meets them: an employee who would take over."""

    __tablename__ = "listing_welcomes"
    __table_args__ = (UniqueConstraint("listing_id", "email"),)

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listings.id"))
    email: Mapped[str] = mapped_column(String(254))
    added_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    listing: Mapped[Listing] = relationship(back_populates="welcomes")


class Mandate(Identified, Model):
    """An adviser who acts for the cédant on one listing, until one of the two ends it."""

    __tablename__ = "mandates"
    __table_args__ = (
        Index(
            "uq_mandates_active", "listing_id", "adviser_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listings.id"))
    adviser_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    given_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))

    listing: Mapped[Listing] = relationship(back_populates="mandates")
    adviser: Mapped[Person] = relationship(foreign_keys="Mandate.adviser_id", lazy="joined")
