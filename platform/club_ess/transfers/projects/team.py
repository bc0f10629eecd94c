"""What happens between people and a project: invited, they answer; removed or not, they leave.

Whoever comes or goes breaks the seal of the project (`policies.is_sealed`): a moderator reads it again.
"""

import uuid

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.events import ProjectInvited
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import Conflict, Forbidden, Invalid
from club_ess.kit.operation import operation, record
from club_ess.transfers.enums import RepreneurKind
from club_ess.transfers.projects.inputs import AnswerInvitation, InvitePerson
from club_ess.transfers.projects.models import Project, ProjectInvitation, ProjectPerson
from club_ess.transfers.projects.policies import get_project_for
from club_ess.transfers.projects.team_policies import get_invitation_for, get_project_person_for, waiting_invitations
from club_ess.transfers.states import ReviewState

MOST_PEOPLE = 20
FULL = f"Un projet compte {MOST_PEOPLE} personnes au plus, invitations comprises."
ALONE = "Ce projet est celui d’une seule personne : changez d’abord la réponse à « Qui reprend ? »."
OVER = "Ce projet est terminé."


@operation
def invite_person(actor: Person, project_id: uuid.UUID, asked: InvitePerson) -> uuid.UUID:
    """The invitation; one that waits already is the same. The answer never tells whether the address has an account.

    Raises Invalid by field, Conflict for a closed project.
    """
    project = get_project_for(actor, project_id, to="lead")
    _refuse_alone_or_over(project)
    waiting = db.session.scalars(waiting_invitations(project)).all()
    known = next((invitation for invitation in waiting if invitation.email == asked.email), None)
    if known is not None:
        return known.id
    if asked.email in {person.email for person in project.people}:
        raise Invalid({"email": "Cette personne porte déjà le projet."})
    if len(project.people) + len(waiting) >= MOST_PEOPLE:
        raise Invalid({"email": FULL})
    invitation = ProjectInvitation(project_id=project.id, email=asked.email, invited_by_id=actor.id)
    db.session.add(invitation)
    db.session.flush()
    record(ProjectInvited(invitation.id))
    return invitation.id


@operation
def take_back_invitation(actor: Person, invitation_id: uuid.UUID) -> uuid.UUID:
    """The id of the project. Raises Conflict when it was answered."""
    invitation = get_invitation_for(actor, invitation_id, to="take back")
    if invitation.is_accepted is not None:
        raise Conflict("Cette personne vient de répondre.")
    invitation.answered_at = invitation.answered_at or clock.now()
    return invitation.project_id


@operation
def answer_invitation(actor: Person, invitation_id: uuid.UUID, asked: AnswerInvitation) -> uuid.UUID:
    """The id of the project. The same answer twice is one; raises Conflict for another, or for a closed project."""
    invitation = get_invitation_for(actor, invitation_id, to="answer")
    accepts = asked.decision == "accept"
    if invitation.answered_at is not None:
        if invitation.is_accepted is not accepts:
            raise Conflict("Cette invitation n’attend plus de réponse.")
        return invitation.project_id
    if accepts:
        _refuse_alone_or_over(invitation.project)
        _add(invitation.project, actor)
    invitation.answered_at, invitation.is_accepted = clock.now(), accepts
    return invitation.project_id


@operation
def remove_person(actor: Person, project_id: uuid.UUID, project_person_id: uuid.UUID) -> None:
    """Removing twice is once. Raises Forbidden for its author."""
    row = get_project_person_for(actor, project_id, project_person_id)
    if row.person_id == actor.id:
        raise Forbidden("Vous avez créé ce projet : vous pouvez le clore, pas le quitter.")
    _end(row)


@operation
def leave_project(actor: Person, project_id: uuid.UUID) -> None:
    """Raises Forbidden for its author, who may close it instead."""
    project = get_project_for(actor, project_id, to="edit")
    if project.author_id == actor.id:
        raise Forbidden("Vous avez créé ce projet : vous pouvez le clore, pas le quitter.")
    own = (ProjectPerson.project_id == project.id, ProjectPerson.person_id == actor.id)
    _end(db.session.scalars(select(ProjectPerson).where(*own, ProjectPerson.ended_at.is_(None))).one())


def _refuse_alone_or_over(project: Project) -> None:
    if project.state is ReviewState.CLOSED:
        raise Conflict(OVER)
    if project.kind is RepreneurKind.PERSON:
        raise Conflict(ALONE)


def _add(project: Project, person: Person) -> None:
    if person not in project.people:
        db.session.add(ProjectPerson(project=project, person_id=person.id))


def _end(row: ProjectPerson) -> None:
    row.ended_at = row.ended_at or clock.now()
