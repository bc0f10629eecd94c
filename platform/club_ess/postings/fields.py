"""Answers that people give in their own way: a decimal comma, a French date, a list of skills."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from club_ess.kit.forms import clean_text

FEWEST_DAYS, MOST_DAYS = 0.5, 400
MOST_SKILLS, LONGEST_SKILL = 8, 60
DAYS_SENTENCE = "Indiquez un nombre de jours entre 0,5 et 400, par demi-journées : 0,5 ; 1 ; 1,5…"
DATE_SENTENCE = "Cette date n’est pas reconnue : jour, mois, année, par exemple 12/03/2027."


def read_days(value: Any) -> float | None:
    """Days, by halves; « 2,5 » and « 2.5 » are the same. Raises ValueError."""
    if value is None:
        return None
    text = re.sub(r"\s", "", str(value)).replace(",", ".")
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})?", text):
        raise ValueError(DAYS_SENTENCE)
    days = float(text)
    if not FEWEST_DAYS <= days <= MOST_DAYS or (days * 2) % 1:
        raise ValueError(DAYS_SENTENCE)
    return days


def read_date(value: Any) -> date | None:
    """A date as a browser (2027-03-12) or a person (12/03/2027) writes it. Raises ValueError."""
    if value is None or type(value) is date:
        return value
    text = value.strip() if isinstance(value, str) else ""
    if french := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text):
        text = "-".join((french[3], french[2].zfill(2), french[1].zfill(2)))
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(DATE_SENTENCE)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(DATE_SENTENCE) from None


def read_skills(value: Any) -> Any:
    """Each answer may hold several skills, separated by commas; the same skill twice counts once."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, (list, tuple)) or not all(isinstance(item, str) for item in given):
        return value
    parts = (" ".join(part.split()) for item in given for part in str(clean_text(item)).split(","))
    return list({part.casefold(): part for part in reversed([p for p in parts if p])}.values())[::-1]


def check_skills(skills: list[str]) -> list[str]:
    """Raises ValueError for none, too many, or one that is a sentence rather than a skill."""
    if not skills:
        raise ValueError("Indiquez au moins une compétence.")
    if len(skills) > MOST_SKILLS:
        raise ValueError(f"Gardez les {MOST_SKILLS} compétences les plus importantes : il y en a {len(skills)}.")
    if any(not 2 <= len(skill) <= LONGEST_SKILL for skill in skills):
        raise ValueError(f"Chaque compétence tient en 2 à {LONGEST_SKILL} caractères.")
    return skills


Title = Annotated[str, Field(min_length=10, max_length=120), BeforeValidator(clean_text)]
Description = Annotated[str, Field(min_length=40, max_length=5000), BeforeValidator(clean_text)]
Days = Annotated[float | None, BeforeValidator(read_days)]
Day = Annotated[date | None, BeforeValidator(read_date)]
Skills = Annotated[list[str], BeforeValidator(read_skills), AfterValidator(check_skills)]
