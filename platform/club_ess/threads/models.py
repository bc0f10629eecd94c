"""Live conversations: messages without gaps, and how far each person has read."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from club_ess.accounts.models import Person
from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Dated, Identified, Instant, Word
from club_ess.organizations.models import Organization
from club_ess.threads.enums import MessageKind, ThreadKind


class Thread(Identified, Dated, Model):
    """A conversation between organizations, or between people: its kind says which.

    `last_seq` counts its messages: 1, 2, 3 … without gap. A discreet thread tells nobody who is writing or has read.
    A closed one stays readable; `closed_why` is the French sentence shown where one would write.
    """

    __tablename__ = "threads"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    kind: Mapped[ThreadKind] = mapped_column(Word(ThreadKind))
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    title: Mapped[str] = mapped_column(String(200))
    last_seq: Mapped[int] = mapped_column(Integer, default=0)
    last_message_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    is_discreet: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_why: Mapped[str | None] = mapped_column(String(300))

    parties: Mapped[list["ThreadParty"]] = relationship(back_populates="thread")


class ThreadParty(Identified, Model):
    """An organization that takes part: its active members may read and write."""

    __tablename__ = "thread_parties"
    __table_args__ = (UniqueConstraint("thread_id", "organization_id"),)

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("threads.id"))
    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organizations.id"), index=True)

    thread: Mapped[Thread] = relationship(back_populates="parties")
    organization: Mapped[Organization] = relationship(lazy="joined")


class ThreadPerson(Identified, Model):
    """Somebody who takes part in a thread between people. Ended rows are kept: they name who wrote earlier messages.

    `alias` is what everybody else is shown instead of the name; see `faces`.
    """

    __tablename__ = "thread_people"
    __table_args__ = (
        Index(
            "uq_thread_people_active", "thread_id", "person_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("threads.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    alias: Mapped[str | None] = mapped_column(String(120))
    joined_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person] = relationship()


class ThreadReader(Identified, Model):
    """A person who follows the thread: notified of new messages, and how far they have read."""

    __tablename__ = "thread_readers"
    __table_args__ = (UniqueConstraint("thread_id", "person_id"),)

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("threads.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    last_read_seq: Mapped[int] = mapped_column(Integer, default=0)

    person: Mapped[Person] = relationship()


class Message(Identified, Model):
    """One message; without author, the club itself speaks. Sent again, the client's UUID makes it the same message."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("thread_id", "seq"),
        UniqueConstraint("thread_id", "client_uuid"),
        Index("ix_messages_author_id", "author_id"),
    )

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("threads.id"))
    seq: Mapped[int] = mapped_column(Integer)
    client_uuid: Mapped[uuid.UUID] = mapped_column(Uuid)
    kind: Mapped[MessageKind] = mapped_column(Word(MessageKind), default=MessageKind.TEXT)
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    organization_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organizations.id"))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    thread: Mapped[Thread] = relationship()
    author: Mapped[Person | None] = relationship()
    organization: Mapped[Organization | None] = relationship()
