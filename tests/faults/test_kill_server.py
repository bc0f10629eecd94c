"""A real server killed with -9 in a burst: acknowledged ⊆ stored, each once, no gap, every promise kept."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import socketio
from sqlalchemy import select

from club_ess.app import create_app
from club_ess.config import Settings
from club_ess.extensions import db
from club_ess.kit import outbox
from club_ess.threads.models import Message, Thread
from tests.cast import Club, Somebody
from tests.servers import Server

KILLS, ENOUGH, BY_HTTP, BY_SOCKET = 1, 80, 2, 2
PATIENCE_S, ACKNOWLEDGED_WITHIN_S = 45, 3

Post = Callable[[str, str], int]


class Visitor:
    """Somebody's cookie, and the two ways to post with it. Both return the number, or raise when unacknowledged."""

    def __init__(self, server: Server, club: Club, person: Somebody, thread_id: uuid.UUID) -> None:
        browser = club.browser(person)
        self.token = browser.csrf_token()
        cookie = browser.get_cookie("club")
        assert cookie is not None
        self.cookie = f"club={cookie.value}"
        self.server, self.thread_id = server, str(thread_id)

    def by_http(self) -> Post:
        address = f"{self.server.url}/discussions/{self.thread_id}/messages"
        line = requests.Session()
        line.headers.update({"Cookie": self.cookie, "X-CSRFToken": self.token})

        def post(key: str, body: str) -> int:
            answer = line.post(address, json={"client_uuid": key, "body": body}, timeout=ACKNOWLEDGED_WITHIN_S)
            answer.raise_for_status()
            return int(answer.json()["seq"])

        return post

    def by_socket(self) -> Post:
        line = socketio.Client(reconnection=False)
        line.connect(self.server.url, headers={"Cookie": self.cookie}, transports=["websocket"])

        def post(key: str, body: str) -> int:
            message = {"thread": self.thread_id, "uuid": key, "body": body}
            answer: dict[str, Any] = line.call("message:post", message, timeout=ACKNOWLEDGED_WITHIN_S)
            if answer.get("error", {}).get("code") == "too_many":
                time.sleep(0.1)
                return post(key, body)
            return int(answer["seq"])

        return post


class Burst:
    """Posters that write until the server dies under them; what each sent, and what was acknowledged."""

    def __init__(self) -> None:
        self.sent: dict[str, Visitor] = {}
        self.acknowledged: dict[str, int] = {}
        self.posters: list[threading.Thread] = []

    def start(self, visitors: list[Visitor]) -> None:
        """Each visitor writes by `BY_HTTP` and `BY_SOCKET` lines at once."""
        ways = [(one, one.by_http()) for one in visitors for _ in range(BY_HTTP)]
        ways += [(one, one.by_socket()) for one in visitors for _ in range(BY_SOCKET)]
        self.posters = [threading.Thread(target=self._write, args=way) for way in ways]
        for poster in self.posters:
            poster.start()

    def _write(self, visitor: Visitor, post: Post) -> None:
        while True:
            key = str(uuid.uuid4())
            self.sent[key] = visitor
            try:
                self.acknowledged[key] = post(key, f"Message {key}")
            except (requests.RequestException, socketio.exceptions.SocketIOError):
                return

    def resend(self) -> None:
        """Everything that nobody acknowledged, by whoever sent it, under the same keys."""
        for key in self.sent.keys() - self.acknowledged.keys():
            self.acknowledged[key] = self.sent[key].by_http()(key, f"Message {key}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "club")
    server.run("db", "upgrade")
    yield server
    server.kill()


@pytest.fixture
def house(server: Server) -> Club:
    """The same database, looked at from outside the server."""
    environment = {name: value for name, value in server.environment.items() if name.startswith("CLUB_")}
    return Club(create_app(Settings.from_environment(environment)))


def stored(house: Club, thread_id: uuid.UUID) -> dict[str, int]:
    with house.context():
        rows = db.session.execute(select(Message.client_uuid, Message.seq).where(Message.thread_id == thread_id)).all()
    kept = {str(key): seq for key, seq in rows}
    assert len(kept) == len(rows), "a message was stored twice"
    assert sorted(kept.values()) == list(range(1, len(kept) + 1)), "the numbers have a gap"
    assert house.get(Thread, thread_id).last_seq == len(kept)
    return kept


def test_killed_in_a_burst_nothing_acknowledged_is_lost(server: Server, house: Club) -> None:
    thread_id = house.thread(house.alice, house.bob)
    visitors = [Visitor(server, house, person, thread_id) for person in (house.alice, house.bob)]
    burst = Burst()
    for kill in range(1, KILLS + 1):
        server.start()
        burst.start(visitors)
        _wait_until(lambda wanted=kill * ENOUGH: len(burst.acknowledged) >= wanted)
        server.kill()
        for poster in burst.posters:
            poster.join(timeout=PATIENCE_S)
        assert burst.acknowledged.items() <= stored(house, thread_id).items()
    server.start()
    burst.resend()
    assert stored(house, thread_id) == burst.acknowledged
    assert burst.acknowledged.keys() == burst.sent.keys()
    _wait_until(lambda: _promises(house) == 0)


def _promises(house: Club) -> int:
    with house.context():
        return sum(outbox.status().values())


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)
