"""What each person is told, and how they wish to be told."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Identified, Instant, Word
from club_ess.notifications.enums import NoticeKind


class Notice(Identified, Model):
    """One line behind the bell. It names its subject by id; its text is written when read, for who reads it."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "dedupe_key"),
        Index("ix_notices_unread", "person_id", "read_at", "created_at"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[NoticeKind] = mapped_column(Word(NoticeKind))
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    dedupe_key: Mapped[str] = mapped_column(String(160))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    read_at: Mapped[datetime | None] = mapped_column(Instant)


class Preference(Identified, Model):
    """A person's choice for one kind of notice; without a row, both are on."""

    __tablename__ = "notice_preferences"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[NoticeKind] = mapped_column(Word(NoticeKind))
    in_app: Mapped[bool] = mapped_column(default=True)
    by_mail: Mapped[bool] = mapped_column(default=True)
