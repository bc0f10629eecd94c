"""The real socket.io-client of npm against a real server: what other people's programs will use."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from club_ess.app import create_app
from club_ess.config import Settings
from tests.cast import Club
from tests.missing import missing, node
from tests.servers import Server

HERE = Path(__file__).parent
CLIENT = HERE.parent.parent / "node_modules" / "socket.io-client"
WITHIN_S = 30


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "club")
    server.run("db", "upgrade")
    yield server
    server.kill()


def test_the_client_of_npm_lives_the_whole_story(server: Server) -> None:
    if not CLIENT.is_dir():
        missing("socket.io-client is not installed: python -m club_ess.assets")
    given = json.dumps(_story(server))
    server.start()
    command = [node(), str(HERE / "socket_client.mjs"), given]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN_S)
    assert (done.returncode, done.stdout.strip()) == (0, "ok"), done.stderr


def _story(server: Server) -> dict[str, object]:
    """Where to connect, and the cookies of those who do."""
    settings = {name: value for name, value in server.environment.items() if name.startswith("CLUB_")}
    club = Club(create_app(Settings.from_environment(settings)))
    thread_id = club.thread(club.alice, club.bob)
    browsers = {name: club.browser(getattr(club, name)) for name in ("alice", "bob", "charlie")}
    token = browsers["alice"].csrf_token()
    cookies = {name: f"club={browser.get_cookie('club').value}" for name, browser in browsers.items()}
    return {"url": server.url, "thread": str(thread_id), "cookies": cookies, "token": token}
