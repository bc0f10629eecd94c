"""Everything that outsiders are sent: answers with their headers, socket frames, mails."""

import json
import logging
from typing import Any

from flask import Flask
from flask_socketio import SocketIOTestClient
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from club_ess.extensions import db, live
from club_ess.kit.mail import Mail
from tests.pages import Browser
from tests.twoworlds.steps import Ask


def parts_of(response: TestResponse) -> dict[str, bytes]:
    head = "\n".join([response.status, *(f"{name}: {value}" for name, value in response.headers)])
    return {"head": head.encode(), "body": response.get_data()}


def route_of(app: Flask, step: Ask) -> str:
    """The rule that answers, or that no rule does."""
    try:
        rule, _ = app.url_map.bind("localhost").match(step.path.partition("?")[0], step.method, return_rule=True)
    except HTTPException as error:
        return f"{step.method} ({error.code})"
    return f"{step.method} {rule.rule}"


class Sockets:
    """One open page a persona."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._open: dict[str, SocketIOTestClient] = {}

    def emit(self, persona: str, browser: Browser, event: str, payload: Any) -> bytes:
        """The acknowledgement, as JSON; the refusal to open is one."""
        client = self._open.get(persona)
        if client is None or not client.is_connected():
            origin = {"Origin": self.app.config["CLUB"].origin}
            client = self._open[persona] = live.test_client(self.app, flask_test_client=browser, headers=origin)
        if not client.is_connected() or event == "connect":
            return b"connected" if client.is_connected() else b"refused"
        return _dump(client.emit(event, payload, callback=True))

    def received(self) -> dict[str, bytes]:
        """What each open page was pushed since the last time; a page that was closed says so."""
        frames = {}
        for persona, client in list(self._open.items()):
            if not client.is_connected():
                frames[f"socket of {persona}"] = b"closed"
                self._forget(persona)
            elif queue := client.get_received():
                frames[f"socket of {persona}"] = _dump(queue)
        return frames

    def leave(self, persona: str) -> None:
        client = self._open.get(persona)
        if client is not None and client.is_connected():
            client.disconnect()
        self._forget(persona)

    def _forget(self, persona: str) -> None:
        client = self._open.pop(persona, None)
        if client is not None:
            SocketIOTestClient.clients.pop(client.eio_sid, None)


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode()


class Mailbag:
    """The mails queued to anybody but insiders, in the order of queueing. Ids are left out: nobody is sent them."""

    def __init__(self, insiders: set[str]) -> None:
        self._insiders = insiders
        self._seen: set[Any] = set()

    def new_mails(self) -> dict[str, bytes]:
        rows = db.session.scalars(select(Mail).where(Mail.recipient.not_in(self._insiders))).all()
        new = [mail for mail in rows if mail.id not in self._seen]
        self._seen |= {mail.id for mail in new}
        lines = sorted(f"{mail.queued_at} {mail.recipient} {mail.subject}\n{mail.body}" for mail in new)
        db.session.rollback()
        return {"mails": "\n".join(lines).encode()}

    def every_mail(self) -> bytes:
        """Insiders' too: a mail never carries what is confidential."""
        rows = db.session.scalars(select(Mail)).all()
        return "\n".join(f"{mail.recipient} {mail.subject} {mail.body} {mail.dedupe_key}" for mail in rows).encode()


class Log(logging.Handler):
    """Every record, as a handler would write it, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._lines: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))

    def text(self) -> str:
        return "\n".join(self._lines)
