"""Postings as plain data: for cards, for pages, and for JSON."""

from typing import Any

from flask import url_for

from club_ess.kit.pages import ago, number_fr
from club_ess.kit.text import excerpt
from club_ess.postings.models import Posting
from club_ess.reference.communes import commune_name


def days_label(days: float | None) -> str:
    """« une demi-journée », « 1 jour », « 2,5 jours »; empty when it is not known."""
    if days is None:
        return ""
    return "une demi-journée" if days == 0.5 else f"{number_fr(days)} jour{'s' if days >= 2 else ''}"


def posting_card(posting: Posting, url: str) -> dict[str, Any]:
    """For macros/cards.html, given the address of the posting."""
    return {
        "id": str(posting.id),
        "url": url,
        "title": posting.title,
        "organization_name": posting.organization.name,
        "organization_url": url_for("organizations.show", organization_id=posting.organization_id),
        "excerpt": excerpt(posting.description),
        "skills": posting.skills,
        "commune_name": commune_name(posting.commune_code),
        "is_remote": posting.is_remote,
        "size_label": posting.size.label,
        "days_label": days_label(posting.days),
        "state": posting.state.value,
        "state_label": posting.state.label,
        "published_ago": ago(posting.published_at) if posting.is_open else "",
    }


def public_posting(posting: Posting, url: str) -> dict[str, Any]:
    """What the JSON lists promise: absolute addresses, ISO dates, INSEE codes."""
    return {
        "id": str(posting.id),
        "url": url,
        "title": posting.title,
        "description": posting.description,
        "organization": {"id": str(posting.organization_id), "name": posting.organization.name},
        "skills": posting.skills,
        "size": posting.size.value,
        "days": posting.days,
        "starts_on": posting.starts_on.isoformat() if posting.starts_on else None,
        "ends_on": posting.ends_on.isoformat() if posting.ends_on else None,
        "commune": {"code": posting.commune_code, "name": commune_name(posting.commune_code)},
        "is_remote": posting.is_remote,
        "audience": posting.audience.value,
        "published_at": posting.published_at.isoformat() if posting.published_at else None,
        "expires_at": posting.expires_at.isoformat() if posting.expires_at else None,
    }
