"""Who may see a project: the people who carry it, and the moderators while it waits for its review.

Cédants read a project through a proposal or an approach: see `matching` and `transfers.approaches`.
"""

import uuid
from typing import Literal

from sqlalchemy import Select, false, or_, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import Forbidden, NotFound
from club_ess.transfers.projects.models import Project, ProjectInvitation, ProjectPerson
from club_ess.transfers.states import ReviewState
from club_ess.transfers.ties import seal_of

To = Literal["read", "edit", "lead", "review"]


def carried_projects(actor: Person | None) -> Select[Project]:
    """The projects that the actor carries, alone or with others."""
    if actor is None or not actor.is_active:
        return select(Project).where(false())
    mine = select(ProjectPerson.project_id).where(
        ProjectPerson.person_id == actor.id, ProjectPerson.ended_at.is_(None)
    )
    return select(Project).where(Project.id.in_(mine))


def projects_to_review(actor: Person | None) -> Select[Project]:
    """Those that wait for a moderator who does not carry them."""
    if actor is None or not (actor.is_active and actor.is_moderator):
        return select(Project).where(false())
    carried = carried_projects(actor).with_only_columns(Project.id)
    return select(Project).where(Project.state == ReviewState.SUBMITTED, Project.id.not_in(carried))


def get_project_for(actor: Person | None, project_id: uuid.UUID, to: To) -> Project:
    """« lead » is for its author alone. Raises NotFound, or Forbidden to those who carry it without leading it."""
    mine = projects_to_review(actor) if to == "review" else carried_projects(actor)
    readable = or_(*(Project.id.in_(rows.with_only_columns(Project.id)) for rows in (mine, _also(actor, to))))
    project = db.session.scalar(select(Project).where(Project.id == project_id, readable))
    if project is None:
        raise NotFound()
    if to == "lead" and (actor is None or project.author_id != actor.id):
        raise Forbidden("Seule la personne qui a créé ce projet peut faire cela.")
    return project


def _also(actor: Person | None, to: To) -> Select[Project]:
    """A moderator reads what waits for their review."""
    return projects_to_review(actor) if to == "read" else select(Project).where(false())


def searching_projects(actor: Person | None) -> list[Project]:
    """Those that open the teasers to the actor: on line, and unchanged in their ties since they were reviewed."""
    rows = db.session.scalars(carried_projects(actor).where(Project.state == ReviewState.PUBLISHED))
    return [project for project in rows if is_sealed(project)]


def is_sealed(project: Project) -> bool:
    """Whether nobody of the project became tied to a new structure since its review.

    Otherwise whoever joins one structure after the other could see which of them makes a teaser disappear.
    """
    return project.seal is not None and project.seal == seal_of(project.people)


def invitations_for(actor: Person) -> Select[ProjectInvitation]:
    """Those that wait for the actor's answer."""
    waiting = (ProjectInvitation.email == actor.email, ProjectInvitation.answered_at.is_(None))
    return select(ProjectInvitation).where(*waiting).order_by(ProjectInvitation.invited_at)
