"""What all sockets share: who is let in, how fast events may come, and errors as data.

Each event runs in a request context made from the handshake, so the sign-in of its cookie is looked up again each time.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from flask import Flask, Response, current_app, request
from flask_login import current_user
from sqlalchemy.exc import OperationalError

from club_ess.extensions import db, live
from club_ess.kit.errors import Busy, ClubError, Forbidden, SignInRequired, TooMany

BURST, PER_SECOND = 20, 10
BUCKET = "club.bucket"
log = logging.getLogger(__name__)


@dataclass
class Bucket:
    """Tokens of one connection: `BURST` at once, then `PER_SECOND`."""

    tokens: float = BURST
    filled_at: float = field(default_factory=time.monotonic)

    def take(self) -> None:
        """One token. Raises TooMany when none is left."""
        now = time.monotonic()
        self.tokens = min(BURST, self.tokens + (now - self.filled_at) * PER_SECOND)
        self.filled_at = now
        if self.tokens < 1:
            raise TooMany(1, "Trop de messages à la fois. Patientez une seconde avant de recommencer.")
        self.tokens -= 1


class BoundedWebSocket(SimpleWebSocketWSGI):  # type: ignore[misc]
    """Cuts a frame that is too large while it arrives; the stock one looks when it is all in memory."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server, max_message_size=server.max_http_buffer_size)


class Gate:
    """WSGI, before Socket.IO: strangers are refused by a plain HTTP answer, so they never hold a socket."""

    def __init__(self, app: Flask) -> None:
        self.app, self.inner = app, app.wsgi_app
        live.server.eio._async["websocket"] = BoundedWebSocket

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self.inner(environ, start_response)
        with self.app.request_context(environ):
            try:
                admit()
            except ClubError as error:
                return Response(error.sentence, error.status, mimetype="text/plain")(environ, start_response)
        return self.inner(environ, start_response)


def admit() -> None:
    """Raises Forbidden without the club's own Origin (browsers cannot lie about it), SignInRequired for nobody."""
    if request.headers.get("Origin") not in current_app.config["CLUB"].origins:
        raise Forbidden()
    if not current_user.is_authenticated:
        raise SignInRequired()


def on(event: str, handler: Callable[[Mapping[str, Any]], Any]) -> None:
    """Registers the handler of an event; what it returns, or the error it raises, is the acknowledgement."""
    live.on_event(event, _answering(event, handler))


def _answering(event: str, handler: Callable[[Mapping[str, Any]], Any]) -> Callable[..., Any]:
    @wraps(handler)
    def run(*given: Any) -> Any:
        try:
            request.environ.setdefault(BUCKET, Bucket()).take()
            return handler(given[0] if given else {})
        except ClubError as error:
            return _refuse(error)
        except OperationalError as error:
            if "locked" in str(error.orig):
                return _refuse(Busy())
            return _fail(event)
        except Exception:
            return _fail(event)

    return run


def _refuse(error: ClubError) -> dict[str, Any]:
    db.session.rollback()
    if isinstance(error, SignInRequired):
        close(socket_id())
    return {"error": error.as_data()}


def _fail(event: str) -> dict[str, Any]:
    log.exception("unexpected error on the socket event %s", event)
    return _refuse(ClubError())


def socket_id() -> str | None:
    """The socket that this event came by; None in a plain request."""
    return getattr(request, "sid", None) if request else None


def push(event: str, data: Mapping[str, Any], rooms: Iterable[str], *, but: str | None = None) -> None:
    """Tells the sockets of these rooms, except `but`. No room means nobody (Socket.IO would tell everybody)."""
    to = list(rooms)
    if to:
        live.emit(event, dict(data), to=to, skip_sid=but)


def close_all(room: str) -> None:
    """Closes every socket of a room."""
    for sid, _ in list(live.server.manager.get_participants("/", room)):
        close(sid)


def close(sid: str | None) -> None:
    """Ends a socket; its transport follows without waiting for a client that may have stopped reading."""
    transport = live.server.manager.eio_sid_from_sid(sid, "/")
    live.server.disconnect(sid)
    live.start_background_task(live.server.eio.disconnect, transport)
