"""What the rooms above add to the page of a project, without being known here.

A room appends to `PANELS` when it is loaded; its function gets the project and who reads it, and answers None when it
has nothing to say to them. The template finds the context of its panel as `panel`, and the project as `project`.
"""

from collections.abc import Callable

from club_ess.accounts.models import Person
from club_ess.organizations.panels import Panel
from club_ess.transfers.projects.models import Project

PANELS: list[Callable[[Project, Person], Panel | None]] = []


def panels_of(project: Project, actor: Person) -> list[Panel]:
    """The panels of one project's page, in the order of registration."""
    return [panel for make in PANELS if (panel := make(project, actor)) is not None]
