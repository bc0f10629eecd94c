"""Looking for canaries: words that nobody types, in every writing in which a leak could carry them."""

import base64
import html
import json
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from tests.kit.documents import everything

SEPARATORS = (" ", "\u00a0", "\u202f", ".", ",", "&nbsp;", "&#160;", "&#8239;", "%20", "+")
SHORTEST = 10


def folded(text: str) -> str:
    """Without accents nor capitals, as the index keeps words."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _writings(canary: str) -> Iterator[str]:
    if canary.isdigit():
        yield canary
        for separator in SEPARATORS:
            yield _grouped(canary, separator)
        return
    yield from (canary, folded(canary), unicodedata.normalize("NFD", canary))
    yield folded(canary)[: max(7, len(canary) - 3)]  # as a stem: the index cuts the ends of words
    for case in (canary, canary.lower(), canary.upper()):
        yield from (quote(case), quote_plus(case), html.escape(case), json.dumps(case)[1:-1])
        yield from (case, case.encode("unicode_escape").decode(), case.encode("ascii", "xmlcharrefreplace").decode())


def _grouped(digits: str, separator: str) -> str:
    """By thousands, as pages write figures."""
    return f"{int(digits):,}".replace(",", separator)


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """At each of the three alignments, without the ends that depend on the neighbours."""
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + raw)
        yield whole[(0, 2, 3)[shift] : len(whole) - 4]


def legible(data: bytes) -> bytes:
    """The same, with what a PDF says in its compressed streams."""
    return data + everything(data) if data.startswith(b"%PDF-") else data


class Sweep:
    """Finds `canaries` in bytes. The case of letters does not count, except in base64."""

    def __init__(self, canaries: Iterable[str]) -> None:
        self.canaries = tuple(canaries)
        assert all(len(canary) >= SHORTEST for canary in self.canaries), "too short to be told from chance"
        self._any_case: dict[bytes, str] = {}
        self._exact: dict[bytes, str] = {}
        for canary in self.canaries:
            for writing in dict.fromkeys(_writings(canary)):
                for encoding in ("utf-8", "utf-16-le", "latin-1"):
                    self._any_case[writing.encode(encoding, "ignore").lower()] = canary
            for case in dict.fromkeys((canary, canary.lower(), folded(canary))):
                self._exact |= dict.fromkeys(_in_base64(case.encode()), canary)

    def find(self, data: bytes) -> set[str]:
        """The canaries that are in there."""
        lower = data.lower()
        hits = {canary for needle, canary in self._any_case.items() if needle in lower}
        return hits | {canary for needle, canary in self._exact.items() if needle in data}
