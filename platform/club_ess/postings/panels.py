"""What the rooms above add to the page of a need or an offer, without being known here.

A room appends to `PANELS` when it is loaded; its function gets the posting and who reads it, and answers None when it
has nothing to say to them. The template finds the context of its panel as `panel`, and the
posting as `posting`.
"""

from collections.abc import Callable

from club_ess.accounts.models import Person
from club_ess.organizations.panels import Panel
from club_ess.postings.models import Posting

PANELS: list[Callable[[Posting, Person | None], Panel | None]] = []


def panels_of(posting: Posting, actor: Person | None) -> list[Panel]:
    """The panels of one posting's page, in the order of registration."""
    return [panel for make in PANELS if (panel := make(posting, actor)) is not None]
