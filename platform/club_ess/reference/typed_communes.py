"""A commune as people type it: its code, its name, or the name and postcode that the lists suggest."""

import re
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from club_ess.reference.communes import communes, find_commune, get_commune

UNKNOWN = "Nous ne connaissons pas cette commune du Grand Est. Vérifiez l’orthographe de son nom."
WITH_POSTCODE = re.compile(r"(.+?)\s*\(\d{5}\)")
LONGEST = 100


def read_commune(typed: Any) -> str | None:
    """The INSEE code of what was typed, None for nothing. Raises ValueError with the sentence to show."""
    text = typed.strip() if isinstance(typed, str) else typed
    if text is None or text == "":
        return None
    if not isinstance(text, str) or len(text) > LONGEST:
        raise ValueError(UNKNOWN)
    if re.fullmatch(r"[0-9]{5}", text):
        return _of_digits(text)
    label = WITH_POSTCODE.fullmatch(text)
    code = _by_label().get(text)
    found = get_commune(code) or find_commune(label[1] if label else text)
    if found is None:
        raise ValueError(UNKNOWN)
    return found.code


def _of_digits(text: str) -> str:
    """INSEE codes and postcodes look alike, and often name different communes: when they do, ask for the name."""
    named = {text} & communes().keys() | {c.code for c in communes().values() if text in c.postcodes}
    if not named:
        raise ValueError(UNKNOWN)
    if len(named) > 1:
        names = ", ".join(sorted(communes()[code].name for code in named)[:3])
        raise ValueError(f"{text} peut désigner plusieurs communes ({names}…) : donnez plutôt le nom.")
    return named.pop()


@cache
def _by_label() -> dict[str, str]:
    return {commune.label: commune.code for commune in communes().values()}


def commune_label(code: str | None) -> str:
    """What the field shows for a kept code; what is not a code is shown as typed."""
    commune = get_commune(code)
    return commune.label if commune else code or ""


CommuneCode = Annotated[str | None, BeforeValidator(read_commune)]
