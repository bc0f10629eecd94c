"""Exclusions, conflicts and reminders, as people read them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from club_ess.extensions import db
from club_ess.kit.pages import date_fr
from club_ess.organizations.models import Organization
from club_ess.reference.sectors import sections
from club_ess.reference.zones import zones
from club_ess.transfers import reviewed
from club_ess.transfers.anonymity.cells import Cell
from club_ess.transfers.enums import Route
from club_ess.transfers.listings.inputs import EditStructure, EditTeaser
from club_ess.transfers.listings.models import Exclusion, Listing
from club_ess.transfers.listings.shapes import quarter_label
from club_ess.transfers.states import ReviewState


@dataclass(frozen=True)
class ExclusionLine:
    """`what` was written, `closes` whom it closes the listing to."""

    id: uuid.UUID
    what: str
    closes: str
    is_automatic: bool


def exclusion_line(exclusion: Exclusion) -> ExclusionLine:
    kind, _, value = exclusion.tie.partition(":")
    what, closes = _SAID[kind](value)
    return ExclusionLine(exclusion.id, what, closes, exclusion.is_automatic)


def _said_organization(value: str) -> tuple[str, str]:
    organization = db.session.get(Organization, uuid.UUID(value))
    name = organization.name if organization else "une structure"
    return f"La structure {name}", f"Toutes les personnes qui agissent, ont agi ou ont demandé à agir pour {name}."


_SAID = {
    "email": lambda value: (f"L’adresse {value}", "La personne dont c’est l’adresse, seule."),
    "domain": lambda value: (
        f"Le domaine {value}",
        f"Toutes les personnes dont l’adresse finit par @{value}, ou dont la structure a ce site.",
    ),
    "siren": lambda value: (
        f"Le SIREN {value[:3]} {value[3:6]} {value[6:]}", "Toutes les personnes d’une structure du club à ce SIREN."
    ),
    "organization": _said_organization,
}


def teaser_differences(current: Listing, asked: EditTeaser) -> list[dict[str, str]]:
    """For macros `conflict`: the answers that differ, as they stand now and as they were typed."""
    yours = asked.columns() | {"may_be_relayed": asked.may_be_relayed}
    return _compared(EditTeaser, {name: getattr(current, name) for name in yours}, yours, "teaser_text")


def structure_differences(current: Listing, asked: EditStructure) -> list[dict[str, str]]:
    names = ("organization_id", "siren")
    theirs, yours = ({name: getattr(row, name) for name in names} for row in (current, asked))
    return _compared(EditStructure, theirs, yours, "siren")


def _compared(model: Any, theirs: dict[str, Any], yours: dict[str, Any], otherwise: str) -> list[dict[str, str]]:
    names = [name for name in yours if yours[name] != theirs[name]] or [otherwise]
    return [
        {"label": model.model_fields[n].title or n, "theirs": said(n, theirs[n]), "yours": said(n, yours[n])}
        for n in names
    ]


def said(name: str, value: Any) -> str:
    """An answer of a listing, as its page writes it."""
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, StrEnum):
        return str(getattr(value, "label", value))
    if isinstance(value, list):
        return ", ".join(Route(route).label for route in value)
    if isinstance(value, uuid.UUID):
        organization = db.session.get(Organization, value)
        return organization.name if organization else ""
    labels: dict[str, Callable[[Any], Any]] = {
        "section": sections().get, "zone": zones().get, "target_quarter": quarter_label
    }
    return str(labels[name](value) or "") if name in labels else value or ""


def what_comes_next(listing: Listing) -> str:
    """One sentence for the cédant: who does what now, and when the next reminder leaves."""
    match listing.state:
        case ReviewState.DRAFT:
            return "Rien ne part sans vous. Quand l’annonce est prête, demandez sa relecture."
        case ReviewState.SUBMITTED:
            return "Un modérateur du club lit l’annonce, et elle seule, sous quelques jours. Vous recevrez un courriel."
        case ReviewState.PUBLISHED:
            return _until(listing)
        case ReviewState.ASLEEP:
            return "Plus personne ne la voit. Renouvelez-la d’un geste : elle revient telle quelle."
        case _:
            return "Vous pouvez la rouvrir : tout ce que vous avez écrit est gardé."


def _until(listing: Listing) -> str:
    if listing.expires_at is None:
        return ""
    warned_at = listing.expires_at - reviewed.WARNED_BEFORE
    reminder = "" if listing.sleeps_soon else f" Un rappel part le {date_fr(warned_at)}."
    return f"En ligne jusqu’au {date_fr(listing.expires_at)}, puis en sommeil si vous ne la renouvelez pas.{reminder}"


def widened_label(listing: Listing, wider: Cell | None) -> list[str]:
    """What « Élargir » would no longer tell; nothing when it would change nothing."""
    if wider is None:
        return []
    names = {"section": "le secteur", "zone": "la partie de m2A", "workforce": "l’effectif", "statute": "la qualité"}
    return [label for name, label in names.items() if getattr(listing, name) != getattr(wider, name)]
