"""What people answer to the form of a project, as a browser posts it; and the facts that follow."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.transfers.projects import operations, team
from club_ess.transfers.projects.models import Project
from club_ess.transfers.reviews import operations as reviews
from tests.cast import Club

NEW = "/transmission/projets"


def answers(**others: Any) -> dict[str, Any]:
    """A complete form; a value of None leaves the answer out."""
    complete: dict[str, Any] = {
        "submission": str(uuid.uuid4()),
        "kind": "person",
        "title": "Reprendre une boulangerie de quartier",
        "description": "Boulangère depuis douze ans, je cherche un fournil avec son équipe, pour le garder ouvert.",
        "experience": "Chef d’équipe dans une boulangerie coopérative.",
        "motivation": "Décider ensemble.",
        "sections": ["G", "C"], "zones": ["mulhouse"], "workforces": ["1-9"], "turnovers": ["100k-500k"],
        "prices": ["0-50k", "50k-200k"], "routes": ["business_sale", "scop"],
        "own_funds": "20k-50k", "support": "quarter", "timetable": "year",
    }
    return {name: value for name, value in (complete | others).items() if value is not None}


def url(project_id: uuid.UUID, verb: str = "") -> str:
    return f"{NEW}/{project_id}{'/' if verb else ''}{verb}"


def only_project(club: Club) -> Project:
    with club.context():
        (project,) = db.session.scalars(select(Project)).all()
        db.session.expunge_all()
        return project


@contextmanager
def facts_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the facts recorded meanwhile."""
    names: list[str] = []
    with monkeypatch.context() as patch:
        for room in (operations, team, reviews):
            record = room.record
            patch.setattr(room, "record", lambda fact, record=record: (names.append(type(fact).__name__), record(fact)))
        yield names
