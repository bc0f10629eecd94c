"""The process apart: a file comes in by standard input, a rebuilt PDF or a sentence goes out."""

import contextlib
import logging
import resource
import sys

from club_ess.kit.errors import Invalid
from club_ess.kit.pdf.rebuilding import rebuild
from club_ess.kit.pdf.receiving import REFUSED

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 20


def main(kind: str) -> int:
    _bound()
    try:
        answer, status = rebuild(kind, sys.stdin.buffer.read()), 0
    except Invalid as refused:
        answer, status = refused.errors["file"].encode(), REFUSED
    sys.stdout.buffer.write(answer)
    return status


def _bound() -> None:
    logging.disable(logging.CRITICAL)  # pypdf describes every oddity of the file
    for what, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, PROCESSOR_SECONDS)):
        with contextlib.suppress(ValueError, OSError):  # macOS refuses to limit memory
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
