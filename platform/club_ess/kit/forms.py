"""One validation for forms, JSON, sockets and CSV: a pydantic model read with all its errors, in French.

A `Form` keeps what was typed, so a refused page shows it again; its macros are in templates/macros/forms.html.
"""

import unicodedata
import uuid
from collections.abc import Mapping
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from werkzeug.datastructures import MultiDict

from club_ess.kit.errors import Invalid
from club_ess.kit.messages import french_message

M = TypeVar("M", bound="Asked")


class Asked(BaseModel):
    """Base of what rooms accept from outside. `Field(title=…, description=…)` are the label and help of the page."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True, frozen=True, hide_input_in_errors=True)


class Submitted(Asked):
    """A form that makes something: its random key lets a double submit have one effect."""

    submission: uuid.UUID | None = None


def clean_text(value: Any) -> Any:
    """NFC, one kind of line end, no control character but line ends and tabs; bidirectional overrides removed."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in BIDI))


BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
Text = Annotated[str, BeforeValidator(clean_text)]


class Form(Generic[M]):
    """What a person typed, checked against `model`: `asked` is the result, or None and `errors` says why."""

    def __init__(self, model: type[M], typed: Mapping[str, Any] | None = None, errors: Mapping[str, str] | None = None):
        self.model = model
        self.typed = dict(typed or {})
        self.errors: dict[str, str] = dict(errors or {})
        self.asked: M | None = None
        self.submission = str(self.typed.get("submission") or uuid.uuid4())

    def check(self) -> "Form[M]":
        """Fills `asked` or `errors`, all errors at once."""
        try:
            self.asked = self.model.model_validate(self.typed)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False):
                name = str(error["loc"][0]) if error["loc"] else ""
                self.errors.setdefault(name, french_message(error))
        return self

    def refuse(self, invalid: Invalid) -> "Form[M]":
        """Adds the errors that only the operation could see."""
        self.errors |= invalid.errors
        return self

    def _field(self, name: str) -> FieldInfo:
        return self.model.model_fields[name]

    def value(self, name: str) -> str:
        raw = self.typed.get(name)
        if isinstance(raw, (list, tuple)):
            return ", ".join(map(str, raw))
        return "" if raw is None else str(getattr(raw, "value", raw))

    def values(self, name: str) -> list[str]:
        raw = self.typed.get(name) or []
        return [str(getattr(item, "value", item)) for item in (raw if isinstance(raw, (list, tuple)) else [raw])]

    def error(self, name: str) -> str | None:
        return self.errors.get(name)

    def label(self, name: str) -> str:
        return self._field(name).title or name

    def help(self, name: str) -> str:
        return self._field(name).description or ""

    def is_required(self, name: str) -> bool:
        return self._field(name).is_required()

    def max_length(self, name: str) -> int | None:
        limits = (getattr(rule, "max_length", None) for rule in self._field(name).metadata)
        return next((limit for limit in limits if limit is not None), None)


def read(model: type[M], source: MultiDict[str, Any] | Mapping[str, Any]) -> Form[M]:
    """Reads a posted form or a JSON object. Empty answers count as not given."""
    return Form(model, _flatten(model, source)).check()


def parse(model: type[M], source: Mapping[str, Any]) -> M:
    """For JSON and sockets: the checked input. Raises Invalid with every error by field."""
    if not isinstance(source, Mapping):
        raise Invalid({"": "Un objet JSON est attendu."})
    form = read(model, source)
    if form.asked is None:
        raise Invalid(form.errors)
    return form.asked


def prefilled(model: type[M], row: Any) -> Form[M]:
    """A form that shows a row as it stands, for editing."""
    return Form(model, {name: getattr(row, name) for name in model.model_fields if hasattr(row, name)})


def _flatten(model: type[BaseModel], source: Mapping[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if name not in source:
            continue
        if _is_list(field.annotation):
            values = source.getlist(name) if isinstance(source, MultiDict) else source[name]
            typed[name] = [v for v in values if v != ""] if isinstance(values, (list, tuple)) else values
        elif not _is_empty(source[name]):
            typed[name] = source[name]
    return typed


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _is_list(get_args(annotation)[0])
    inner = (arg for arg in get_args(annotation) if get_origin(arg))
    return origin in (list, tuple, set, frozenset) or any(_is_list(arg) for arg in inner)
