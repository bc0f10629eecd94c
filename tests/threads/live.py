"""A page of somebody that is live: a socket of their browser."""

import uuid
from typing import Any

from flask_socketio.test_client import SocketIOTestClient

from club_ess.extensions import live
from tests.cast import Club, Somebody
from tests.pages import Browser


class LivePage:
    """`ask()` sends an event and returns its acknowledgement; `heard()` what was pushed since the last time."""

    def __init__(self, club: Club, browser: Browser, origin: str | None = "http://127.0.0.1:5000") -> None:
        headers = {"Origin": origin} if origin else {}
        self.socket: SocketIOTestClient = live.test_client(club.app, flask_test_client=browser, headers=headers)

    @property
    def is_open(self) -> bool:
        return bool(self.socket.is_connected())

    def ask(self, event: str, **data: Any) -> Any:
        given = {key: str(value) if isinstance(value, uuid.UUID) else value for key, value in data.items()}
        return self.socket.emit(event, given, callback=True)

    def join(self, thread_id: uuid.UUID, after_seq: int = 0) -> Any:
        return self.ask("thread:join", thread=thread_id, after_seq=after_seq)

    def post(self, thread_id: uuid.UUID, body: str, key: uuid.UUID | None = None) -> Any:
        return self.ask("message:post", thread=thread_id, uuid=key or uuid.uuid4(), body=body)

    def heard(self, event: str) -> list[dict[str, Any]]:
        return [packet["args"][0] for packet in self.socket.get_received() if packet["name"] == event]


def live_page(club: Club, person: Somebody | None, browser: Browser | None = None) -> LivePage:
    return LivePage(club, browser or club.browser(person))
