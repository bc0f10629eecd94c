"""What the organizations room accepts from outside."""

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, field_validator
from stdnum.exceptions import ValidationError as NotSiret
from stdnum.fr import siret as siret_rule

from club_ess.kit import clock
from club_ess.kit.forms import Asked, Submitted, Text, clean_text
from club_ess.organizations.enums import MembershipRole, OrganizationKind
from club_ess.reference.legal import ess_families, legal_forms, siae_kinds
from club_ess.reference.sectors import naf_labels
from club_ess.reference.typed_communes import CommuneCode

MOST_SKILLS, LONGEST_SKILL = 15, 60
NO_SUCH_CHOICE = "Ce choix n’existe pas."
BAD_SIRET = "Ce numéro SIRET n’est pas valable : quatorze chiffres, sans erreur de frappe."
BAD_WEBSITE = "Cette adresse de site n’est pas reconnue : elle commence par https:// ou http://."


def read_siret(typed: str) -> str:
    """Fourteen ASCII digits, spaces allowed between; the key is checked (La Poste has its own rule)."""
    digits = typed.replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    is_plain = digits.isascii() and digits.isdigit() and digits.strip("0") != ""
    try:
        if is_plain:
            return str(siret_rule.validate(digits))
    except NotSiret:
        if _is_la_poste(digits):
            return digits
    raise ValueError(BAD_SIRET)


def _is_la_poste(digits: str) -> bool:
    return len(digits) == 14 and digits.startswith("356000000") and sum(map(int, digits)) % 5 == 0


def split_skills(typed: Any) -> Any:
    """Chips come repeated, comma-separated or both; doubles are dropped, whatever their case."""
    if isinstance(typed, str):
        typed = [typed]
    if not isinstance(typed, (list, tuple)) or not all(isinstance(value, str) for value in typed):
        return typed
    words = (" ".join(clean_text(part).split()) for value in typed for part in value.split(","))
    kept: dict[str, str] = {}
    for word in filter(None, words):
        kept.setdefault(word.casefold(), word)
    return list(kept.values())


def read_website(typed: str) -> str:
    try:
        parts = urlsplit(typed)
        is_web = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not parts.username
    except ValueError:
        is_web = False
    if not is_web or not typed.isprintable() or any(c in typed for c in ' "<>\\'):
        raise ValueError(BAD_WEBSITE)
    return typed


def _one_of(table: Any) -> AfterValidator:
    """A code of a reference table, which is read when it is first needed."""

    def check(code: str) -> str:
        if code not in table():
            raise ValueError(NO_SUCH_CHOICE)
        return code

    return AfterValidator(check)


def _year(value: int) -> int:
    this_year: date = clock.today()
    if value > this_year.year:
        raise ValueError("Cette année n’est pas encore venue.")
    return value


Code = Annotated[Text, Field(max_length=40)]
Skill = Annotated[Text, Field(max_length=LONGEST_SKILL)]
KIND_HELP = "Ce que votre organisation est avant tout."
FORM_HELP = "Laissez vide si la structure est en cours de création, ou si vous ne savez pas."
SIRET_HELP = "Quatorze chiffres. Aucun numéro n’est nécessaire pour rejoindre le club."
SKILLS_HELP = "Quelques mots sur ce que vous savez faire, par exemple : couture, comptabilité."


class OrganizationFields(Asked):
    """What is told of an organization; only what it is and its name must be."""

    kind: OrganizationKind = Field(title="Vous êtes", description=KIND_HELP)
    name: Annotated[Text, Field(min_length=2, max_length=160)] = Field(title="Nom")
    commune_code: CommuneCode = Field(None, title="Commune", description="Tapez son nom : une liste vous aide.")
    presentation: Annotated[Text, Field(max_length=4000)] = Field(
        "", title="Présentation", description="Ce que vous faites, pour qui, avec qui. Tout le monde peut la lire."
    )
    skills: Annotated[list[Skill], BeforeValidator(split_skills), Field(max_length=MOST_SKILLS)] = Field(
        [], title="Compétences", description=SKILLS_HELP
    )
    naf_code: Annotated[Code, _one_of(naf_labels)] | None = Field(None, title="Secteur d’activité")
    ess_family: Annotated[Code, _one_of(ess_families)] | None = Field(None, title="Famille de l’ESS")
    legal_form: Annotated[Code, _one_of(legal_forms)] | None = Field(
        None, title="Forme juridique", description=FORM_HELP
    )
    siae_kind: Annotated[Code, _one_of(siae_kinds)] | None = Field(
        None, title="Insertion ou handicap", description="Si vous êtes conventionné ou agréé à ce titre."
    )
    siret: Annotated[Text, Field(max_length=40), AfterValidator(read_siret)] | None = Field(
        None, title="SIRET", description=SIRET_HELP
    )
    workforce: Annotated[int, Field(ge=0, le=500_000)] | None = Field(None, title="Nombre de salariés")
    founded_year: Annotated[int, Field(ge=1200), AfterValidator(_year)] | None = Field(None, title="Année de création")
    website: Annotated[Text, Field(max_length=300), AfterValidator(read_website)] | None = Field(
        None, title="Site", description="L’adresse entière, par exemple https://www.exemple.fr."
    )

    @field_validator("ess_family", "siae_kind")
    @classmethod
    def _only_for_ess(cls, value: str | None, info: Any) -> str | None:
        if value is not None and info.data.get("kind") is OrganizationKind.COMPANY:
            raise ValueError("Une entreprise classique n’a pas cette qualité : laissez vide ou corrigez « Vous êtes ».")
        return value


class CreateOrganization(OrganizationFields, Submitted):
    is_new: bool = Field(False, title="Créer quand même : ce n’est pas la même structure")


class EditOrganization(OrganizationFields):
    version: int


class AskToJoin(Asked):
    message: Annotated[Text, Field(max_length=1000)] = Field(
        "", title="Votre message", description="Dites en deux mots qui vous êtes pour cette structure."
    )


class DecideJoin(Asked):
    decision: Literal["accept", "refuse"]


class ChangeRole(Asked):
    role: MembershipRole = Field(title="Rôle")
