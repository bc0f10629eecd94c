"""Who may answer an invitation, take it back, and see who carries a project."""

import uuid
from typing import Literal

from sqlalchemy import Select, select

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.errors import NotFound
from club_ess.transfers.projects.models import Project, ProjectInvitation, ProjectPerson
from club_ess.transfers.projects.policies import get_project_for, invitations_for
from club_ess.transfers.states import ReviewState


def waiting_invitations(project: Project) -> Select[ProjectInvitation]:
    """Those of one project that nobody has answered."""
    waiting = (ProjectInvitation.project_id == project.id, ProjectInvitation.answered_at.is_(None))
    return select(ProjectInvitation).where(*waiting).order_by(ProjectInvitation.invited_at)


def invitations_to_answer(actor: Person) -> Select[ProjectInvitation]:
    """Those of the actor whose project still lives."""
    living = Project.state != ReviewState.CLOSED
    return invitations_for(actor).join(Project, ProjectInvitation.project_id == Project.id).where(living)


def get_invitation_for(
    actor: Person, invitation_id: uuid.UUID, to: Literal["answer", "take back"]
) -> ProjectInvitation:
    """Answered by whoever has its address, taken back by who leads the project. Raises NotFound, Forbidden."""
    invitation = db.session.get(ProjectInvitation, invitation_id)
    if invitation is None:
        raise NotFound()
    if to == "take back":
        get_project_for(actor, invitation.project_id, to="lead")
    elif invitation.email != actor.email:
        raise NotFound()
    return invitation


def get_project_person_for(actor: Person, project_id: uuid.UUID, project_person_id: uuid.UUID) -> ProjectPerson:
    """Somebody who carries a project, for who leads it. Raises NotFound, Forbidden."""
    project = get_project_for(actor, project_id, to="lead")
    carrying = (ProjectPerson.id == project_person_id, ProjectPerson.project_id == project.id)
    row = db.session.scalar(select(ProjectPerson).where(*carrying))
    if row is None:
        raise NotFound()
    return row
