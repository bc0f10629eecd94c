"""Two server processes and Redis between them: what is posted to one is heard at the other."""

import os
import queue
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
import requests
import socketio
from flask import Flask

from club_ess.app import create_app
from club_ess.config import Settings
from tests.cast import Club, Somebody
from tests.missing import missing
from tests.servers import Server

REDIS = os.environ.get("CLUB_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
WITHIN_S = 15


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    try:
        redis.Redis.from_url(REDIS).ping()
    except redis.RedisError as error:
        missing(f"Redis does not answer at CLUB_TEST_REDIS_URL: {error}")
    pair = Server(tmp_path / "club", {"CLUB_REDIS_URL": REDIS}), Server(tmp_path / "club", {"CLUB_REDIS_URL": REDIS})
    pair[0].run("db", "upgrade")
    yield pair[0].start(), pair[1].start()
    for server in pair:
        server.kill()


def _app_beside(server: Server) -> Flask:
    """The same database, without Redis: the app of the test's own process must not keep a message queue."""
    names = {name for name in server.environment if name.startswith("CLUB_")} - {"CLUB_REDIS_URL"}
    return create_app(Settings.from_environment({name: server.environment[name] for name in names}))


def _cookie(club: Club, person: Somebody) -> tuple[str, str]:
    browser = club.browser(person)
    token = browser.csrf_token()
    cookie = browser.get_cookie("club")
    assert cookie is not None
    return f"club={cookie.value}", token


@pytest.mark.redis
def test_what_is_posted_to_one_process_is_heard_at_the_other(servers: tuple[Server, Server]) -> None:
    first, second = servers
    club = Club(_app_beside(first))
    thread_id = str(club.thread(club.alice, club.bob))
    (alice, token), (bob, _) = _cookie(club, club.alice), _cookie(club, club.bob)

    heard: queue.Queue[str] = queue.Queue()
    line = socketio.Client(reconnection=False)
    line.on("message:posted", lambda said: heard.put(said["message"]["body_html"]))
    line.connect(second.url, headers={"Cookie": bob}, transports=["websocket"])
    joined = line.call("thread:join", {"thread": thread_id, "after_seq": 0}, timeout=WITHIN_S)
    assert joined["last_seq"] == 0

    message = {"client_uuid": str(uuid.uuid4()), "body": "Bonjour d’à côté"}
    address = f"{first.url}/discussions/{thread_id}/messages"
    answer = requests.post(address, json=message, headers={"Cookie": alice, "X-CSRFToken": token}, timeout=WITHIN_S)
    assert answer.status_code == 201
    assert "Bonjour d’à côté" in heard.get(timeout=WITHIN_S)
    line.disconnect()
