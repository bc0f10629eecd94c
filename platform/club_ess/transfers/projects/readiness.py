"""What a project must say before a moderator reads it. A draft may miss all of it."""

import uuid

from club_ess.transfers.enums import RepreneurKind
from club_ess.transfers.projects.models import Project

SHORTEST = 40
TOO_SHORT = f"Racontez votre projet en quelques phrases avant de le faire relire : au moins {SHORTEST} caractères."
WHICH_STRUCTURE = "Dites quelle structure reprendrait, ou changez la réponse à « Qui reprend ? »."


def is_told(description: str) -> bool:
    return len(description.strip()) >= SHORTEST


def names_who(kind: RepreneurKind | None, organization_id: uuid.UUID | None) -> bool:
    """A structure that takes over is one of the club; nobody else is ever asked for one."""
    return kind is not RepreneurKind.STRUCTURE or organization_id is not None


def missing_from(project: Project) -> dict[str, str]:
    """What is missing, said next to the fields of the form."""
    missing = {} if is_told(project.description) else {"description": TOO_SHORT}
    if not names_who(project.kind, project.organization_id):
        missing["organization_id"] = WHICH_STRUCTURE
    return missing
