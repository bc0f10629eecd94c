"""The gate: cheap checks here, then the hostile part in a process of its own that can neither last nor swell."""

import logging
import os
import subprocess
import sys
from pathlib import Path

from club_ess.kit.pdf import sentences
from club_ess.kit.pdf.sentences import refusal

log = logging.getLogger(__name__)
MOST_BYTES = 5 * 1024 * 1024
MOST_SECONDS = 30
REFUSED = 3
PDF = "PDF"
KINDS = {".pdf": PDF, ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
OFFICE = {
    ".doc", ".docx", ".docm", ".odt", ".rtf", ".xls", ".xlsx", ".xlsm", ".ods", ".csv", ".ppt", ".pptx", ".odp", ".txt",
    ".pages", ".numbers", ".key",
}


def intake(name: str, content: bytes) -> bytes:
    """A PDF made of what the pages show and of nothing else, from a PDF or an image. Raises Invalid on `file`."""
    return _rebuilt_apart(_kind(name, content), content)


def _kind(name: str, content: bytes) -> str:
    """The extension and the first bytes must agree."""
    suffix = Path(name).suffix.lower()
    if not content:
        raise refusal(sentences.EMPTY)
    if len(content) > MOST_BYTES:
        raise refusal(sentences.TOO_HEAVY)
    if suffix in OFFICE:
        raise refusal(sentences.OFFICE)
    if suffix not in KINDS or not _starts_like(KINDS[suffix], content):
        raise refusal(sentences.NOT_ACCEPTED)
    return KINDS[suffix]


def _starts_like(kind: str, content: bytes) -> bool:
    if kind == PDF:
        return b"%PDF-" in content[:1024]
    if kind == "WEBP":
        return content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return content.startswith({"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}[kind])


def _rebuilt_apart(kind: str, content: bytes) -> bytes:
    command = [sys.executable, "-P", "-m", "club_ess.kit.pdf", kind]
    try:
        done = subprocess.run(  # noqa: S603 a fixed command; what was sent goes by standard input
            command, input=content, capture_output=True, timeout=MOST_SECONDS, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired:
        raise refusal(sentences.TOO_COMPLEX) from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    if done.returncode == REFUSED:
        raise refusal(done.stdout.decode())
    log.warning("the process that rebuilds documents ended with %s", done.returncode)
    raise refusal(sentences.TOO_COMPLEX)


def _environment() -> dict[str, str]:
    """Where to find the same code, and none of our secrets."""
    libraries = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    return libraries | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"}
