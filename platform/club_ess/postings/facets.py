"""What a list of postings can be narrowed by, and how many each choice would leave: all counts in one query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    TableValuedAlias,
    and_,
    column,
    func,
    literal_column,
    select,
    true,
    type_coerce,
    union_all,
)

from club_ess.extensions import db
from club_ess.organizations.enums import OrganizationKind
from club_ess.organizations.models import Organization
from club_ess.postings.enums import MissionSize
from club_ess.postings.rooms import P, PostingRoom
from club_ess.reference.communes import commune_name
from club_ess.reference.legal import ess_families

Chosen = Mapping[str, tuple[str, ...]]
Counts = dict[str, dict[str, int]]
TOTAL, SKILL = "total", "competence"
MOST_CHOICES = 12


@dataclass(frozen=True)
class Facet:
    """`name` in the address, `label` on the page, `read` the French label of a value (None when it is unknown)."""

    name: str
    label: str
    read: Callable[[str], str | None]


FACETS = (
    Facet("taille", "Taille de la mission", lambda value: {s.value: s.label for s in MissionSize}.get(value)),
    Facet(SKILL, "Compétences", lambda value: value if value.isprintable() else None),
    Facet("commune", "Commune", commune_name),
    Facet("distance", "À distance", lambda value: "Possible à distance"),
    Facet("structure", "Type de structure", lambda value: {k.value: k.label for k in OrganizationKind}.get(value)),
    Facet("famille", "Famille de l’ESS", lambda value: ess_families().get(value)),
)


def _columns(room: PostingRoom[P]) -> dict[str, ColumnElement[Any]]:
    model = room.model
    return {
        "taille": type_coerce(model.size, String),
        "commune": type_coerce(model.commune_code, String),
        "structure": type_coerce(Organization.kind, String),
        "famille": type_coerce(Organization.ess_family, String),
    }


def _skills_of(room: PostingRoom[P]) -> TableValuedAlias:
    """The skills of a posting as rows of one column, `value`."""
    is_sqlite = db.session.get_bind().dialect.name == "sqlite"
    unnest = func.json_each if is_sqlite else func.json_array_elements_text
    return unnest(room.model.skills).table_valued(column("value", String))


def narrow(room: PostingRoom[P], chosen: Chosen, but: str = "") -> ColumnElement[bool]:
    """The condition that keeps what was chosen: any value of a facet, and every facet except `but`."""
    columns = _columns(room)
    conditions: list[ColumnElement[bool]] = [true()]
    for name, values in chosen.items():
        if not values or name == but:
            continue
        if name == "distance":
            conditions.append(room.model.is_remote.is_(True))
        elif name == SKILL:
            skills = _skills_of(room)
            conditions.append(select(skills.c.value).where(skills.c.value.in_(values)).exists())
        else:
            conditions.append(columns[name].in_(values))
    return and_(*conditions)


def count(room: PostingRoom[P], rows: Select[P], chosen: Chosen) -> Counts:
    """By facet and value, how many of `rows` (joined with their organization) each choice would leave."""
    skills = _skills_of(room)
    with_skills = rows.where(narrow(room, chosen, but=SKILL)).join(skills, true())
    remote = rows.where(narrow(room, chosen, but="distance"), room.model.is_remote.is_(True))
    queries = [
        _count(TOTAL, literal_column("''", String), rows.where(narrow(room, chosen))),
        _count("distance", literal_column("'oui'", String), remote),
        _count(SKILL, skills.c.value, with_skills).group_by(skills.c.value),
    ]
    for name, value in _columns(room).items():
        kept = rows.where(narrow(room, chosen, but=name), value.is_not(None))
        queries.append(_count(name, value, kept).group_by(value))
    counts: Counts = {}
    for name, value, found in db.session.execute(union_all(*queries)):
        counts.setdefault(name, {})[value] = found
    return counts


def _count(name: str, value: ColumnElement[Any], rows: Select[Any]) -> Select[Any]:
    columns: list[ColumnElement[Any]] = [literal_column(f"'{name}'", String), value, func.count()]
    return rows.with_only_columns(*columns, maintain_column_froms=True)


def groups(counts: Counts, chosen: Chosen) -> list[dict[str, Any]]:
    """For macros/lists.html: the most frequent choices first; a facet that would tell nothing apart is left out."""
    shown = []
    for facet in FACETS:
        choices = _choices(facet, counts.get(facet.name, {}), chosen.get(facet.name, ()))
        tells_apart = len(choices) > (0 if facet.name == "distance" else 1)
        if tells_apart or any(choice["is_selected"] for choice in choices):
            shown.append({"name": facet.name, "label": facet.label, "choices": choices})
    return shown


def _choices(facet: Facet, found: dict[str, int], chosen: tuple[str, ...]) -> list[dict[str, Any]]:
    present = [(value, number) for value, number in found.items() if number]
    ranked = sorted(present, key=lambda pair: (-pair[1], pair[0]))
    kept = [*ranked[:MOST_CHOICES], *(pair for pair in ranked[MOST_CHOICES:] if pair[0] in chosen)]
    kept += [(value, 0) for value in chosen if not found.get(value)]
    return [
        {"value": value, "label": label, "count": number, "is_selected": value in chosen}
        for value, number in kept
        if (label := facet.read(value))
    ]
