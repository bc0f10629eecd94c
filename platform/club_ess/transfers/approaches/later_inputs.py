"""What is asked from the letter of intent to the years after."""

import re
import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from club_ess.kit import clock
from club_ess.kit.forms import Asked, Submitted, Text
from club_ess.postings.fields import read_date
from club_ess.transfers.approaches.enums import Difficulty
from club_ess.transfers.enums import Route

FEWEST_DAYS, USUAL_DAYS, MOST_DAYS = 60, 75, 90
FARTHEST = timedelta(days=3653)
AMOUNT = re.compile(r"(\d{1,3}( \d{3})+|\d+)([.,]\d{1,2})?", re.ASCII)
HIGHEST = Decimal("1000000000")
BAD_AMOUNT = "Écrivez un montant en euros, par exemple 87 500 ou 87 500,50. Laissez vide s’il n’y a pas de prix."
NOT_FUTURE = "Choisissez une date à venir."
TOO_FAR = "Cette date est trop lointaine : vérifiez l’année."
NOT_PAST = "Cette date n’est pas encore passée."
TOO_OLD = "Cette date est trop ancienne : vérifiez l’année."


def read_amount(value: Any) -> Any:
    """Euros as people write them: « 87 500 », « 87500,50 € ». Raises ValueError, and for nothing at all too."""
    if value is None:
        return None
    text = " ".join(str(value).removesuffix("€").split())  # whatever space separates the thousands
    if isinstance(value, bool) or not AMOUNT.fullmatch(text):
        raise ValueError(BAD_AMOUNT)
    amount = Decimal(text.replace(" ", "").replace(",", "."))
    if not 0 < amount < HIGHEST:
        raise ValueError(BAD_AMOUNT)
    return amount


def _is_to_come(day: date) -> date:
    if day <= clock.today():
        raise ValueError(NOT_FUTURE)
    if day > clock.today() + FARTHEST:
        raise ValueError(TOO_FAR)
    return day


def _is_past(day: date) -> date:
    if day > clock.today():
        raise ValueError(NOT_PAST)
    if day < clock.today() - FARTHEST:
        raise ValueError(TOO_OLD)
    return day


Amount = Annotated[Decimal | None, BeforeValidator(read_amount)]
FutureDay = Annotated[date, BeforeValidator(read_date), AfterValidator(_is_to_come)]
PastDay = Annotated[date, BeforeValidator(read_date), AfterValidator(_is_past)]


class SendLetter(Submitted):
    route: Route = Field(title="Façon de reprendre")
    amount_eur: Amount = Field(
        None, title="Prix proposé, en euros",
        description="Par exemple 87 500. Laissez vide s’il n’y en a pas (association).",
    )
    take_over_on: FutureDay = Field(title="Date de reprise souhaitée")
    exclusive_days: int = Field(
        title="Durée d’exclusivité demandée, en jours", ge=FEWEST_DAYS, le=MOST_DAYS,
        description=f"De {FEWEST_DAYS} à {MOST_DAYS} jours, le temps de vérifier les comptes et de financer.",
    )
    conditions: Text = Field(
        title="Votre projet et vos conditions", min_length=40, max_length=5000,
        description="Financement, place de l’équipe, accompagnement attendu, ce qui doit être vérifié avant de signer.",
    )


class AnswerLetter(Asked):
    """`letter_id` is the letter that was on the page: another one is never answered by mistake."""

    letter_id: uuid.UUID = Field(title="Lettre")


class DeclineLetter(AnswerLetter):
    answer: Text = Field(
        title="Votre réponse au repreneur", min_length=10, max_length=1000,
        description="Une phrase suffit. Il pourra vous remettre une autre lettre.",
    )


class SignProtocol(Asked):
    signed_on: PastDay = Field(title="Date de signature du protocole")


class DeclareTransfer(Asked):
    transferred_on: PastDay = Field(title="Date de la transmission")
    route: Route = Field(title="Façon de transmettre")


class AnswerFollowUp(Asked):
    is_active: bool = Field(title="L’activité continue-t-elle ?")
    jobs: int = Field(
        title="Combien d’emplois aujourd’hui ?", ge=0, le=100_000,
        description="Les salariés de l’activité transmise. Zéro compte aussi.",
    )
    difficulty: Difficulty = Field(title="Ce qui pèse le plus")
    comment: Text = Field(
        "", title="Un mot de plus", max_length=2000, description="Lu par le club seulement, jamais par l’autre côté."
    )
