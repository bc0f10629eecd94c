"""What the demonstration club is made of, as read from its folder: lists of plain objects (see data/README.md)."""

import json
import random
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from club_ess.demo.matching_dev import read_matching_dev

DATA = Path(__file__).parent / "data"
Row = dict[str, Any]
MINUTES_A_DAY = 24 * 60
LONGEST_ON_LINE = 86


@dataclass(frozen=True)
class Content:
    """Rows refer to each other by `key`; a need and an offer never share one."""

    organizations: list[Row]
    people: list[Row]
    needs: list[Row]
    offers: list[Row]
    threads: list[Row]
    transfers: dict[str, list[Row]] = field(default_factory=dict)

    def members(self, organization: str) -> list[Row]:
        """The people of an organization, its first administrator first."""
        members = [person for person in self.people if person["organization"] == organization]
        return sorted(members, key=lambda person: not person["is_administrator"])

    def organization_age(self, key: str) -> int:
        """Days since it joined the club: the same at each run."""
        return random.Random(f"organization {key}").randint(95, 480)  # noqa: S311

    def posting_age(self, key: str) -> int:
        """Days since it was written: before its threads began, and young enough to be on line."""
        drawn = random.Random(f"posting {key}").randint(2, 75)  # noqa: S311
        return min(max(drawn, self._begun.get(key, 0) + 3), LONGEST_ON_LINE)

    @cached_property
    def _begun(self) -> dict[str, int]:
        """Days since the oldest message about each posting."""
        begun: dict[str, int] = {}
        for thread in self.threads:
            days = max(message["minutes_ago"] for message in thread["messages"]) // MINUTES_A_DAY
            for key in (thread["need"], thread["offer"]):
                begun[key] = max(begun.get(key, 0), days)
        return begun


def read_content(folder: Path) -> Content:
    """The five lists of the folder; what its `matching-dev` and `transfers.json` add, when there are."""
    lists = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in FILES}
    for name, rows in read_matching_dev(folder / "matching-dev", lists["people"]).items():
        lists[name] = lists[name] + rows
    transfers = read_transfers(folder / "transfers.json")
    for name in ("people", "organizations"):
        lists[name] = lists[name] + transfers.get(name, [])
    return Content(**lists, transfers=transfers)


def read_transfers(file: Path) -> dict[str, list[Row]]:
    """{people, organizations, projects, listings, approaches, counts} of the transmissions; empty without the file."""
    rows: dict[str, list[Row]] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return rows


FILES = ("organizations", "people", "needs", "offers", "threads")
