"""What the rooms above add to the pages of a listing, without being known here.

At start a room appends a function to one of these lists; it is called with the listing and who reads the page, and
answers None when it has nothing to show them. Its template finds its context as `panel`.
"""

from collections.abc import Callable

from club_ess.accounts.models import Person
from club_ess.organizations.panels import Panel
from club_ess.transfers.listings.models import Listing

Make = Callable[[Listing, Person], Panel | None]

PANELS: list[Make] = []
"""On the teaser, for a repreneur: « Exprimer mon intérêt »."""

OWNER_PANELS: list[Make] = []
"""On the home of the preparation, for the cédant and their advisers: the files under way."""

RECOGNISED_PANELS: list[Make] = []
"""On « Qui pourrait me reconnaître ? »: how many repreneurs the teaser would meet."""


def shown(makers: list[Make], listing: Listing, actor: Person) -> list[Panel]:
    """The panels that have something to show, in the order of the rooms."""
    return [panel for make in makers if (panel := make(listing, actor)) is not None]
