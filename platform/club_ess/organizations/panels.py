"""What upper rooms show on the page of an organization, without this room knowing them.

At start a room appends a function to PANELS. It is called with the organization and the actor, and gives a Panel (the
name of a template that is included with `panel` in its context) or None when it has nothing to show this actor.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from club_ess.accounts.models import Person
from club_ess.organizations.models import Organization


@dataclass(frozen=True)
class Panel:
    """`template` reads what it needs from `panel.context`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


PANELS: list[Callable[[Organization, Person | None], Panel | None]] = []


def panels_of(organization: Organization, actor: Person | None) -> list[Panel]:
    """The panels that have something to show, in the order of the rooms."""
    shown = (make(organization, actor) for make in PANELS)
    return [panel for panel in shown if panel is not None]
