"""How the product is served: gunicorn, one process of threads, the worker inside unless told otherwise.

One process, because live threads are pushed from the memory of the process that holds their sockets; several need
CLUB_REDIS_URL. A live page keeps one thread, so CLUB_THREADS bounds the open pages.
"""

import threading
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from club_ess.config import Settings
from club_ess.kit import worker
from club_ess.schedule import SCHEDULE

STOP_WITHIN_S = 5


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn, told what to serve by our settings instead of its own files."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.club: Settings = app.config["CLUB"]
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{self.club.host}:{self.club.port}", "workers": 1, "worker_class": "gthread",
            "threads": self.club.threads, "timeout": 120, "graceful_timeout": STOP_WITHIN_S, "keepalive": 5,
            "loglevel": "warning", "limit_request_line": 4094, "limit_request_field_size": 8190,
            "post_worker_init": self._start_worker, "control_socket_disable": True,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app

    def _start_worker(self, _gunicorn_worker: Any) -> None:
        """In the serving process, after the fork: threads and connections do not survive one."""
        if self.club.embedded_worker:
            worker.start_embedded(self.app, SCHEDULE)


def work(app: Flask, stop: threading.Event) -> None:
    """The worker in a process of its own, until `stop` is set."""
    worker.run(app, SCHEDULE, stop)
