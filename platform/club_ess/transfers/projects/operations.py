"""What happens to a project: one verb, one transaction. Cédants read only what a moderator has read."""

import uuid
from typing import Any

from sqlalchemy import select

from club_ess.accounts.models import Person
from club_ess.events import ProjectExpiring, ProjectPublished, ProjectSubmitted, ProjectWithdrawn
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.errors import ClubError, Conflict, Invalid, Stale
from club_ess.kit.operation import operation, record
from club_ess.kit.submissions import remember, result_of
from club_ess.organizations.policies import get_organization_for
from club_ess.transfers import reviewed
from club_ess.transfers.enums import RepreneurKind
from club_ess.transfers.projects.inputs import CloseProject, EditProject, PostProject, ProjectAsked
from club_ess.transfers.projects.models import Project, ProjectPerson
from club_ess.transfers.projects.policies import get_project_for, is_sealed
from club_ess.transfers.projects.readiness import missing_from
from club_ess.transfers.states import ReviewState

POST = "post_project"
NOT_YOURS = "Choisissez une structure dont vous êtes membre."
ALONE = "Votre projet compte plusieurs personnes : choisissez « Une équipe », « Des salariés » ou « Une structure »."
OVER = "Ce projet est terminé : rouvrez-le avant de le modifier."
CHANGED = (
    "Votre équipe ou vos structures ont changé : votre projet doit être relu avant de revoir les annonces et vos "
    "dossiers."
)


@operation
def post_project(actor: Person, asked: PostProject) -> uuid.UUID:
    """A draft, or submitted at once when asked. Raises Invalid for a structure that is not the actor's."""
    known = result_of(actor.id, POST, asked.submission)
    if known is not None:
        return known
    project = Project(author_id=actor.id, state=ReviewState.DRAFT)
    _write(project, _columns(actor, asked, project))
    db.session.add(project)
    db.session.flush()
    db.session.add(ProjectPerson(project=project, person_id=actor.id))
    remember(actor.id, POST, asked.submission, project.id)
    if asked.submit:
        _ask_review(project, actor)
    return project.id


@operation
def edit_project(actor: Person, project_id: uuid.UUID, asked: EditProject) -> None:
    """What is on line or asleep is read again by a moderator as soon as a word of it changes.

    Raises Stale when somebody else saved other words since, Invalid by field, Conflict when it is closed.
    """
    project = get_project_for(actor, project_id, to="edit")
    if project.state is ReviewState.CLOSED:
        raise Conflict(OVER)
    columns = _columns(actor, asked, project)
    is_changed = any(getattr(project, name) != value for name, value in columns.items())
    asks = asked.submit if project.state is ReviewState.DRAFT else is_changed
    if project.version != asked.version and (is_changed or asks):
        raise Stale(current=project, asked=asked)
    _write(project, columns)
    if project.state is not ReviewState.DRAFT:
        _refuse_unready(project)
    if asks and project.state is not ReviewState.SUBMITTED:
        _ask_review(project, actor)


@operation
def submit_project(actor: Person, project_id: uuid.UUID) -> None:
    """Raises Invalid by field for what is missing, Conflict when a review is asked already, or none is needed."""
    project = get_project_for(actor, project_id, to="edit")
    if project.is_open and is_sealed(project):
        raise Conflict("Votre projet est déjà en ligne.")
    _ask_review(project, actor)


@operation
def withdraw_project(actor: Person, project_id: uuid.UUID) -> None:
    """Back to preparation. Raises Conflict for a draft, or a closed one."""
    project = get_project_for(actor, project_id, to="edit")
    was_open = project.is_open
    reviewed.withdraw(project, actor.id)
    _tell_withdrawn(project, was_open)


@operation
def renew_project(actor: Person, project_id: uuid.UUID) -> None:
    """90 days more. Raises Conflict when it is neither on line nor asleep, or must be read again first."""
    project = get_project_for(actor, project_id, to="edit")
    if project.state in (ReviewState.PUBLISHED, ReviewState.ASLEEP) and not is_sealed(project):
        raise Conflict(CHANGED)
    reviewed.renew(project, actor.id)
    record(ProjectPublished(project.id))


@operation
def close_project(actor: Person, project_id: uuid.UUID, asked: CloseProject) -> None:
    """Raises Conflict when it is closed already."""
    project = get_project_for(actor, project_id, to="lead")
    reviewed.close(project, actor.id, asked.reason)
    record(ProjectWithdrawn(project.id))


@operation
def reopen_project(actor: Person, project_id: uuid.UUID) -> None:
    """A draft again. Raises Conflict when it is not closed."""
    reviewed.reopen(get_project_for(actor, project_id, to="lead"), actor.id)


@operation
def expire_projects() -> int:
    """Puts to sleep those whose 90 days are over; returns how many."""
    due = select(Project).where(Project.state == ReviewState.PUBLISHED, Project.expires_at <= clock.now())
    sleepy = db.session.scalars(due).all()
    for project in sleepy:
        reviewed.fall_asleep(project)
        record(ProjectWithdrawn(project.id))
    return len(sleepy)


@operation
def warn_expiring_projects() -> int:
    """Tells once, some days before, those that will sleep; returns how many."""
    due = select(Project).where(
        Project.state == ReviewState.PUBLISHED, Project.warned_at.is_(None),
        Project.expires_at <= clock.now() + reviewed.WARNED_BEFORE,
    )
    warned = db.session.scalars(due).all()
    for project in warned:
        project.warned_at = clock.now()
        record(ProjectExpiring(project.id))
    return len(warned)


def _columns(actor: Person, asked: ProjectAsked, project: Project) -> dict[str, Any]:
    """Raises Invalid for a structure that is not the actor's, unless it is there already, and for a team of one."""
    columns = asked.columns()
    organization_id = columns["organization_id"]
    if organization_id is not None and organization_id != project.organization_id:
        try:
            get_organization_for(actor, organization_id, to="act")
        except ClubError as error:
            raise Invalid({"organization_id": NOT_YOURS}) from error
    if asked.kind is RepreneurKind.PERSON and len(project.people) > 1:
        raise Invalid({"kind": ALONE})
    return columns


def _write(project: Project, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(project, name, value)


def _refuse_unready(project: Project) -> None:
    missing = missing_from(project)
    if missing:
        raise Invalid(missing)


def _ask_review(project: Project, actor: Person) -> None:
    _refuse_unready(project)
    was_open = project.is_open
    reviewed.submit(project, actor.id)
    record(ProjectSubmitted(project.id))
    _tell_withdrawn(project, was_open)


def _tell_withdrawn(project: Project, was_open: bool) -> None:
    if was_open:
        record(ProjectWithdrawn(project.id))
