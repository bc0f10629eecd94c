"""Every page, as each person sees it: nothing for axe to say, nothing wider than the screen, no policy broken.

Each page is opened once and resized; axe runs through the debugging protocol, so the pages keep their own policy.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visitor import Visitor
from tests.missing import missing
from tests.pages_of_the_club import OF_TRANSFERS, pages_for, sign_in, transfers_for
from tests.servers import Server

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = ((1280, "light"), (768, "dark"), (320, "light"))
RUN_AXE = """async () => (await axe.run({resultTypes: ["violations"], preload: false})).violations.map(
  found => found.id + ": " + found.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(" | "))"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The cast of the demonstration with what they posted and said, served."""
    server = Server(tmp_path_factory.mktemp("peopled"), {"CLUB_DEMO": "1"})
    content = tmp_path_factory.mktemp("small_club")
    load = [sys.executable, "-m", "tests.demo.small_club", str(content)]
    subprocess.run(load, env=server.environment, cwd=Path(__file__).parents[2], capture_output=True, check=True)
    yield server.start()
    server.kill()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("who", [None, "alice", "bob", *OF_TRANSFERS], ids=["a visitor", "alice", "bob", *OF_TRANSFERS])
def test_everybody_can_read_and_use_every_page(chromium: Browser, peopled: Server, who: str | None) -> None:
    if not AXE.is_file():
        missing("axe-core is not installed: python -m club_ess.assets")
    person = Visitor.arrive(chromium, peopled, who or "un visiteur")
    if who:
        sign_in(person.page, f"{who}@exemple.test", (peopled.data / "demo-password").read_text().strip())
    is_new = who in OF_TRANSFERS
    pages = transfers_for(person.page, who) if who and is_new else pages_for(person.page, is_member=who is not None)
    found = {
        f"{name} {path}": faults
        for name, path in pages.items()
        if (faults := _faults_of(person.page, path))
    }
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)
    assert person.faults == []
    person.page.context.close()


def _faults_of(page: Page, path: str) -> list[str]:
    """What is wrong with one page on each screen."""
    page.goto(path)
    page.evaluate(AXE.read_text())
    faults = []
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        faults += [f"{width} px: {violation}" for violation in page.evaluate(RUN_AXE)]
        if page.evaluate(TOO_WIDE):
            faults.append(f"{width} px: wider than the screen")
    return faults
