"""Words of the search room, with their French labels."""

from enum import StrEnum


class SearchKind(StrEnum):
    NEED = "need"
    OFFER = "offer"
    ORGANIZATION = "organization"

    @property
    def label(self) -> str:
        return {"need": "Besoins", "offer": "Offres", "organization": "Structures"}[self.value]


class SearchSort(StrEnum):
    RELEVANCE = "relevance"
    RECENT = "recent"

    @property
    def label(self) -> str:
        return {"relevance": "Pertinence", "recent": "Date"}[self.value]


class Facet(StrEnum):
    """What the results can be narrowed by; the values are the names of the address and of the index."""

    KINDS = "kinds"
    COMMUNE = "commune"
    FAMILY = "famille"
    ORGANIZATION_KIND = "type"
    SIAE = "siae"
    SECTOR = "secteur"
    SIZE = "taille"
    DISTANCE = "distance"

    @property
    def label(self) -> str:
        return FACET_LABELS[self]


FACET_LABELS = {
    Facet.KINDS: "Je cherche parmi",
    Facet.COMMUNE: "Commune",
    Facet.FAMILY: "Famille de l’ESS",
    Facet.ORGANIZATION_KIND: "Type de structure",
    Facet.SIAE: "Insertion par l’activité économique",
    Facet.SECTOR: "Secteur d’activité",
    Facet.SIZE: "Taille de la mission",
    Facet.DISTANCE: "À distance",
}
