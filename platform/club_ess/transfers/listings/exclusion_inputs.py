"""How people say who must not see their listing, and who may after all."""

import re
import uuid
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from club_ess.accounts.inputs import Address
from club_ess.kit.forms import Asked, Text
from club_ess.transfers.listings.fields import Siren
from club_ess.transfers.ties import is_shared_domain

LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"({LABEL}\.)+[a-z]{{2,24}}", re.ASCII)
BAD_DOMAIN = "Écrivez ce qui suit le @ dans leurs adresses, par exemple exemple.fr."
PUBLIC_MAIL = (
    "Tout le monde peut avoir une adresse de ce fournisseur : vous fermeriez l’annonce à presque tous les repreneurs. "
    "Donnez plutôt les adresses une à une."
)
NOTHING = "Dites qui ne doit rien voir : remplissez une des cases."


def read_domain(typed: str) -> str:
    """« @exemple.fr », « www.exemple.fr » and « https://exemple.fr/ » are exemple.fr."""
    host = re.sub(r"^https?://", "", typed.strip().lower()).split("/")[0].rpartition("@")[2].removeprefix("www.")
    if not DOMAIN.fullmatch(host):
        raise ValueError(BAD_DOMAIN)
    if is_shared_domain(host):
        raise ValueError(PUBLIC_MAIL)
    return host


class AddExclusion(Asked):
    """One case is enough; several are several exclusions."""

    email: Address | None = Field(None, title="Une personne", description="Son adresse de courriel.")
    domain: Annotated[Text, Field(max_length=254), AfterValidator(read_domain)] | None = Field(
        None, title="Toutes les adresses d’une entreprise", description="Ce qui suit le @, par exemple exemple.fr."
    )
    siren: Siren | None = Field(None, title="Une entreprise, par son SIREN ou son SIRET")
    organization_id: uuid.UUID | None = Field(None, title="Une structure du club")
    is_confirmed: bool = Field(False, title="Oui, fermer ces dossiers")

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not (self.email or self.domain or self.siren or self.organization_id):
            raise ValueError(NOTHING)
        return self


class AddWelcome(Asked):
    welcome_email: Address = Field(
        title="Son adresse de courriel",
        description="Par exemple celle d’un salarié qui voudrait reprendre. Son projet doit être relu, comme tous.",
    )
