"""The public directory: what is asked of it, one count of everything for the facets, one page of rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, select

from club_ess.extensions import db
from club_ess.kit.pages import Page
from club_ess.organizations.enums import OrganizationKind
from club_ess.organizations.models import Organization
from club_ess.reference.communes import get_commune
from club_ess.reference.legal import ess_families, siae_kinds
from club_ess.reference.sectors import divisions, naf_section, sections

PER_PAGE = 24
SORTS = (("nom", "Nom"), ("recent", "Plus récentes"))
DIVISION = func.substr(Organization.naf_code, 1, 2)
COLUMNS: dict[str, SQLColumnExpression[Any]] = {
    "type": Organization.kind, "famille": Organization.ess_family, "siae": Organization.siae_kind,
    "commune": Organization.commune_code, "secteur": DIVISION,
}
TITLES = {
    "type": "Qui", "famille": "Famille de l’ESS", "siae": "Insertion et handicap", "commune": "Commune",
    "secteur": "Secteur d’activité",
}
Cell = tuple[dict[str, str | None], int]


@dataclass(frozen=True)
class DirectoryQuery:
    """Chosen values by facet; an unknown one simply finds nothing."""

    chosen: Mapping[str, frozenset[str]]
    sort: str
    page: int


def counted() -> list[Cell]:
    """How many organizations have each combination of facet values: one query, whatever is chosen."""
    rows = db.session.execute(select(*COLUMNS.values(), func.count()).group_by(*COLUMNS.values()))
    return [(_cell(tuple(row)[:-1]), row[-1]) for row in rows]


def _cell(values: Sequence[Any]) -> dict[str, str | None]:
    cell = dict(zip(COLUMNS, values, strict=True))
    return cell | {"type": cell["type"].value, "secteur": naf_section(cell["secteur"])}


def facets(cells: Sequence[Cell], query: DirectoryQuery) -> list[dict[str, Any]]:
    """The groups of macros/lists.html; each counts what the other groups' choices leave."""
    return [{"name": name, "label": TITLES[name], "choices": _choices(name, cells, query)} for name in COLUMNS]


def _choices(name: str, cells: Sequence[Cell], query: DirectoryQuery) -> list[dict[str, Any]]:
    counts: Counter[str] = Counter()
    for cell, count in cells:
        value = cell[name]
        if value is not None and _fits(cell, query, but=name):
            counts[value] += count
    chosen = query.chosen.get(name, frozenset())
    shown = [value for value in {*counts, *chosen} if _label(name, value)]
    shown.sort(key=lambda value: (-counts[value], _label(name, value)))
    return [
        {"value": value, "label": _label(name, value), "count": counts[value], "is_selected": value in chosen}
        for value in shown
    ]


def _fits(cell: Mapping[str, str | None], query: DirectoryQuery, but: str | None = None) -> bool:
    return all(cell[name] in values for name, values in query.chosen.items() if values and name != but)


def _label(name: str, value: str) -> str:
    if name == "type":
        return OrganizationKind(value).label if value in set(OrganizationKind) else ""
    if name == "commune":
        commune = get_commune(value)
        return commune.name if commune else ""
    table = {"famille": ess_families, "siae": siae_kinds, "secteur": sections}[name]()
    return table.get(value, "")


def page_of(cells: Sequence[Cell], query: DirectoryQuery) -> Page[Organization]:
    total = sum(count for cell, count in cells if _fits(cell, query))
    first = (query.page - 1) * PER_PAGE
    rows = db.session.scalars(_selected(query).limit(PER_PAGE).offset(first)).all()
    return Page(rows, query.page, PER_PAGE, total)


def _selected(query: DirectoryQuery) -> Select[Organization]:
    rows = select(Organization)
    for name, values in query.chosen.items():
        if values:
            rows = rows.where(COLUMNS[name].in_(_stored(name, values)))
    newest = (Organization.created_at.desc(), Organization.id)
    return rows.order_by(*(newest if query.sort == "recent" else (Organization.sort_key, Organization.id)))


def _stored(name: str, values: frozenset[str]) -> list[str]:
    """What the column holds: sections are asked, divisions are kept; only known words reach the database."""
    if name == "secteur":
        return [code for code in divisions() if naf_section(code) in values]
    return [value for value in values if _label(name, value)]
