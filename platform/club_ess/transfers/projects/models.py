"""What repreneurs look for, and who they are: a person, a team, employees, a structure."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from club_ess.accounts.models import Person
from club_ess.extensions import Model
from club_ess.kit import clock
from club_ess.kit.records import Identified, Instant, Word
from club_ess.organizations.models import Organization
from club_ess.transfers.enums import OwnFunds, RepreneurKind, Support, Timetable
from club_ess.transfers.reviewed import Reviewed


class Project(Reviewed, Model):
    """A repreneur's sheet. Lists hold codes; an empty list means « no preference ».

    `sections` NAF sections, `zones` of `reference.zones`, `workforces`, `turnovers`, `prices` and `routes` words of
    `transfers.enums`. `seal` is the seal of its people's ties when it was reviewed: see `ties.seal_of`.
    """

    __tablename__ = "projects"

    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    organization_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    kind: Mapped[RepreneurKind] = mapped_column(Word(RepreneurKind))
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text)
    experience: Mapped[str] = mapped_column(Text, default="")
    motivation: Mapped[str] = mapped_column(Text, default="")
    sections: Mapped[list[str]] = mapped_column(JSON, default=list)
    zones: Mapped[list[str]] = mapped_column(JSON, default=list)
    workforces: Mapped[list[str]] = mapped_column(JSON, default=list)
    turnovers: Mapped[list[str]] = mapped_column(JSON, default=list)
    prices: Mapped[list[str]] = mapped_column(JSON, default=list)
    routes: Mapped[list[str]] = mapped_column(JSON, default=list)
    own_funds: Mapped[OwnFunds | None] = mapped_column(Word(OwnFunds))
    support: Mapped[Support | None] = mapped_column(Word(Support))
    timetable: Mapped[Timetable | None] = mapped_column(Word(Timetable))
    seal: Mapped[str | None] = mapped_column(String(64))

    author: Mapped[Person] = relationship(foreign_keys="Project.author_id")
    organization: Mapped[Organization | None] = relationship()
    members: Mapped[list["ProjectPerson"]] = relationship(back_populates="project")

    @property
    def people(self) -> list[Person]:
        """Those who carry it now, its author first."""
        present = [member for member in self.members if member.ended_at is None]
        ordered = sorted(present, key=lambda member: (member.person_id != self.author_id, member.joined_at))
        return [member.person for member in ordered]


class ProjectPerson(Identified, Model):
    """Somebody who carries a project; its author is one of them from the start."""

    __tablename__ = "project_people"
    __table_args__ = (
        Index(
            "uq_project_people_active", "project_id", "person_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    joined_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    project: Mapped[Project] = relationship(back_populates="members")
    person: Mapped[Person] = relationship(lazy="joined")


class ProjectInvitation(Identified, Model):
    """Somebody is asked, by address, to carry a project; whoever confirms that address may answer, now or later."""

    __tablename__ = "project_invitations"

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("projects.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    invited_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    invited_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    is_accepted: Mapped[bool | None] = mapped_column()

    project: Mapped[Project] = relationship()
