"""Every page at 360 and 1280 px, into var/screenshots: to be looked at.

`python -m tests.screenshots [FOLDER]` loads its own demonstration club (kept in var/screenshots-club, so that the next
time is quick), signs in as Alice, Bob, nobody and the people of a transmission, and takes what each sees; then the
picture of the README.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.pages_of_the_club import OF_TRANSFERS, pages_for, sign_in, transfers_for
from tests.servers import Server

ROOT = Path(__file__).parents[1]
WIDTHS = (360, 1280)
README_PICTURE = ROOT / "docs" / "img" / "mise-en-relation.png"


def main(folder: Path) -> None:
    """Takes them all; prints the name of each file."""
    data = ROOT / "var" / "screenshots-club"
    server = Server(data, {"CLUB_DEMO": "1"})
    server.run("demo", "--load-only")
    server.settings["CLUB_SECRET_KEY"] = (data / "secret").read_text()
    server.start("demo")
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for width in WIDTHS:
                for who in (None, "alice", "bob", *OF_TRANSFERS):
                    _shoot_as(chromium, server, who, folder, width)
            _shoot_for_readme(chromium, server)
    finally:
        server.kill()


def _shoot_as(chromium: Browser, server: Server, who: str | None, folder: Path, width: int) -> None:
    context = chromium.new_context(base_url=server.url, viewport={"width": width, "height": 800}, locale="fr-FR")
    page = context.new_page()
    if who is not None:
        sign_in(page, f"{who}@exemple.test", (server.data / "demo-password").read_text().strip())
    is_new = who in OF_TRANSFERS
    pages = transfers_for(page, who) if who and is_new else pages_for(page, is_member=who is not None)
    for name, path in pages.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        file = folder / f"{who or 'visiteur'}-{name}-{width}.png"
        page.screenshot(path=file, full_page=True)
        print(file)
    context.close()


def _shoot_for_readme(chromium: Browser, server: Server) -> None:
    """What the product is about, in one picture: why the club introduces these two to each other."""
    context = chromium.new_context(base_url=server.url, viewport={"width": 1280, "height": 880}, locale="fr-FR")
    page = context.new_page()
    sign_in(page, "bob@exemple.test", (server.data / "demo-password").read_text().strip())
    page.goto(pages_for(page, is_member=True)["mise-en-relation"])
    page.wait_for_load_state("networkidle")
    README_PICTURE.parent.mkdir(exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(200, dither=Image.Dither.NONE).save(README_PICTURE, optimize=True)
    print(README_PICTURE)
    context.close()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    main(target)
