"""The cast of the demonstration, their organizations, what they posted and said: a club small enough for a test.

`python -m tests.demo.small_club FOLDER` writes it into FOLDER and loads it where CLUB_* says.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from flask_migrate import upgrade

from club_ess.app import create_app
from club_ess.demo.command import demo_settings
from club_ess.demo.content import DATA, read_content
from club_ess.demo.load import load_demo

ORGANIZATIONS = ("ateliers-drouot", "mecanique-rhin", "bois-compagnons", "agglo-demo", "passerelle-cedants")


def write_small_club(folder: Path) -> Path:
    """The files of the demonstration's own format, with few rows and every transmission; returns the folder."""
    content = read_content(DATA)
    shutil.copy(DATA / "transfers.json", folder)
    own = {row["key"] for name in ("people", "organizations") for row in content.transfers[name]}
    alone = next(row["key"] for row in content.people if row["organization"] is None)
    searching = {alone} | {key for row in content.transfers["projects"] for key in row["people"]}
    kept = {
        "organizations": [row for row in content.organizations if row["key"] in ORGANIZATIONS],
        "people": [
            row for row in content.people
            if row["key"] not in own and (row["organization"] in ORGANIZATIONS or row["key"] in searching)
        ],
        "needs": [row for row in content.needs if row["organization"] in ORGANIZATIONS],
        "offers": [row for row in content.offers if row["organization"] in ORGANIZATIONS],
    }
    keys = {row["key"] for name in ("needs", "offers") for row in kept[name]}
    kept["threads"] = [row for row in content.threads if {row["need"], row["offer"]} <= keys]
    for name, rows in kept.items():
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def main(folder: Path) -> None:
    with create_app(demo_settings(os.environ)).app_context():
        upgrade()
        load_demo(lambda done, total, what: None, write_small_club(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
