"""What happens between one listing and one project, from the first interest to the years after the handover."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Integer, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from club_ess.accounts.models import Person
from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Dated, Identified, Instant, Versioned, Word
from club_ess.transfers.approaches.enums import ApproachState, Difficulty, EndReason, Side
from club_ess.transfers.enums import Route
from club_ess.transfers.listings.enums import FileField
from club_ess.transfers.listings.models import Document, Listing
from club_ess.transfers.projects.models import Project


class Approach(Identified, Dated, Versioned, Model):
    """One project comes near one listing: one row for ever. Moves are in `kit.states.Transition`.

    `since` when it entered its state; `suspended_from` the state to come back to; `reminders` how many have left in
    this state; `exclusive_until` the last day of the exclusivity. `heading` is the teaser's, as it was when the
    project came near: what a cédant drafts later is not the repreneur's to read.
    """

    __tablename__ = "approaches"
    __table_args__ = (UniqueConstraint("listing_id", "project_id"),)

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listings.id"))
    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"), index=True)
    state: Mapped[ApproachState] = mapped_column(Word(ApproachState), default=ApproachState.INTEREST, index=True)
    since: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    suspended_from: Mapped[ApproachState | None] = mapped_column(Word(ApproachState))
    reminders: Mapped[int] = mapped_column(Integer, default=0)
    heading: Mapped[str] = mapped_column(String(200))
    interest: Mapped[str] = mapped_column(Text, default="")
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    thread_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("threads.id"))
    exclusive_until: Mapped[date | None] = mapped_column(Date)
    transferred_on: Mapped[date | None] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_side: Mapped[Side | None] = mapped_column(Word(Side))
    end_reason: Mapped[EndReason | None] = mapped_column(Word(EndReason))

    listing: Mapped[Listing] = relationship()
    project: Mapped[Project] = relationship()
    acceptances: Mapped[list["Acceptance"]] = relationship(back_populates="approach")
    grants: Mapped[list["Grant"]] = relationship(back_populates="approach")
    letters: Mapped[list["Letter"]] = relationship(back_populates="approach")
    attachments: Mapped[list["Attachment"]] = relationship(back_populates="approach")
    follow_ups: Mapped[list["FollowUp"]] = relationship(back_populates="approach")


class Agreement(Identified, Model):
    """One version of the confidentiality agreement; the last one counts. `sha256` is of its UTF-8 text."""

    __tablename__ = "confidentiality_agreements"

    version: Mapped[int] = mapped_column(Integer, unique=True)
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))


class Acceptance(Identified, Model):
    """Somebody of the project accepted one version for one approach; `name` as they were called then."""

    __tablename__ = "confidentiality_acceptances"
    __table_args__ = (UniqueConstraint("approach_id", "person_id", "sha256"),)

    approach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("approaches.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(170))
    version: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    accepted_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    approach: Mapped[Approach] = relationship(back_populates="acceptances")


class Grant(Identified, Model):
    """One field or one document of the file, opened to one approach; closed again at once when revoked."""

    __tablename__ = "file_grants"

    approach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("approaches.id"), index=True)
    field: Mapped[FileField | None] = mapped_column(Word(FileField))
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("listing_documents.id"))
    granted_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    granted_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)

    approach: Mapped[Approach] = relationship(back_populates="grants")
    document: Mapped[Document | None] = relationship()


class Reading(Identified, Model):
    """Somebody read one field, one document or one attachment: the cédant sees who read what, and when."""

    __tablename__ = "file_readings"

    approach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("approaches.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    field: Mapped[FileField | None] = mapped_column(Word(FileField))
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("listing_documents.id"))
    attachment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("approach_attachments.id"))
    read_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    person: Mapped[Person] = relationship()
    document: Mapped[Document | None] = relationship()
    attachment: Mapped["Attachment | None"] = relationship()


class Attachment(Identified, Model):
    """A PDF given in the conversation by one side; its bytes are in the documents folder, under its id."""

    __tablename__ = "approach_attachments"

    approach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("approaches.id"), index=True)
    side: Mapped[Side] = mapped_column(Word(Side))
    title: Mapped[str] = mapped_column(String(120))
    pages: Mapped[int] = mapped_column(Integer)
    size_bytes: Mapped[int] = mapped_column(Integer)
    added_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)

    approach: Mapped[Approach] = relationship(back_populates="attachments")


class Letter(Identified, Model):
    """A letter of intent. `amount_eur` None: no price is proposed. `is_accepted` None: it waits for its answer."""

    __tablename__ = "letters_of_intent"

    approach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("approaches.id"), index=True)
    route: Mapped[Route] = mapped_column(Word(Route))
    amount_eur: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    take_over_on: Mapped[date | None] = mapped_column(Date)
    exclusive_days: Mapped[int] = mapped_column(Integer)
    conditions: Mapped[str] = mapped_column(Text)
    sent_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    sent_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    is_accepted: Mapped[bool | None] = mapped_column()
    answer: Mapped[str] = mapped_column(Text, default="")

    approach: Mapped[Approach] = relationship(back_populates="letters")


class FollowUp(Identified, Model):
    """How things go 6, 12 and 36 months after the transfer, asked of each side; unanswered until `answered_at`."""

    __tablename__ = "follow_ups"
    __table_args__ = (UniqueConstraint("approach_id", "months", "side"),)

    approach_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("approaches.id"))
    months: Mapped[int] = mapped_column(Integer)
    side: Mapped[Side] = mapped_column(Word(Side))
    due_on: Mapped[date] = mapped_column(Date, index=True)
    asked_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    is_active: Mapped[bool | None] = mapped_column()
    jobs: Mapped[int | None] = mapped_column(Integer)
    difficulty: Mapped[Difficulty | None] = mapped_column(Word(Difficulty))
    comment: Mapped[str] = mapped_column(Text, default="")

    approach: Mapped[Approach] = relationship(back_populates="follow_ups")
