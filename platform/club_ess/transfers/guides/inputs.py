"""What the example calendar of a guide is asked: a quarter, and a size."""

from typing import Annotated

from pydantic import AfterValidator, Field

from club_ess.kit import clock
from club_ess.kit.forms import Asked, Text
from club_ess.transfers.calendar import quarters_from
from club_ess.transfers.enums import Workforce

QUARTERS = 20


def offered_quarters() -> list[tuple[str, str]]:
    """Five years from today, as the select offers them."""
    return quarters_from(clock.today(), QUARTERS)


def _offered(quarter: str | None) -> str | None:
    if quarter is not None and quarter not in dict(offered_quarters()):
        raise ValueError("Choisissez un trimestre de la liste.")
    return quarter


class Example(Asked):
    trimestre: Annotated[Text | None, AfterValidator(_offered)] = Field(
        None, title="Trimestre visé", description="Le calendrier remonte depuis le dernier jour de ce trimestre."
    )
    effectif: Workforce | None = Field(None, title="Effectif")
