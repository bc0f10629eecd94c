"""People, their sign-ins and the links mailed to them."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from club_ess.accounts.enums import TokenPurpose
from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Dated, Identified, Instant, Word


class Person(Identified, Dated, Model):
    """Somebody of the club, or on the way to it. The address is kept in lower case."""

    __tablename__ = "people"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    first_name: Mapped[str] = mapped_column(String(80))
    last_name: Mapped[str] = mapped_column(String(80))
    role_title: Mapped[str] = mapped_column(String(120), default="")
    presentation: Mapped[str] = mapped_column(Text, default="")
    commune_code: Mapped[str | None] = mapped_column(String(5))
    email_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    is_moderator: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_active(self) -> bool:
        """May sign in and act: confirmed, and not disabled."""
        return self.email_confirmed_at is not None and self.disabled_at is None


class SignIn(Identified, Model):
    """One signed-in browser. The cookie holds a random secret; only its hash is here, so the table opens no door."""

    __tablename__ = "sign_ins"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > clock.now() and self.person.is_active


class Token(Identified, Model):
    """A link in a mail, good once and for a time; only its hash is kept."""

    __tablename__ = "tokens"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[TokenPurpose] = mapped_column(Word(TokenPurpose))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined")
