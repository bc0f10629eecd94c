"""The whole story in a real browser: a need finds its company, the two talk, and a stranger sees nothing."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visitor import Visitor
from tests.servers import Server

DESCRIPTION = "Nos comptes se compliquent : nous cherchons de l’aide pour le bilan et le budget prévisionnel."
OFFERED = "Nos comptables savent tenir un budget prévisionnel, préparer un bilan et l’expliquer simplement."


@pytest.mark.timeout(180)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_need_finds_its_company_and_the_two_talk(chromium: Browser, server: Server, scripts: bool) -> None:
    suffix = "Avec" if scripts else "Sans"
    company = Visitor.arrive(chromium, server, f"Bob {suffix}", scripts=scripts)
    company.sign_up()
    company.create_organization("company", f"Mécanique {suffix}", "Illzach")
    company.post("/offres/nouvelle", f"Un comptable pour vos comptes ({suffix})", OFFERED, ["comptabilité"])

    director = Visitor.arrive(chromium, server, f"Alice {suffix}", scripts=scripts, width=360)
    director.sign_up()
    director.create_organization("ess_structure", f"Atelier {suffix}", "Mulhouse")
    title = f"Préparer notre bilan ({suffix})"
    director.post("/besoins/nouveau", title, DESCRIPTION, ["comptabilité"])

    company.wait_for("/mises-en-relation", title)
    company.sees("Pourquoi cette proposition")
    company.page.get_by_role("link", name=title).first.click()
    company.sees("comptabilité")
    match_path = urlsplit(company.page.url).path
    company.press("Accepter et échanger")
    if "/discussions/" not in company.page.url:
        company.page.get_by_role("link", name="Ouvrir la discussion").first.click()
    thread_path = urlsplit(company.page.url).path
    assert thread_path.startswith("/discussions/")

    assert director.open(thread_path) == 200
    _talk(company, director, scripts)

    stranger = Visitor.arrive(chromium, server, f"Charlie {suffix}", scripts=scripts)
    stranger.sign_up()
    for path in (match_path, thread_path, f"{thread_path}/messages?after=0"):
        assert stranger.open(path) == 404
    for person in (company, director, stranger):
        assert person.faults == []
        person.page.context.close()


def _talk(company: Visitor, director: Visitor, live: bool) -> None:
    company.write("Bonjour, **mardi** vous irait-il ?")
    if not live:
        director.page.reload()
    expect(director.page.locator("[data-club-messages] strong", has_text="mardi")).to_be_visible()
    director.write("Très bien mardi, à 10 h.")
    if not live:
        company.page.reload()
    expect(company.page.locator("[data-club-messages]")).to_contain_text("Très bien mardi")
    for page in (company.page, director.page):
        page.reload()
        bodies = page.locator("[data-club-message] [data-club-body]").all_inner_texts()
        said = [body for body in bodies if "mardi" in body]
        assert said == ["Bonjour, mardi vous irait-il ?", "Très bien mardi, à 10 h."]


@pytest.mark.timeout(120)
def test_signing_out_in_one_page_silences_the_other(chromium: Browser, server: Server) -> None:
    person = Visitor.arrive(chromium, server, "Paule Partante")
    person.sign_up()
    person.open("/mes-structures")
    other = person.page.context.new_page()
    other.goto("/notifications")
    person.page.locator("summary", has_text="Paule").first.click()
    person.press("Se déconnecter")
    other.goto("/notifications")
    assert "/connexion" in other.url
    person.page.context.close()
