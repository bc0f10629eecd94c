"""What a persona finds on the pages it is sent: links to follow and forms to fill."""

import html
import re
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

MOST_KEPT = 60
LINK = re.compile(r'href="(/[^"]*)"')
NOT_FIELDS = {"csrf_token"}


@dataclass
class FoundForm:
    """A form as the page showed it. `fields` are (name, value, type); radio and select values are all offered."""

    action: str
    method: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found = path, list[FoundForm]()
        self._form: FoundForm | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = FoundForm(given.get("action") or self.path, given.get("method", "get").upper())
            self.found.append(self._form)
        elif self._form is not None:
            self._read_field(tag, given)

    def _read_field(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        if tag == "select":
            self._select = given.get("name", "")
        name = self._select if tag == "option" else given.get("name", "")
        if name and name not in NOT_FIELDS and tag in {"input", "textarea", "button", "option"}:
            kind = tag if tag != "input" else given.get("type", "text")
            self._form.fields.append((name, given.get("value", ""), kind))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = ""


class Harvest:
    """The latest links and forms that one persona has seen."""

    def __init__(self) -> None:
        self.links: deque[str] = deque(maxlen=MOST_KEPT)
        self.forms: deque[FoundForm] = deque(maxlen=MOST_KEPT)

    def learn(self, path: str, page: bytes) -> None:
        text = page.decode(errors="replace")
        fresh = {html.unescape(link) for link in LINK.findall(text)} - {*self.links}
        self.links.extend(sorted(link for link in fresh if not link.startswith("/static/"))[:10])
        parser = _Forms(urlsplit(path).path)
        parser.feed(text)
        self.forms.extend(form for form in parser.found if form.fields)
