"""Real server processes on free ports, for tests that need the product as people run it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

CLUB_ESS = Path(sys.executable).parent / "club-ess"
START_WITHIN_S = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """`club-ess serve` on its own data folder; started, killed and started again at will."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CLUB_")}
        ours = {
            "CLUB_ENV": "local", "CLUB_SECRET_KEY": "tests-only-7d1e0c52-93ab-4f68-a1d4", "CLUB_DATA": str(self.data),
            "CLUB_PORT": str(self.port),
        }
        return inherited | ours | self.settings

    def run(self, *arguments: str) -> str:
        """Runs one command of the product to its end; returns what it printed."""
        command = [str(CLUB_ESS), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout

    def start(self, *command: str) -> "Server":
        """Starts, and waits until it answers. Raises AssertionError with its output when it does not."""
        self.data.mkdir(parents=True, exist_ok=True)
        log = (self.data / "server.log").open("ab")
        arguments = [str(CLUB_ESS), *(command or ("serve",))]
        self.process = subprocess.Popen(arguments, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + START_WITHIN_S
        while time.monotonic() < deadline:
            if self.process.poll() is None and self._answers():
                return self
            time.sleep(0.05)
        raise AssertionError((self.data / "server.log").read_text()[-3000:])

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/sante", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def kill(self, how: int = signal.SIGKILL) -> None:
        """Ends the whole process group, without warning by default."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)
            self.process.wait(timeout=15)
            self.process = None
