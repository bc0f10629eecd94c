"""From rows to what the engine indexes. Drafts and closed postings have no document: they are in no index at all."""

from collections.abc import Mapping

from club_ess.kit.text import markdown
from club_ess.needs.models import Need
from club_ess.organizations.models import Organization
from club_ess.patronage.models import Offer
from club_ess.postings.enums import Audience
from club_ess.postings.models import Posting
from club_ess.reference.communes import get_commune
from club_ess.reference.legal import ess_families, siae_kinds
from club_ess.reference.sectors import naf_section
from search_index import Document, Place

WRITING = 1  # to be raised when documents are written differently: every entry of the index then counts as stale


def need_document(need: Need) -> Document:
    return _posting_document("need", need)


def offer_document(offer: Offer) -> Document:
    return _posting_document("offer", offer)


def organization_document(organization: Organization) -> Document:
    """Every organization is in the public directory. Its kinds and commune are in its context: people type them too."""
    audience, version = stamp_of(organization)
    return Document(
        id=str(organization.id), kind="organization", audience=audience, version=version, owner=str(organization.id),
        title=organization.name, text=_plain(organization.presentation),
        skills=tuple(organization.skills), sector=organization.naf_code, place=place_of(organization.commune_code),
        facets=_facets("organization", organization, organization.commune_code), updated_at=organization.updated_at,
        context=_in_words(organization),
    )


def _posting_document(kind: str, posting: Need | Offer) -> Document:
    """The organization's family, sector and, when the posting names no commune, its commune count as the posting's own;
    so the version is made of both rows' versions."""
    organization = posting.organization
    commune_code = posting.commune_code or organization.commune_code
    audience, version = stamp_of(posting)
    return Document(
        id=str(posting.id), kind=kind, audience=audience, version=version, owner=str(posting.organization_id),
        title=posting.title, text=_plain(posting.description), skills=tuple(posting.skills),
        sector=organization.naf_code, place=place_of(commune_code), is_remote=posting.is_remote, days=posting.days,
        starts_on=posting.starts_on, ends_on=posting.ends_on,
        facets=_facets(kind, organization, commune_code) | _posting_facets(posting), updated_at=posting.published_at,
        context=organization.name,
    )


def stamp_of(row: Need | Offer | Organization) -> tuple[str, str]:
    """(audience, version) of a row's document, without writing it: what the drift check compares."""
    if isinstance(row, Organization):
        return Audience.PUBLIC.value, f"{WRITING}:{row.version}"
    return row.audience.value, f"{WRITING}:{row.version}.{row.organization.version}"


def place_of(commune_code: str | None) -> Place | None:
    commune = get_commune(commune_code)
    return Place(commune.code, commune.name, commune.latitude, commune.longitude) if commune else None


def _plain(markdown_source: str) -> str:
    return markdown(markdown_source).striptags()


def _facets(kind: str, organization: Organization, commune_code: str | None) -> dict[str, tuple[str, ...]]:
    return _answered(
        {
            "kinds": kind,
            "type": organization.kind.value,
            "famille": organization.ess_family,
            "siae": organization.siae_kind,
            "commune": commune_code,
            "secteur": naf_section(organization.naf_code),
        }
    )


def _posting_facets(posting: Posting) -> dict[str, tuple[str, ...]]:
    return _answered({"taille": posting.size.value, "distance": "oui" if posting.is_remote else None})


def _answered(facets: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    return {name: (value,) for name, value in facets.items() if value}


def _in_words(organization: Organization) -> str:
    commune = get_commune(organization.commune_code)
    labels = (
        organization.kind.label,
        ess_families().get(organization.ess_family or ""),
        siae_kinds().get(organization.siae_kind or ""),
        commune.name if commune else None,
    )
    return " · ".join(label for label in labels if label)
