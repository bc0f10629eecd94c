"""A person in front of a real browser: knows what they want, not how the pages are made."""

import re
import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, expect

from tests.servers import Server

PASSWORD = "une phrase facile à retenir"
PATIENCE_S = 20


@dataclass
class Visitor:
    """One person, one browser context. Faults of any page (script error, CSP violation, bad answer) are kept."""

    page: Page
    server: Server
    name: str
    faults: list[str] = field(default_factory=list)

    @classmethod
    def arrive(
        cls, chromium: Browser, server: Server, name: str, *, scripts: bool = True, width: int = 1280
    ) -> "Visitor":
        context = chromium.new_context(
            base_url=server.url, java_script_enabled=scripts, viewport={"width": width, "height": 800}, locale="fr-FR"
        )
        visitor = cls(context.new_page(), server, name)
        visitor.page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        visitor.page.on("console", lambda said: visitor._hear(said.type, said.text))
        visitor.page.on("response", lambda answer: visitor._see(answer.status, answer.url))
        return visitor

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status" not in text:
            self.faults.append(text)

    def _see(self, status: int, url: str) -> None:
        if status >= 500:
            self.faults.append(f"{status} {url}")

    @property
    def address(self) -> str:
        return re.sub(r"\W+", ".", self.name.lower()) + "@exemple.test"

    def open(self, path: str) -> int:
        """Opens a page; returns its status."""
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def fill(self, **answers: str) -> None:
        """Answers questions of the form on the page, by field name."""
        for name, answer in answers.items():
            self.page.locator(f"#champ-{name}").fill(answer)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"input[name={name}][value={value}]").check()

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label).first.click()

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def sign_up(self) -> None:
        """From the form, through the mail's link, to signed in."""
        first, last = self.name.split(" ", 1)
        self.open("/inscription")
        self.fill(first_name=first, last_name=last, email=self.address, password=PASSWORD)
        self.press("Créer mon compte")
        self.wait_for_mail()
        self.page.locator("a[href*='/inscription/confirmer/']").first.click()
        self.press("Confirmer mon adresse et entrer")

    def wait_for_mail(self) -> None:
        """The mail is queued by the sign-up itself: it is on the demonstration's mailbox page at once."""
        self.open("/boite-aux-lettres")
        self.sees(self.address)

    def create_organization(self, kind: str, name: str, commune: str) -> None:
        self.open("/structures/nouvelle")
        self.choose("kind", kind)
        self.fill(name=name, commune_code=commune)
        self.press("Créer la structure")
        self.sees(name)

    def post(self, path: str, title: str, description: str, skills: list[str]) -> str:
        """Publishes a need or an offer; returns its address."""
        self.open(path)
        self.fill(title=title, description=description)
        for skill in skills:
            self.page.locator("#champ-skills").press_sequentially(skill + ",")
        self.choose("size", "advice")
        self.page.locator("button[name=publish]").click()
        expect(self.page.locator("h1")).to_contain_text(title)
        return self.page.url

    def wait_for(self, path: str, text: str) -> None:
        """Opens a page again until the worker has done what it promised."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            self.open(path)
            if text in self.page.locator("main").inner_text():
                return
            time.sleep(0.3)
        raise AssertionError(f"{text!r} never came on {path}:\n{self.page.locator('main').inner_text()[:1500]}")

    def write(self, body: str) -> None:
        self.page.locator("#champ-body").fill(body)
        self.press("Envoyer")
