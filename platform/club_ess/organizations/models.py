"""Structures, companies, public bodies and advisers; who belongs to them and who asks to."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from club_ess.accounts.models import Person
from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Dated, Identified, Instant, Versioned, Word
from club_ess.organizations import names
from club_ess.organizations.enums import JoinState, MembershipRole, OrganizationKind


class Organization(Identified, Dated, Versioned, Model):
    """A member organization of the club; codes refer to the tables of `club_ess.reference`.

    All but its kind and name may lack. `sort_key` follows the name: the order of lists, and what names are compared by.
    """

    __tablename__ = "organizations"

    kind: Mapped[OrganizationKind] = mapped_column(Word(OrganizationKind), index=True)
    name: Mapped[str] = mapped_column(String(160))
    sort_key: Mapped[str] = mapped_column(String(160), index=True)
    legal_form: Mapped[str | None] = mapped_column(String(4))
    ess_family: Mapped[str | None] = mapped_column(String(40))
    siae_kind: Mapped[str | None] = mapped_column(String(10))
    siret: Mapped[str | None] = mapped_column(String(14), unique=True)
    naf_code: Mapped[str | None] = mapped_column(String(6))
    commune_code: Mapped[str | None] = mapped_column(String(5))
    workforce: Mapped[int | None] = mapped_column(Integer)
    founded_year: Mapped[int | None] = mapped_column(Integer)
    presentation: Mapped[str] = mapped_column(Text, default="")
    skills: Mapped[list[str]] = mapped_column(JSON, default=list)
    website: Mapped[str | None] = mapped_column(String(300))
    logo_file: Mapped[str | None] = mapped_column(String(60))
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))

    memberships: Mapped[list["Membership"]] = relationship(back_populates="organization")

    @validates("name")
    def _keep_sort_key(self, _: str, name: str) -> str:
        self.sort_key = names.sort_key(name)
        return name


class Membership(Identified, Model):
    """A person acts for an organization. Ended memberships are kept: they explain who did what."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(
            "uq_memberships_active", "organization_id", "person_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organizations.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[MembershipRole] = mapped_column(Word(MembershipRole))
    since: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    organization: Mapped[Organization] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship()


class JoinRequest(Identified, Dated, Model):
    """Somebody asks to act for an organization; one of its administrators decides."""

    __tablename__ = "join_requests"

    organization_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organizations.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    message: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[JoinState] = mapped_column(Word(JoinState), default=JoinState.ASKED)
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)

    organization: Mapped[Organization] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
