"""Projects as plain data: the sheet that cédants read, and cards for those who carry them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from club_ess.kit.pages import date_fr
from club_ess.kit.text import excerpt
from club_ess.reference.sectors import sections
from club_ess.reference.zones import zones
from club_ess.transfers.enums import Price, Route, Turnover, Worded, Workforce
from club_ess.transfers.projects.models import Project, ProjectInvitation
from club_ess.transfers.states import ReviewState

OPEN = "Peu importe"
CRITERIA = ("sections", "zones", "workforces", "turnovers", "prices", "routes")
CRITERIA_LABELS = {
    "sections": "Secteurs", "zones": "Lieux", "workforces": "Taille de l’équipe", "turnovers": "Chiffre d’affaires",
    "prices": "Prix", "routes": "Façons de reprendre",
}
WORDS: dict[str, type[Worded]] = {"workforces": Workforce, "turnovers": Turnover, "prices": Price, "routes": Route}


def words_of(criterion: str) -> Mapping[str, str]:
    """The labels of a criterion's codes, in the order of the form."""
    if criterion in WORDS:
        return dict(WORDS[criterion].choices())
    return sections() if criterion == "sections" else zones()


def labels_of(criterion: str, codes: Sequence[str]) -> list[str]:
    """What was chosen, in words and in the order of the form; nothing for « peu importe »."""
    return [label for code, label in words_of(criterion).items() if code in codes]


def project_sheet(project: Project, reveals_people: bool) -> dict[str, Any]:
    """What cédants read. No name and no structure before the project has expressed an interest to them."""
    sheet = {
        "kind_label": project.kind.label, "title": project.title, "description": project.description,
        "experience": project.experience, "motivation": project.motivation, "criteria": criteria_of(project),
        "own_funds_label": project.own_funds.label if project.own_funds else "",
        "support_label": project.support.label if project.support else "",
        "timetable_label": project.timetable.label if project.timetable else "",
        "people": [], "organization_name": "",
    }
    if reveals_people:
        sheet["people"] = [person.name for person in project.people]
        sheet["organization_name"] = project.organization.name if project.organization else ""
    return sheet


def criteria_of(project: Project) -> list[dict[str, Any]]:
    """[{label, values}]; an open criterion says so."""
    return [
        {"label": CRITERIA_LABELS[name], "values": labels_of(name, getattr(project, name)) or [OPEN]}
        for name in CRITERIA
    ]


def project_card(project: Project) -> dict[str, Any]:
    """For the list of one's own projects."""
    return {
        "url": url_for("projects.show", project_id=project.id), "title": project.title,
        "kind_label": project.kind.label, "state": project.state.value, "state_label": project.state.label,
        "excerpt": excerpt(project.description), "note": _note(project),
    }


def _note(project: Project) -> str:
    if project.state is ReviewState.PUBLISHED:
        return f"En ligne jusqu’au {date_fr(project.expires_at)}"
    if project.state is ReviewState.SUBMITTED:
        return f"Relecture demandée le {date_fr(project.submitted_at)}"
    if project.state is ReviewState.CLOSED and project.closing_reason:
        return f"{project.closing_reason.label}, le {date_fr(project.closed_at)}"
    return "Un modérateur vous demande une retouche" if project.review_comment else ""


def invitation_line(invitation: ProjectInvitation, inviter_name: str) -> dict[str, Any]:
    """What the invited person is told before they answer."""
    return {
        "id": invitation.id, "project_title": invitation.project.title,
        "kind_label": invitation.project.kind.label, "inviter_name": inviter_name,
        "invited_at": invitation.invited_at,
        "answer_url": url_for("projects.answer", invitation_id=invitation.id),
    }
