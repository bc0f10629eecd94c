"""What every page shares: paging, French filters, icons, and the translation of errors into answers."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal
from flask import request, url_for
from markupsafe import Markup, escape

from club_ess.kit import clock
from club_ess.paths import bundled

T = TypeVar("T")
LOCALE = "fr_FR"


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list: `items`, its `number` from 1, and the `total` of the whole list."""

    items: Sequence[T]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    def url(self, number: int) -> str:
        """The address of another page of the list now shown, with its filters."""
        args: dict[str, Any] = request.args.to_dict(flat=False) | (request.view_args or {}) | {"page": number}
        return url_for(request.endpoint or "", **args)


def asked_page() -> int:
    """The page number in the address; anything that is not a number from 1 to 10 000 is page 1."""
    raw = request.args.get("page", "1")
    return min(max(int(raw), 1), 10_000) if raw.isascii() and raw.isdigit() and len(raw) < 6 else 1


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json" or request.is_json


def local_target(target: str | None, otherwise: str) -> str:
    """Where to go next: only a path of this site, never somebody else's address."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return otherwise
    parts = urlsplit(target)
    is_local = not parts.scheme and not parts.netloc and target.isprintable()
    return target if is_local else otherwise


def date_fr(value: date | datetime | None) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(clock.PARIS).date()
    return first_of_month(format_date(value, "d MMMM y", locale=LOCALE))


def datetime_fr(value: datetime | None) -> str:
    if value is None:
        return ""
    return first_of_month(format_datetime(value, "d MMMM y 'à' HH:mm", tzinfo=clock.PARIS, locale=LOCALE))


def first_of_month(written: str) -> str:
    """« 1 mai » is written « 1er mai »; the other days are plain numbers."""
    return f"1er{written[1:]}" if written.startswith("1 ") else written


def ago(value: datetime | None) -> str:
    return "" if value is None else format_timedelta(value - clock.now(), add_direction=True, locale=LOCALE)


def number_fr(value: float | int | None) -> str:
    return "" if value is None else format_decimal(value, locale=LOCALE)


def isoformat(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds")


@cache
def _icon_paths(name: str) -> str:
    file = bundled("static") / "vendor" / "bootstrap-icons" / "icons" / f"{name}.svg"
    svg = file.read_text(encoding="utf-8")
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")]


def icon(name: str, label: str | None = None) -> Markup:
    """An icon of bootstrap-icons, inlined: decorative unless it is given a label. Raises FileNotFoundError."""
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(  # noqa: S704 our own files, and the label is escaped
        f'<svg class="icon" width="1em" height="1em" viewBox="0 0 16 16" fill="currentColor" {role}>'
        f"{_icon_paths(name)}</svg>"
    )


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "missing"


def asset(name: str) -> str:
    """The address of a static file, changed when its content changes."""
    return url_for("static", filename=name, v=_fingerprint(bundled("static") / name))


FILTERS: dict[str, Callable[..., Any]] = {
    "date_fr": date_fr, "datetime_fr": datetime_fr, "ago": ago, "number_fr": number_fr, "isoformat": isoformat,
}
