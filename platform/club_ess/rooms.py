"""The rooms that have doors, and what each adds to every page."""

from typing import Any

from flask import Blueprint

from club_ess.accounts.models import Person
from club_ess.site.views import doors as site

BLUEPRINTS: tuple[Blueprint, ...] = (site,)


def connect_sockets() -> None:
    """Registers the socket events of the rooms that have some."""


def shared_context(actor: Person | None) -> dict[str, Any]:
    """What the layout shows on every page."""
    return {"unread_notices": 0}
