"""What the rooms above add to the page of a thread, without being known here.

A room appends to `PANELS` when it is loaded; its function gets the thread and who reads it, and answers None when it
has nothing to say to them. The template finds the context of its panel as `panel`, and the thread as `thread`.
"""

from collections.abc import Callable

from club_ess.accounts.models import Person
from club_ess.organizations.panels import Panel
from club_ess.threads.models import Thread

PANELS: list[Callable[[Thread, Person], Panel | None]] = []


def panels_of(thread: Thread, actor: Person) -> list[Panel]:
    """The panels of one thread's page, in the order of registration."""
    return [panel for make in PANELS if (panel := make(thread, actor)) is not None]
