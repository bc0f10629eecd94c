"""A worker in a process of its own keeps what the web process promised, and stops when asked."""

import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from tests.servers import CLUB_ESS, Server


def test_a_separate_worker_keeps_the_promises_and_stops(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", {"CLUB_EMBEDDED_WORKER": "0"})
    server.data.mkdir()
    server.run("db", "upgrade")
    database = sqlite3.connect(server.data / "club.db")
    with database:
        database.execute(
            "INSERT INTO outbox (fact, payload, reaction, created_at, available_at, attempts, is_dead)"
            " VALUES ('IndexLost', '{}', 'search.reactions.rebuild_index', '2026-01-01', '2026-01-01', 0, 0)"
        )
    worker = subprocess.Popen([str(CLUB_ESS), "worker"], env=server.environment, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and database.execute("SELECT count(*) FROM outbox").fetchone()[0]:
            time.sleep(0.1)
        assert database.execute("SELECT count(*) FROM outbox").fetchone()[0] == 0
        assert "0 écart" in server.run("search", "check")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=20) == 0
    finally:
        worker.kill()
