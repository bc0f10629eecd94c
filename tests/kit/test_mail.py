"""Mails leave once, after commit, and wait for a server that is away."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.kit import clock, mail, outbox
from club_ess.kit.mail import Mail
from tests.cast import Club
from tests.servers import free_port


class _Session(socketserver.StreamRequestHandler):
    """The few words of SMTP that a polite client needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.received.append(self._text())  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")

    def _text(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int) -> None:
        self.received: list[str] = []
        super().__init__(("127.0.0.1", port), _Session)


@pytest.fixture
def port(club: Club) -> int:
    port = free_port()
    settings = club.app.config["CLUB"]
    club.app.config["CLUB"] = settings.model_copy(update={"smtp_url": f"smtp://127.0.0.1:{port}"})
    return port


@pytest.fixture
def smtp(port: int) -> Iterator[_Server]:
    server = _Server(port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _queue(club: Club, key: str = "bienvenue") -> None:
    with club.context():
        mail.queue("alice@exemple.test", "Bienvenue à l’École", "Bonjour Alice,\nhttps://club", dedupe_key=key)


def test_a_mail_is_sent_once_however_often_it_is_queued(club: Club, smtp: _Server) -> None:
    _queue(club)
    _queue(club)
    club.settle()
    club.settle()
    assert len(smtp.received) == 1
    assert "To: alice@exemple.test" in smtp.received[0]
    assert "Message-ID: <" in smtp.received[0]
    with club.context():
        sent = db.session.scalars(select(Mail)).one()
        assert sent.sent_at is not None
        assert sent.body == ""


def test_a_mail_waits_for_a_server_that_is_away(club: Club, port: int) -> None:
    _queue(club)
    club.settle()
    with club.context():
        assert outbox.status()["failing"] == 1
    server = _Server(port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with clock.travel(timedelta(minutes=1)):
        club.settle()
    server.shutdown()
    server.server_close()
    assert len(server.received) == 1


def test_without_a_server_a_mail_is_kept_and_nothing_fails(club: Club) -> None:
    _queue(club)
    club.settle()
    with club.context():
        assert outbox.status() == {"waiting": 0, "failing": 0, "dead": 0}
        kept = db.session.scalars(select(Mail)).one()
        assert kept.sent_at is None
