"""Two versions of the same fields, side by side, as people read them."""

from typing import Any

from pydantic import BaseModel

from club_ess.reference.communes import get_commune


def differences(current: Any, asked: Any, model: type[BaseModel]) -> list[dict[str, str]]:
    """For macros `conflict`: {label, theirs, yours} for each field of `model` that differs."""
    pairs = ((name, getattr(current, name), getattr(asked, name)) for name in model.model_fields)
    return [
        {"label": model.model_fields[name].title or name, "theirs": _words(name, theirs), "yours": _words(name, yours)}
        for name, theirs, yours in pairs
        if theirs != yours
    ]


def _words(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "commune_code":
        commune = get_commune(value)
        return commune.label if commune else value
    return ", ".join(value) if isinstance(value, list) else str(getattr(value, "label", value))
