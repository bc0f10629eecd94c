"""What the search pages show: cards with the words found, and facets with their French labels."""

from collections.abc import Callable, Mapping
from typing import Any

from club_ess.accounts.models import Person
from club_ess.needs.shapes import need_card
from club_ess.organizations.enums import OrganizationKind
from club_ess.organizations.shapes import organization_card
from club_ess.patronage.shapes import offer_card
from club_ess.postings.enums import MissionSize
from club_ess.reference.communes import commune_name
from club_ess.reference.legal import ess_families, siae_kinds
from club_ess.reference.sectors import sections
from club_ess.search.enums import Facet, SearchKind
from club_ess.search.queries import Found

MOST_CHOICES = 10


def result_card(found: Found, actor: Person | None) -> dict[str, Any]:
    """The card of a hit for macros/cards.html, its excerpt replaced by the words found."""
    if found.kind == "organization":
        marked = {"presentation_excerpt": found.excerpt}
        card = organization_card(found.row)
    else:
        marked = {"title": found.title, "excerpt_html": found.excerpt}
        card = need_card(found.row, actor) if found.kind == "need" else offer_card(found.row, actor)
    return {"kind": found.kind} | card | {name: text for name, text in marked.items() if text}


def facet_groups(
    counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, tuple[str, ...]]
) -> list[dict[str, Any]]:
    """Groups for macros/lists.html `facets`: the most frequent values, and every chosen one, were it alone."""
    return [
        {"name": facet.value, "label": facet.label, "choices": choices}
        for facet in Facet
        if (choices := _choices(facet, counts.get(facet, {}), chosen.get(facet, ())))
    ]


def _choices(facet: Facet, counts: Mapping[str, int], chosen: tuple[str, ...]) -> list[dict[str, Any]]:
    frequent = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_CHOICES]
    values = [*frequent, *(value for value in chosen if value not in frequent)]
    return [
        {"value": value, "label": label, "count": counts.get(value, 0), "is_selected": value in chosen}
        for value in values
        if (label := LABELS[facet](value))
    ]


def _word(words: type[SearchKind] | type[OrganizationKind] | type[MissionSize]) -> Callable[[str], str | None]:
    labels = {word.value: word.label for word in words}
    return labels.get


LABELS: dict[Facet, Callable[[str], str | None]] = {
    Facet.KINDS: _word(SearchKind),
    Facet.COMMUNE: commune_name,
    Facet.FAMILY: lambda code: ess_families().get(code),
    Facet.ORGANIZATION_KIND: _word(OrganizationKind),
    Facet.SIAE: lambda code: siae_kinds().get(code),
    Facet.SECTOR: lambda code: sections().get(code),
    Facet.SIZE: _word(MissionSize),
    Facet.DISTANCE: {"oui": "Possible à distance"}.get,
}
