"""What templates and JSON get of an organization and its people: plain dicts."""

from typing import Any

from flask import url_for

from club_ess.accounts.models import Person
from club_ess.kit.text import excerpt
from club_ess.organizations.models import JoinRequest, Membership, Organization
from club_ess.reference.communes import get_commune
from club_ess.reference.legal import ess_families, legal_forms, siae_kinds
from club_ess.reference.sectors import naf_labels


def organization_card(organization: Organization) -> dict[str, Any]:
    """For templates/macros/cards.html, and for JSON: everything in it is public."""
    commune = get_commune(organization.commune_code)
    return {
        "id": str(organization.id),
        "name": organization.name,
        "url": url_for("organizations.show", organization_id=organization.id),
        "kind": organization.kind.value,
        "kind_label": organization.kind.label,
        "family_label": ess_families().get(organization.ess_family or ""),
        "siae_label": siae_kinds().get(organization.siae_kind or ""),
        "commune_name": commune.name if commune else None,
        "presentation_excerpt": excerpt(organization.presentation),
        "skills": organization.skills,
        "logo_url": _logo_url(organization),
    }


def _logo_url(organization: Organization) -> str | None:
    if organization.logo_file is None:
        return None
    version = organization.logo_file[:8]
    return url_for("organizations.show_logo", organization_id=organization.id, v=version)


def organization_page(organization: Organization) -> dict[str, Any]:
    """The card and what only the page shows."""
    return organization_card(organization) | {
        "presentation": organization.presentation,
        "legal_form_label": legal_forms().get(organization.legal_form or ""),
        "sector_label": naf_labels().get(organization.naf_code or ""),
        "siret": organization.siret,
        "workforce": organization.workforce,
        "founded_year": organization.founded_year,
        "website": organization.website,
    }


def member_line(membership: Membership) -> dict[str, Any]:
    """For `person_line`, with what the page of the members needs."""
    return person_line(membership.person) | {
        "membership_id": membership.id,
        "person_id": membership.person_id,
        "role": membership.role.value,
        "membership_role_label": membership.role.label,
        "since": membership.since,
    }


def person_line(person: Person) -> dict[str, Any]:
    url = url_for("memberships.show_person", person_id=person.id)
    return {"name": person.name, "role_label": person.role_title, "organization_name": None, "url": url}


def join_line(request: JoinRequest) -> dict[str, Any]:
    return person_line(request.person) | {
        "id": request.id,
        "organization_id": request.organization_id,
        "asked_organization_name": request.organization.name,
        "message": request.message,
        "created_at": request.created_at,
    }
