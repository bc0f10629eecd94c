"""What the page of an approach shows beyond its own sections, without this room's pages knowing more.

A module appends to `SECTIONS` when it is loaded; its function gets the approach, the reader's side and the reader, and
answers None when it has nothing to say to them. The template finds the context of its section as `panel`, and the
approach as `approach`.
"""

from collections.abc import Callable

from club_ess.accounts.models import Person
from club_ess.organizations.panels import Panel
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.approaches.models import Approach

SECTIONS: list[Callable[[Approach, Side, Person], Panel | None]] = []


def sections_of(approach: Approach, side: Side, actor: Person) -> list[Panel]:
    """The sections of one approach's page, in the order of registration."""
    return [panel for make in SECTIONS if (panel := make(approach, side, actor)) is not None]
