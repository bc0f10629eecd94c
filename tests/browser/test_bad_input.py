"""What a hurried person gets wrong: everything is said at once, next to its field, and nothing typed is lost."""

from secrets import token_hex

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visitor import Visitor
from tests.servers import Server

MARKUP = '<script>document.title = "pris"</script><b>gras</b> & « guillemets »'
ARABIC = "مرحبا بكم في النادي"
PASTED = f"Nos vélos 🚲👩‍🔧 attendent. {ARABIC}\n\n{MARKUP}\n\n".ljust(10_000, "à")
DESCRIPTION = f"Nos vélos 🚲👩‍🔧 attendent une révision avant le printemps. {ARABIC}\n\n{MARKUP}"
FIRST = "Le texte du premier onglet : nos comptes se compliquent, et le budget aussi."
SECOND = "Le texte du second onglet : un bilan à préparer, un budget à relire avant l’été."
TITLE = f"Réviser <i>nos</i> vélos 🚲 {ARABIC}"
WRONG = ("title", "description", "skills", "days", "ends_on", "commune_code")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def alice(request: pytest.FixtureRequest, chromium: Browser, server: Server) -> Visitor:
    """A director, her association just created."""
    name = token_hex(5)
    director = Visitor.arrive(chromium, server, f"Alice {name}", scripts=request.param)
    director.sign_up()
    director.create_organization("ess_structure", f"Atelier {name}", "Mulhouse")
    return director


def test_all_errors_show_at_once_and_nothing_typed_is_lost(alice: Visitor, request: pytest.FixtureRequest) -> None:
    typed = {"title": "Vélos 🚲", "description": PASTED, "days": "beaucoup", "commune_code": ARABIC}
    alice.open("/besoins/nouveau")
    alice.fill(**typed, starts_on="2099-05-02", ends_on="2099-05-01")
    alice.choose("audience", "members")
    alice.page.locator("button[name=publish]").click()

    summary = alice.page.locator(".error-summary")
    expect(summary.locator("li")).to_have_count(len(WRONG) + 1)
    if request.node.callspec.params["alice"]:
        expect(summary).to_be_focused()
    for name in WRONG:
        field = alice.page.locator(f"#champ-{name}")
        expect(field).to_have_attribute("aria-invalid", "true")
        _says_what_is_wrong(alice.page, name, field)
    _says_what_is_wrong(alice.page, "size", alice.page.locator("fieldset:has(#champ-size)"))
    for name, text in typed.items():
        assert alice.page.locator(f"#champ-{name}").input_value() == text
    expect(alice.page.locator("input[name=audience][value=members]")).to_be_checked()
    assert alice.faults == []
    alice.page.context.close()


def _says_what_is_wrong(page: Page, name: str, field: Locator) -> None:
    """The error stands on the page, the summary leads to it, and the field is described by it."""
    error = page.locator(f"#erreur-{name}")
    expect(error).to_be_visible()
    assert f"erreur-{name}" in (field.get_attribute("aria-describedby") or "").split()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text(error.inner_text().strip())
    expect(summary.locator(f"a[href='#champ-{name}']")).to_have_count(1)


def test_any_writing_is_shown_as_it_was_written(alice: Visitor) -> None:
    alice.post("/besoins/nouveau", TITLE, DESCRIPTION, ["réparation de vélos 🚲", "<u>mécanique</u>"])
    for text in (TITLE, ARABIC, MARKUP, "<u>mécanique</u>"):
        alice.sees(text)
    expect(alice.page.locator("main :is(b, i, u, script)")).to_have_count(0)
    assert "pris" not in alice.page.title()
    assert alice.faults == []
    alice.page.context.close()


def test_two_tabs_that_edit_one_need_lose_neither_text(alice: Visitor) -> None:
    address = alice.post("/besoins/nouveau", "Tenir notre budget de l’année", DESCRIPTION, ["budget"])
    first, second = alice.page, alice.page.context.new_page()
    for tab in (first, second):
        tab.goto(f"{address}/modifier")
    _rewrite(first, FIRST)
    expect(first.locator("main")).to_contain_text(FIRST)

    _rewrite(second, SECOND)
    conflict = second.locator(".conflict")
    expect(conflict).to_contain_text(FIRST)
    expect(conflict).to_contain_text(SECOND)
    assert second.locator("#champ-description").input_value() == SECOND
    second.get_by_role("button", name="Enregistrer").click()
    expect(second.locator("main")).to_contain_text(SECOND)
    expect(conflict).to_have_count(0)
    assert alice.faults == []
    alice.page.context.close()


def _rewrite(page: Page, description: str) -> None:
    page.locator("#champ-description").fill(description)
    page.get_by_role("button", name="Enregistrer").click()


def test_a_closed_door_shows_another_way(alice: Visitor, chromium: Browser, server: Server) -> None:
    alice.open("/mes-structures")
    organization = alice.page.locator("main a[href^='/structures/']").first.get_attribute("href")
    charlie = Visitor.arrive(chromium, server, alice.name.replace("Alice", "Charlie"))
    charlie.sign_up()
    for path, status in ((f"{organization}/modifier", 403), ("/besoins/inconnu", 404)):
        assert charlie.open(path) == status
        charlie.sees(f"Erreur {status}")
        charlie.page.get_by_role("link", name="Revenir à l’accueil").click()
        charlie.sees("Qu’est-ce qui m’attend")
    assert charlie.faults == []
    for person in (alice, charlie):
        person.page.context.close()
