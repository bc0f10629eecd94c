"""What a company is asked about its offer."""

from pydantic import Field

from club_ess.postings.enums import Audience
from club_ess.postings.fields import Description, Title
from club_ess.postings.inputs import MissionAsked, PostingAsked, PostingClosed, PostingEdited


class OfferAsked(MissionAsked):
    """The questions whose words are those of an offer."""

    title: Title = Field(title="Titre de l’offre", description="En une ligne, ce que vos salariés peuvent apporter.")
    description: Description = Field(
        title="Votre offre",
        description="Dites qui viendra, ce que cette personne sait faire et transmettre, son rythme et ses "
        "disponibilités. Inutile de connaître déjà la structure : c’est le club qui vous la présente.",
    )
    audience: Audience = Field(Audience.PUBLIC, title="Qui peut lire cette offre ?")


class PostOffer(OfferAsked, PostingAsked):
    """A new offer."""


class EditOffer(OfferAsked, PostingEdited):
    """A new text for an offer."""


class CloseOffer(PostingClosed):
    """Why an offer leaves the site."""
