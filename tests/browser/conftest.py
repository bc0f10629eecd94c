"""A real server in demonstration mode (its mailbox page shows the mails), and Debian's headless Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.missing import missing
from tests.servers import Server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An empty club, served."""
    server = Server(tmp_path_factory.mktemp("served"), {"CLUB_DEMO": "1"})
    server.run("db", "upgrade")
    yield server.start()
    server.kill()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium; without it the tests are skipped, or fail where nothing may be missing."""
    if CHROMIUM is None:
        missing("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
