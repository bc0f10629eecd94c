"""Every page at 360 and 1280 px, into var/screenshots: to be looked at.

`python -m tests.screenshots [FOLDER]` loads its own demonstration club (kept in var/screenshots-club, so that the next
time is quick), signs in as Alice, Bob and nobody, and takes what each sees.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.servers import Server

ROOT = Path(__file__).parents[1]
WIDTHS = (360, 1280)
ANYONE = {
    "accueil": "/", "annuaire": "/annuaire", "besoins": "/besoins", "offres": "/offres",
    "recherche": "/recherche?q=comptabilite", "recherche-vide": "/recherche?q=zzzzzz", "inscription": "/inscription",
    "connexion": "/connexion", "mot-de-passe": "/mot-de-passe/oublie", "mentions": "/mentions-legales",
    "accessibilite": "/accessibilite", "patterns": "/patterns", "absente": "/nulle-part",
    "boite-aux-lettres": "/boite-aux-lettres",
}
MEMBER = {
    "accueil": "/", "mes-structures": "/mes-structures", "mes-besoins": "/mes-besoins", "mes-offres": "/mes-offres",
    "besoin-nouveau": "/besoins/nouveau", "structure-nouvelle": "/structures/nouvelle",
    "mises-en-relation": "/mises-en-relation", "discussions": "/discussions", "notifications": "/notifications",
    "reglages": "/notifications/reglages", "mon-compte": "/mon-compte", "connexions": "/mon-compte/connexions",
}
FIRST_LINKS = {
    "besoin": ("/besoins", "/besoins/"), "offre": ("/offres", "/offres/"), "structure": ("/annuaire", "/structures/"),
    "mise-en-relation": ("/mises-en-relation", "/mises-en-relation/"), "discussion": ("/discussions", "/discussions/"),
}
UUID = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}$")


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
                _shoot_as(chromium, server, None, ANYONE, folder, width)
                _shoot_as(chromium, server, "alice", MEMBER, folder, width)
                _shoot_as(chromium, server, "bob", MEMBER, folder, width)
    finally:
        server.kill()


def _shoot_as(
    chromium: Browser, server: Server, who: str | None, pages: dict[str, str], folder: Path, width: int
) -> None:
    context = chromium.new_context(base_url=server.url, viewport={"width": width, "height": 800}, locale="fr-FR")
    page = context.new_page()
    if who is not None:
        _sign_in(page, f"{who}@exemple.test", (server.data / "demo-password").read_text().strip())
        pages = pages | {name: found for name, link in FIRST_LINKS.items() if (found := _first(page, *link))}
    for name, path in pages.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        file = folder / f"{who or 'visiteur'}-{name}-{width}.png"
        page.screenshot(path=file, full_page=True)
        print(file)
    context.close()


def _sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/connexion")
    page.locator("#champ-email").fill(email)
    page.locator("#champ-password").fill(password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def _first(page: Page, listing: str, prefix: str) -> str | None:
    """The address of the first thing of a list, if there is one."""
    page.goto(listing)
    links = page.locator(f"main a[href^='{prefix}']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next((link for link in links if UUID.search(link)), None)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    main(target)
