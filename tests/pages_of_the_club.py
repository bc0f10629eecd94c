"""Every page that a visitor or a member can open by following links, for whoever must see them all."""

import re

from playwright.sync_api import Page

ANYONE = {
    "accueil": "/", "annuaire": "/annuaire", "besoins": "/besoins", "offres": "/offres",
    "recherche": "/recherche?q=comptabilite", "recherche-vide": "/recherche?q=zzzzzz", "inscription": "/inscription",
    "connexion": "/connexion", "mot-de-passe": "/mot-de-passe/oublie", "mentions": "/mentions-legales",
    "accessibilite": "/accessibilite", "patterns": "/patterns", "absente": "/nulle-part",
    "boite-aux-lettres": "/boite-aux-lettres",
}
MEMBER = {
    "accueil": "/", "mes-structures": "/mes-structures", "mes-besoins": "/mes-besoins", "mes-offres": "/mes-offres",
    "besoin-nouveau": "/besoins/nouveau", "offre-nouvelle": "/offres/nouvelle",
    "structure-nouvelle": "/structures/nouvelle", "mises-en-relation": "/mises-en-relation",
    "discussions": "/discussions", "notifications": "/notifications", "reglages": "/notifications/reglages",
    "mon-compte": "/mon-compte", "connexions": "/mon-compte/connexions",
}
FIRST_LINKS = {
    "besoin": ("/besoins", "/besoins/"), "offre": ("/offres", "/offres/"), "structure": ("/annuaire", "/structures/"),
}
FIRST_LINKS_OF_MEMBER = {
    "mon-besoin": ("/mes-besoins", "/besoins/"), "mon-offre": ("/mes-offres", "/offres/"),
    "ma-structure": ("/mes-structures", "/structures/"),
    "mise-en-relation": ("/mises-en-relation", "/mises-en-relation/"), "discussion": ("/discussions", "/discussions/"),
}
UUID = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}$")


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/connexion")
    page.locator("#champ-email").fill(email)
    page.locator("#champ-password").fill(password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def pages_for(page: Page, is_member: bool) -> dict[str, str]:
    """Path by name of what the person on this page can open; the first thing of each list stands for the others."""
    fixed, links = (MEMBER, FIRST_LINKS | FIRST_LINKS_OF_MEMBER) if is_member else (ANYONE, FIRST_LINKS)
    return fixed | {name: found for name, link in links.items() if (found := _first(page, *link))}


def _first(page: Page, listing: str, prefix: str) -> str | None:
    """The address of the first thing of a list, if there is one."""
    page.goto(listing)
    links = page.locator(f"main a[href^='{prefix}']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next((link for link in links if UUID.search(link)), None)
