"""Every page that a visitor or a member can open by following links, for whoever must see them all."""

import re

from playwright.sync_api import Page

ANYONE = {
    "accueil": "/", "annuaire": "/annuaire", "besoins": "/besoins", "offres": "/offres",
    "recherche": "/recherche?q=comptabilite", "recherche-vide": "/recherche?q=zzzzzz", "inscription": "/inscription",
    "connexion": "/connexion", "mot-de-passe": "/mot-de-passe/oublie", "mentions": "/mentions-legales",
    "accessibilite": "/accessibilite", "patterns": "/patterns", "absente": "/nulle-part",
    "boite-aux-lettres": "/boite-aux-lettres", "transmission": "/transmission", "guides": "/transmission/guides",
    "guide-etapes": "/transmission/guides/etapes", "guide-accompagnement": "/transmission/guides/accompagnement",
    "guide-reperes": "/transmission/guides/reperes-legaux", "guide-scop": "/transmission/guides/voies/scop",
}
MEMBER = {
    "accueil": "/", "mes-structures": "/mes-structures", "mes-besoins": "/mes-besoins", "mes-offres": "/mes-offres",
    "besoin-nouveau": "/besoins/nouveau", "offre-nouvelle": "/offres/nouvelle",
    "structure-nouvelle": "/structures/nouvelle", "mises-en-relation": "/mises-en-relation",
    "discussions": "/discussions", "notifications": "/notifications", "reglages": "/notifications/reglages",
    "mon-compte": "/mon-compte", "connexions": "/mon-compte/connexions",
}
TRANSFERS = {
    "transmission": "/transmission", "mes-annonces": "/transmission/mes-annonces",
    "annonce-nouvelle": "/transmission/mes-annonces/nouvelle", "mes-mandats": "/transmission/mes-mandats",
    "annonces": "/transmission/annonces", "mes-projets": "/transmission/mes-projets",
    "projet-nouveau": "/transmission/projets/nouveau", "dossiers": "/transmission/dossiers",
}
MODERATION = {"relectures": "/moderation/transmission", "accord-a-publier": "/moderation/accord-de-confidentialite"}
# Who of the demonstration has what of a transmission to look at, beside Alice and Bob.
OF_TRANSFERS = ("colette", "rene", "anne", "dana")
FIRST_LINKS = {
    "besoin": ("/besoins", "/besoins/"), "offre": ("/offres", "/offres/"), "structure": ("/annuaire", "/structures/"),
}
FIRST_LINKS_OF_MEMBER = {
    "mon-besoin": ("/mes-besoins", "/besoins/"), "mon-offre": ("/mes-offres", "/offres/"),
    "ma-structure": ("/mes-structures", "/structures/"),
    "mise-en-relation": ("/mises-en-relation", "/mises-en-relation/"), "discussion": ("/discussions", "/discussions/"),
}
# The first thing of a list, and the pages under it.
FIRST_LINKS_OF_TRANSFERS = {
    "mon-annonce": (
        "/transmission/mes-annonces", "/transmission/mes-annonces/",
        ("modifier", "structure", "reconnaitre", "dossier", "documents", "exclusions", "mandats"),
    ),
    "mandat": ("/transmission/mes-mandats", "/transmission/mes-annonces/", ("reconnaitre", "documents")),
    "annonce": ("/transmission/annonces", "/transmission/annonces/", ()),
    "mon-projet": ("/transmission/mes-projets", "/transmission/projets/", ("modifier",)),
    "dossier": (
        "/transmission/dossiers", "/transmission/dossiers/",
        ("accord", "dossier", "lettre", "protocole", "lettre/decliner", "transmis"),
    ),
    "discussion": ("/discussions", "/discussions/", ()),
    "annonce-a-relire": ("/moderation/transmission", "/moderation/transmission/annonces/", ()),
    "projet-a-relire": ("/moderation/transmission", "/moderation/transmission/projets/", ()),
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


def transfers_for(page: Page, who: str) -> dict[str, str]:
    """The same for one of `OF_TRANSFERS`: what they have of a transmission, and every page under the first of each."""
    found = TRANSFERS | (MODERATION if who == "dana" else {})
    for name, (listing, prefix, under) in FIRST_LINKS_OF_TRANSFERS.items():
        first = _first(page, listing, prefix) if who == "dana" or "/moderation" not in listing else None
        if first:
            found = found | {name: first} | {f"{name}-{part.replace('/', '-')}": f"{first}/{part}" for part in under}
    return found


def _first(page: Page, listing: str, prefix: str) -> str | None:
    """The address of the first thing of a list, if there is one."""
    page.goto(listing)
    links = page.locator(f"main a[href^='{prefix}']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next((link for link in links if UUID.search(link)), None)
