"""What a structure is asked about its need."""

from pydantic import Field

from club_ess.postings.enums import Audience
from club_ess.postings.fields import Description, Title
from club_ess.postings.inputs import MissionAsked, PostingAsked, PostingClosed, PostingEdited


class NeedAsked(MissionAsked):
    """The questions whose words are those of a need."""

    title: Title = Field(title="Titre du besoin", description="En une ligne, ce que la personne fera avec vous.")
    description: Description = Field(
        title="Votre besoin",
        description="Dites ce qu’il y a à faire, ce que votre équipe voudrait savoir faire ensuite, qui accueillera la "
        "personne et pour quand. Les mots de tous les jours conviennent très bien.",
    )
    audience: Audience = Field(Audience.PUBLIC, title="Qui peut lire ce besoin ?")


class PostNeed(NeedAsked, PostingAsked):
    """A new need."""


class EditNeed(NeedAsked, PostingEdited):
    """A new text for a need."""


class CloseNeed(PostingClosed):
    """Why a need leaves the site."""
