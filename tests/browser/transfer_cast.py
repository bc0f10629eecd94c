"""The people of a transmission in front of real browsers, already signed in, in a served club."""

import uuid
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, expect

from club_ess.app import create_app
from club_ess.config import Settings
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.kit.operation import operation
from club_ess.transfers.anonymity.counting import Count, replace_counts
from club_ess.transfers.approaches.follow_ups import ask_follow_ups
from club_ess.transfers.approaches.models import FollowUp
from club_ess.transfers.enums import Workforce
from tests.browser.visitor import Visitor
from tests.cast import Club, Somebody
from tests.servers import Server
from tests.transfers.actors import make_project

ENOUGH = [Count("C", zone, Workforce.MICRO, None, 40) for zone in ("mulhouse", "nord", "collines", "hardt-rhin")]


@dataclass
class Troupe:
    """Everybody is new: several troupes may play in one club. `scripts`: whether their browsers run JavaScript."""

    chromium: Browser
    server: Server
    scripts: bool
    club: Club
    name: str

    @classmethod
    def gather(cls, chromium: Browser, server: Server, scripts: bool) -> "Troupe":
        settings = {name: value for name, value in server.environment.items() if name.startswith("CLUB_")}
        club = Club(create_app(Settings.from_environment(settings)))
        troupe = cls(chromium, server, scripts, club, str(uuid.uuid4().int)[:6])
        with troupe.club.context():
            replace_counts(ENOUGH, "test")
        return troupe

    def person(self, name: str, structure: uuid.UUID | None = None, **values: Any) -> Somebody:
        return self.club.person(f"{name} {self.name}", structure, **values)

    def structure(self, name: str, kind: str = "company") -> uuid.UUID:
        return self.club.organization(f"{name} {self.name}", kind)

    def searching(self, who: Somebody) -> None:
        """Gives them a reviewed project on line."""
        with self.club.context():
            make_project(who.id, title=f"Reprendre un atelier {self.name}")

    def enter(self, who: Somebody, name: str, *, width: int = 1280) -> Visitor:
        visitor = Visitor.arrive(self.chromium, self.server, name, scripts=self.scripts, width=width)
        cookie = self.club.browser(who).get_cookie("club")
        assert cookie is not None
        visitor.page.context.add_cookies([{"name": "club", "value": cookie.value, "url": self.server.url}])
        return visitor

    def let_six_months_pass(self, approach_id: str) -> None:
        """The question of the sixth month is due, and asked."""

        @operation
        def make_due() -> None:
            its = db.session.query(FollowUp).filter_by(approach_id=uuid.UUID(approach_id), months=6)
            for follow_up in its:
                follow_up.due_on = clock.today()

        with self.club.context():
            make_due()
            ask_follow_ups()


def hears(visitor: Visitor, words: str, live: bool) -> None:
    """Without scripts, a page is read again."""
    if not live:
        visitor.page.reload()
    expect(visitor.page.locator("[data-club-messages]")).to_contain_text(words)
