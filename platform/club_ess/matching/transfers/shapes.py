"""Proposals of transmission as plain data: a teaser for one side, a nameless sheet for the other."""

from typing import Any

from flask import url_for

from club_ess.matching.shapes import PART_LABELS
from club_ess.matching.transfers.enums import DismissReason
from club_ess.matching.transfers.explanations import questions, sentences
from club_ess.matching.transfers.models import TransferMatch
from club_ess.transfers.approaches.enums import Side
from club_ess.transfers.listings.shapes import teaser
from club_ess.transfers.projects.shapes import project_sheet

LABELS = PART_LABELS | {
    "sector": "Secteur", "zone": "Zone", "price": "Prix", "workforce": "Taille de l’équipe",
    "turnover": "Chiffre d’affaires", "route": "Façon de transmettre", "timetable": "Calendrier",
}


def transfer_match_card(match: TransferMatch, side: Side) -> dict[str, Any]:
    """What one side reads: never the listing's file, never who carries the project."""
    return {
        "id": str(match.id),
        "score": round(match.score),
        "reasons": [{"text": line.text, "kind": line.kind} for line in sentences(match.reasons, side)],
        "missing": questions(match.reasons, side),
        "parts": _parts(match),
        "configuration": match.configuration,
        "teaser": teaser(match.listing) if side is Side.REPRENEUR else None,
        "url": url_for("listings.show", listing_id=match.listing_id) if side is Side.REPRENEUR else None,
        "sheet": project_sheet(match.project, reveals_people=False) if side is Side.CEDANT else None,
        "dismiss_url": url_for("transfer_matches.dismiss", match_id=match.id),
        "dismiss_reasons": DismissReason.choices(),
    }


def _parts(match: TransferMatch) -> list[dict[str, Any]]:
    whole = sum(part["weight"] for part in match.parts)
    return [
        {
            "label": LABELS.get(part["name"], part["name"]), "value": round(100 * part["value"]),
            "share": round(100 * part["weight"] / whole),
        }
        for part in match.parts
    ]
