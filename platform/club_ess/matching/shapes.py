"""Matches as plain data for macros/match.html, seen from the reader's side."""

import uuid
from collections.abc import Container, Iterable
from typing import Any

from flask import url_for
from markupsafe import Markup

from club_ess.accounts.models import Person
from club_ess.matching.enums import DeclineReason, MatchSide, MatchState
from club_ess.matching.explanations import questions, sentences, words_of
from club_ess.matching.models import Match
from club_ess.matching.policies import side_of
from club_ess.needs.models import Need
from club_ess.organizations.policies import organization_ids_of
from club_ess.patronage.models import Offer
from club_ess.search.proposals import marked, marked_paragraphs

ICONS = {"days": "size"}  # the macro draws the number of days as the size of a mission
PART_LABELS = {
    "words": "Mots des deux textes",
    "skills": "Compétences et métiers",
    "distance": "Proximité",
    "sector": "Secteur d’activité",
    "size": "Nombre de jours",
    "dates": "Dates",
}


def match_card(match: Match, actor: Person) -> dict[str, Any]:
    """One card; for a list `match_cards` asks for the actor's organizations once."""
    return _card(match, organization_ids_of(actor))


def match_cards(matches: Iterable[Match], actor: Person) -> list[dict[str, Any]]:
    mine = organization_ids_of(actor)
    return [_card(match, mine) for match in matches]


def _card(match: Match, mine: Container[uuid.UUID]) -> dict[str, Any]:
    side = side_of(match, mine)
    own, other = (match.need, match.offer) if side is MatchSide.NEED else (match.offer, match.need)
    return {
        "id": str(match.id),
        "url": url_for("matching.show", match_id=match.id),
        "score": round(match.score),
        "own_title": own.title,
        "own_url": posting_url(own),
        "other_title": other.title,
        "other_url": posting_url(other) if other.is_open else None,
        "other_organization_name": other.organization.name,
        "other_organization_url": url_for("organizations.show", organization_id=other.organization_id),
        "reasons": [
            {"text": line.text, "kind": ICONS.get(line.kind, line.kind)} for line in sentences(match.reasons, side)
        ],
        "missing": questions(match.reasons, side),
        "state": match.state.value,
        "state_label": match.state.label,
        "thread_url": url_for("threads.show", thread_id=match.thread_id) if match.thread_id else None,
    } | _answers(match)


def _answers(match: Match) -> dict[str, Any]:
    """Addresses of the answers that still make sense."""
    if match.state is MatchState.ACCEPTED:
        return {"withdraw_url": url_for("matching.withdraw", match_id=match.id)}
    if match.state is not MatchState.PROPOSED:
        return {}
    accept_url = url_for("matching.accept", match_id=match.id)
    return {
        "accept_url": accept_url if match.need.is_open and match.offer.is_open else None,
        "decline_url": url_for("matching.decline", match_id=match.id),
        "decline_reasons": [(reason.value, reason.label) for reason in DeclineReason],
    }


def posting_url(posting: Need | Offer) -> str:
    if isinstance(posting, Need):
        return url_for("needs.show", need_id=posting.id)
    return url_for("patronage.show", offer_id=posting.id)


def match_texts(match: Match, actor: Person) -> list[dict[str, Any]]:
    """Both texts, one's own first, with the words in common; a text of theirs that went off line is not shown."""
    mine = organization_ids_of(actor)
    sides = ((MatchSide.NEED, match.need), (MatchSide.OFFER, match.offer))
    texts = [_text(match, side, posting, posting.organization_id in mine) for side, posting in sides]
    return sorted(texts, key=lambda text: not text["is_mine"])


def _text(match: Match, side: MatchSide, posting: Need | Offer, is_mine: bool) -> dict[str, Any]:
    words = words_of(match.reasons, side)
    is_readable = is_mine or posting.is_open
    return {
        "is_mine": is_mine,
        "kind_label": "Besoin" if side is MatchSide.NEED else "Offre",
        "title": marked(posting.title, words),
        "url": posting_url(posting) if is_readable else None,
        "organization_name": posting.organization.name,
        "paragraphs": marked_paragraphs(posting.description, words) if is_readable else list[Markup](),
        "skills": posting.skills if is_readable else [],
    }


def score_table(match: Match) -> list[dict[str, Any]]:
    """The parts as both sides see them: label, value and share of the score, in percent."""
    whole = sum(part["weight"] for part in match.parts)
    return [
        {
            "label": PART_LABELS.get(part["name"], part["name"]),
            "value": round(100 * part["value"]),
            "share": round(100 * part["weight"] / whole),
        }
        for part in match.parts
    ]
