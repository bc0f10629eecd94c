"""What a search accepts: words, facets and an order, all in the address so that a search can be shared."""

from typing import Annotated

from pydantic import Field

from club_ess.kit.forms import Asked, Text
from club_ess.search.enums import Facet, SearchKind, SearchSort

Code = Annotated[Text, Field(max_length=40)]
Codes = Annotated[list[Code], Field(max_length=60)]


class Search(Asked):
    q: Text = Field("", max_length=300, title="Votre recherche")
    kinds: list[SearchKind] = Field(default=[], max_length=10, title="Je cherche parmi")
    commune: Codes = Field(default=[], title="Commune")
    famille: Codes = Field(default=[], title="Famille de l’ESS")
    type: Codes = Field(default=[], title="Type de structure")
    siae: Codes = Field(default=[], title="Insertion par l’activité économique")
    secteur: Codes = Field(default=[], title="Secteur d’activité")
    taille: Codes = Field(default=[], title="Taille de la mission")
    distance: Codes = Field(default=[], title="À distance")
    tri: SearchSort = Field(SearchSort.RELEVANCE, title="Ordre")

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Facet → values asked for; facets left alone are not there."""
        return {facet.value: tuple(map(str, values)) for facet in Facet if (values := getattr(self, facet.value))}


class Suggest(Asked):
    """A word being typed; what is too long to be a word has no completion."""

    q: Text = ""
