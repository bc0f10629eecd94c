"""A mark of the people of a project as a moderator read them: it changes with the team and with its ties."""

import hmac
from hashlib import sha256

from flask import current_app

from club_ess.transfers.projects.models import Project
from club_ess.transfers.ties import seal_of


def mark_of(project: Project) -> str:
    """Keyed, because it leaves for a browser: nobody can try addresses against it, as they could against the seal."""
    key: str = current_app.config["CLUB"].secret_key
    return hmac.new(key.encode(), f"review:{seal_of(project.people)}".encode(), sha256).hexdigest()
