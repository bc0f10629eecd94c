"""How a project stands in its form: choices, and two texts side by side."""

from enum import StrEnum
from typing import Any

from club_ess.accounts.models import Person
from club_ess.organizations.models import Organization
from club_ess.organizations.policies import organizations_of
from club_ess.transfers.enums import OwnFunds, RepreneurKind, Support, Timetable
from club_ess.transfers.projects.inputs import EditProject
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.shapes import CRITERIA, labels_of, words_of
from club_ess.transfers.states import ClosingReason

Choices = list[tuple[str, str]]
CLOSING_CHOICES = ClosingReason.choices()


def choices_for(actor: Person, project: Project | None) -> dict[str, Choices]:
    """What the form offers, by field. Another's structure that is there already stays on offer."""
    structures = {organization.id: organization for organization in organizations_of(actor)}
    if project is not None and project.organization is not None:
        structures[project.organization.id] = project.organization
    criteria = {name: list(words_of(name).items()) for name in CRITERIA}
    return criteria | {
        "kind": RepreneurKind.choices(), "organization_id": _named(list(structures.values())),
        "own_funds": OwnFunds.choices(), "support": Support.choices(), "timetable": Timetable.choices(),
    }


def _named(organizations: list[Organization]) -> Choices:
    return sorted(((str(one.id), one.name) for one in organizations), key=lambda choice: choice[1])


def conflicts(current: Project, asked: EditProject, choices: dict[str, Choices]) -> list[dict[str, str]]:
    """For macros `conflict`: the answers that differ, as they stand now and as they were typed."""
    yours = asked.columns()
    theirs = {name: getattr(current, name) for name in yours}
    names = [name for name in yours if yours[name] != theirs[name]] or ["title"]
    return [
        {
            "label": type(asked).model_fields[name].title or name,
            "theirs": _said(name, theirs[name], choices), "yours": _said(name, yours[name], choices),
        }
        for name in names
    ]


def _said(name: str, value: Any, choices: dict[str, Choices]) -> str:
    if name in CRITERIA:
        return ", ".join(labels_of(name, value)) or "Peu importe"
    if name == "organization_id":
        return dict(choices[name]).get(str(value), "")
    return str(value.label) if isinstance(value, StrEnum) and hasattr(value, "label") else str(value or "")
