"""A browser for tests: holds the CSRF token as a page would, and refuses ugly pages."""

from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Browser(FlaskClient):
    """`post()` sends the CSRF token of its session; `without_csrf=True` forgets it. Every HTML page is examined."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app, app.response_class, use_cookies=True)
        self.environ_base = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "Navigateur de test"}

    def hold_secret(self, secret: str) -> None:
        """Signs in, as the cookie of a sign-in would."""
        with self.session_transaction() as session:
            session["_user_id"], session["_fresh"] = secret, True

    def csrf_token(self) -> str:
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", "0" * 40)
        signer = URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token")
        return str(signer.dumps(raw))

    def open(self, *args: Any, without_csrf: bool = False, **kwargs: Any) -> TestResponse:
        if kwargs.get("method", "GET") not in {"GET", "HEAD", "OPTIONS"} and not without_csrf:
            headers = dict(kwargs.pop("headers", None) or {})
            kwargs["headers"] = {"X-CSRFToken": self.csrf_token()} | headers
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 308}:
            examine(response.get_data(as_text=True))
        return response


class _Examiner(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open_tags: list[str] = []
        self.ids: set[str] = set()
        self.faults: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.open_tags.append(tag)
        if given.get("id") in self.ids:
            self.faults.append(f"id {given['id']} twice")
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "label" and given.get("for"):
            self.labelled.add(str(given["for"]))
        is_shown = tag in {"input", "select", "textarea"} and given.get("type") not in {"hidden", "submit"}
        if is_shown and "label" not in self.open_tags:
            self.fields.append(given)
        if "style" in given or any(name.startswith("on") for name in given):
            self.faults.append(f"inline style or handler in <{tag}>")
        if tag == "img" and "alt" not in given:
            self.faults.append("<img> without alt")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open_tags.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open_tags or self.open_tags.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def examine(html: str) -> None:
    """Raises AssertionError for a page no person should be shown."""
    examiner = _Examiner()
    examiner.feed(html)
    faults = examiner.faults
    if examiner.open_tags:
        faults.append(f"left open: {examiner.open_tags}")
    for field in examiner.fields:
        if not (field.get("id") in examiner.labelled or field.get("aria-label") or field.get("aria-labelledby")):
            faults.append(f"field without label: {field.get('name')}")
    for leak in ("{{", "{%", "Undefined", ">None<", "&lt;built-in", "PostingState."):
        if leak in html:
            faults.append(f"{leak} on the page")
    assert not faults, faults
