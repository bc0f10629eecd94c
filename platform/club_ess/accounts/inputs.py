"""What the accounts room accepts from outside."""

from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from club_ess.accounts.passwords import LONGEST, SHORTEST, weakness
from club_ess.kit.forms import Asked, Text
from club_ess.reference.typed_communes import CommuneCode


def normal_address(typed: str) -> str:
    """The address as accounts keep it: ASCII, lower case. Raises EmailNotValidError.

    Reserved domains (.test) pass: no mail reaches them, so nobody can confirm one outside a demonstration.
    """
    checked = validate_email(typed, check_deliverability=False, allow_smtputf8=False, test_environment=True)
    return (checked.ascii_email or checked.normalized).lower()


def _known_address(typed: str) -> str:
    """To find an account: an ill-formed address is simply nobody's, and gets the same answer as an unknown one."""
    try:
        return normal_address(typed)
    except EmailNotValidError:
        return typed.lower()


Address = Annotated[Text, Field(max_length=254), AfterValidator(normal_address)]
KnownAddress = Annotated[Text, Field(max_length=254), AfterValidator(_known_address)]
PersonName = Annotated[Text, Field(min_length=1, max_length=80)]
Password = Annotated[Text, Field(max_length=LONGEST)]
NewPassword = Annotated[Password, Field(min_length=SHORTEST)]
PHRASE_HELP = "Douze caractères au moins. Une petite phrase est facile à retenir et difficile à deviner."


def refuse_weak(password: str, own_words: list[str]) -> str:
    reason = weakness(password, own_words)
    if reason:
        raise ValueError(reason)
    return password


class SignUp(Asked):
    first_name: PersonName = Field(title="Prénom")
    last_name: PersonName = Field(title="Nom")
    email: Address = Field(
        title="Adresse de courriel", description="Nous y envoyons un lien pour vérifier qu’elle est à vous."
    )
    password: NewPassword = Field(title="Mot de passe", description=PHRASE_HELP)

    @field_validator("password")
    @classmethod
    def _not_guessable(cls, password: str, info: ValidationInfo) -> str:
        email = str(info.data.get("email", ""))
        names = [str(info.data.get(name, "")) for name in ("first_name", "last_name")]
        return refuse_weak(password, [*names, email, *email.partition("@")[::2]])


class Credentials(Asked):
    email: KnownAddress = Field(title="Adresse de courriel")
    password: Password = Field(title="Mot de passe")


class AskLink(Asked):
    """To receive a link by mail: a new confirmation, or a way to a new password."""

    email: KnownAddress = Field(title="Adresse de courriel", description="Celle de votre compte.")


class ResetPassword(Asked):
    password: NewPassword = Field(title="Nouveau mot de passe", description=PHRASE_HELP)

    @field_validator("password")
    @classmethod
    def _not_guessable(cls, password: str) -> str:
        return refuse_weak(password, [])


class ChangePassword(ResetPassword):
    current_password: Password = Field(title="Mot de passe actuel")


class EditProfile(Asked):
    first_name: PersonName = Field(title="Prénom")
    last_name: PersonName = Field(title="Nom")
    role_title: Annotated[Text, Field(max_length=120)] = Field(
        "", title="Fonction", description="Par exemple : directrice, responsable RH, trésorier."
    )
    commune_code: CommuneCode = Field(None, title="Commune", description="Tapez son nom : une liste vous aide.")
    presentation: Annotated[Text, Field(max_length=2000)] = Field(
        "", title="Présentation", description="Quelques lignes que les membres du club liront sur votre page."
    )
