"""Security headers on every answer, CSRF on every unsafe method, and GETs that change nothing."""

import re

import pytest
from sqlalchemy import select

from club_ess.access import DOORS
from club_ess.app import create_app
from club_ess.extensions import db
from club_ess.search.upkeep import rebuild
from tests.cast import Club
from tests.security.world import make_world

PATHS = ["/", "/nulle-part", "/static/css/club.css", "/static/absent.css", "/mes-structures", "/sante"]
UNSAFE = [door for door in DOORS if "POST" in door.methods.split()]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(club: Club, path: str) -> None:
    headers = club.browser().get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_each_answer_has_its_own_nonce(club: Club) -> None:
    browser = club.browser()
    policies = [browser.get("/").headers["Content-Security-Policy"] for _ in range(2)]
    nonces = {match.group(1) for policy in policies if (match := re.search(r"nonce-([^']+)", policy))}
    assert len(nonces) == 2


def test_the_cookie_is_hardened_outside_local_development(club: Club) -> None:
    production = {"env": "production", "public_url": "https://club.exemple.test"}
    app = create_app(club.app.config["CLUB"].model_copy(update=production))
    answer = app.test_client().get("/connexion")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-club=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Strict-Transport-Security" in answer.headers


@pytest.mark.parametrize("door", UNSAFE, ids=lambda door: door.rule)
def test_a_post_without_its_token_is_refused(club: Club, door: object) -> None:
    world = make_world(club)
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(world.values[m.group(1)]), door.rule)  # type: ignore[attr-defined]
    assert club.browser(club.dana).post(path, without_csrf=True).status_code == 400


def test_reading_pages_changes_no_row(club: Club) -> None:
    world = make_world(club)
    with club.context():
        rebuild()
    browsers = club.browser(), club.browser(club.alice)
    before = _all_rows(club)
    for door in DOORS:
        if "GET" in door.methods.split() and "token" not in door.rule:
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(world.values[m.group(1)]), door.rule)
            for browser in browsers:
                browser.get(path)
    assert _all_rows(club) == before


def _all_rows(club: Club) -> dict[str, list[str]]:
    with club.context():
        tables = db.metadata.sorted_tables
        return {table.name: sorted(map(str, db.session.execute(select(table)).all())) for table in tables}
