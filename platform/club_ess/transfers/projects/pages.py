"""The page of one project, for those who carry it; shown again by every door that refuses a form of it."""

from typing import Any

from flask import render_template

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.forms import Form
from club_ess.transfers.projects.forms import CLOSING_CHOICES
from club_ess.transfers.projects.inputs import CloseProject, InvitePerson
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.operations import CHANGED
from club_ess.transfers.projects.panels import panels_of
from club_ess.transfers.projects.policies import is_sealed
from club_ess.transfers.projects.shapes import project_sheet
from club_ess.transfers.projects.team_policies import waiting_invitations
from club_ess.transfers.states import ReviewState

READ_AGAIN = (ReviewState.PUBLISHED, ReviewState.ASLEEP)


def page_of(
    project: Project, actor: Person, *, close_form: Form[CloseProject] | None = None,
    invite_form: Form[InvitePerson] | None = None,
) -> str:
    has_changed = project.state in READ_AGAIN and not is_sealed(project)
    return render_template(
        "projects/show.html", project=project, sheet=project_sheet(project, reveals_people=False),
        is_author=project.author_id == actor.id, team=_team(project), has_changed=has_changed, changed_sentence=CHANGED,
        invitations=db.session.scalars(waiting_invitations(project)).all(), panels=panels_of(project, actor),
        close_form=close_form or Form(CloseProject), closing_choices=CLOSING_CHOICES,
        invite_form=invite_form or Form(InvitePerson),
    )


def _team(project: Project) -> list[dict[str, Any]]:
    """Those who carry it, its author first."""
    rows = {member.person_id: member for member in project.members if member.ended_at is None}
    return [
        {
            "id": rows[person.id].id, "name": person.name, "is_author": person.id == project.author_id,
            "since": rows[person.id].joined_at,
        }
        for person in project.people
    ]
