"""Documents of a small club; any field can be given another value."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from search_index import Document, Place

MULHOUSE = Place("68224", "Mulhouse", 47.7508, 7.3359)
ILLZACH = Place("68154", "Illzach", 47.7814, 7.3486)
COLMAR = Place("68066", "Colmar", 48.0794, 7.3585)


def alice_asks(**changes: Any) -> Document:
    need = Document(
        id="need-1",
        kind="need",
        audience="public",
        version="v1",
        owner="association",
        title="Tenir nos comptes",
        text="Nous cherchons de l’aide pour la comptabilité et le budget de l’association.",
        skills=("comptabilité générale",),
        sector="88",
        place=MULHOUSE,
        days=5,
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 3, 31),
        facets={"commune": ("68224",), "famille": ("association",)},
        updated_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    return replace(need, **changes)


def bob_offers(**changes: Any) -> Document:
    offer = Document(
        id="offer-1",
        kind="offer",
        audience="public",
        version="v1",
        owner="company",
        title="Expert-comptable bénévole",
        text="Tenue des comptes, budget prévisionnel et conseils de gestion.",
        skills=("comptabilité générale",),
        sector="69",
        place=ILLZACH,
        days=4,
        starts_on=date(2027, 2, 1),
        facets={"commune": ("68154",), "thème": ("finance", "conseil")},
        updated_at=datetime(2026, 11, 2, tzinfo=UTC),
    )
    return replace(offer, **changes)


def carpenter_offers(**changes: Any) -> Document:
    return bob_offers(
        **{
            "id": "offer-2",
            "owner": "workshop",
            "title": "Menuisier",
            "text": "Fabrication de meubles en bois, étagères et bancs.",
            "skills": ("menuiserie et travail du bois",),
            "place": COLMAR,
            "facets": {"commune": ("68066",), "thème": ("bois",)},
            "updated_at": datetime(2026, 11, 3, tzinfo=UTC),
            **changes,
        }
    )


def members_offer(**changes: Any) -> Document:
    return bob_offers(
        **{
            "id": "offer-3",
            "audience": "members",
            "owner": "discreet",
            "title": "Zythologue comptable",
            "text": "Offre réservée aux membres, confidentielle.",
            "facets": {"commune": ("68297",)},
            **changes,
        }
    )
