"""Answers about a transmission: codes of the reference tables, quarters to come, SIREN numbers."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from stdnum.exceptions import ValidationError as NotSiren
from stdnum.fr import siren as siren_rule

from club_ess.kit import clock
from club_ess.kit.forms import Text
from club_ess.organizations.inputs import read_siret
from club_ess.reference.sectors import sections
from club_ess.reference.zones import zones
from club_ess.transfers.calendar import quarters_from
from club_ess.transfers.enums import Route

QUARTERS_AHEAD = 24
NO_SUCH_CHOICE = "Ce choix n’existe pas."
PAST_QUARTER = "Ce trimestre n’est plus proposé : choisissez-en un à venir."
BAD_SIREN = "Ce numéro n’est pas valable : neuf chiffres (SIREN) ou quatorze (SIRET), sans erreur de frappe."


def read_siren(typed: str) -> str:
    """Nine digits, out of a SIREN or a SIRET, spaces allowed; the key is checked."""
    digits = "".join(typed.split()).replace(".", "")
    if len(digits) == 14:
        try:
            return read_siret(digits)[:9]
        except ValueError:
            raise ValueError(BAD_SIREN) from None
    try:
        if digits.isascii() and digits.isdigit() and digits.strip("0"):
            return str(siren_rule.validate(digits))
    except NotSiren:
        pass
    raise ValueError(BAD_SIREN)


def known_section(code: str) -> str:
    if code not in sections():
        raise ValueError(NO_SUCH_CHOICE)
    return code


def known_zone(code: str) -> str:
    if code not in zones():
        raise ValueError(NO_SUCH_CHOICE)
    return code


def coming_quarter(quarter: str) -> str:
    if quarter not in dict(quarters_from(clock.today(), QUARTERS_AHEAD)):
        raise ValueError(PAST_QUARTER)
    return quarter


def ticked_once(values: Any) -> Any:
    """The same box ticked twice counts once, in the order of the page."""
    if not isinstance(values, list):
        return values
    return [word.value for word in Route if word.value in values] + [v for v in values if v not in list(Route)]


Siren = Annotated[Text, Field(max_length=40), AfterValidator(read_siren)]
Code = Annotated[Text, Field(max_length=20)]
Section = Annotated[Code, AfterValidator(known_section)]
Zone = Annotated[Code, AfterValidator(known_zone)]
Quarter = Annotated[Code, AfterValidator(coming_quarter)]
Routes = Annotated[list[Route], BeforeValidator(ticked_once)]
