"""Every error is a French page with a way out, and the same error as data for those who asked for JSON."""

import re

import pytest
from sqlalchemy.exc import OperationalError

from club_ess.kit.errors import Busy, ClubError, Conflict, Forbidden, Invalid, NotFound, TooMany
from tests.cast import Club

ERRORS: list[tuple[Exception, int]] = [
    (Forbidden(), 403), (NotFound(), 404), (Conflict(), 409), (TooMany(90), 429), (Busy(), 503), (ClubError(), 500),
    (ZeroDivisionError("secret detail"), 500), (Invalid({"title": "Trop court."}), 422),
    (OperationalError("UPDATE secret", None, Exception("database is locked")), 503),
]


def _break(club: Club, error: Exception) -> None:
    def fail() -> str:
        raise error

    club.app.view_functions["site.legal"] = fail


@pytest.mark.parametrize(("error", "status"), ERRORS, ids=lambda value: getattr(type(value), "__name__", value))
def test_an_error_is_a_page_with_a_way_out(club: Club, error: Exception, status: int) -> None:
    _break(club, error)
    answer = club.browser(club.alice).get("/mentions-legales")
    html = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert '<html lang="fr">' in html
    assert re.search(r'href="/[^"]*"', html)
    assert "secret" not in html


@pytest.mark.parametrize(("error", "status"), ERRORS, ids=lambda value: getattr(type(value), "__name__", value))
def test_an_error_is_data_for_those_who_ask_for_json(club: Club, error: Exception, status: int) -> None:
    _break(club, error)
    answer = club.browser(club.alice).get("/mentions-legales", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert {"code", "message"} <= set(answer.get_json())
    assert "secret" not in answer.get_data(as_text=True)


def test_when_to_come_back_is_said(club: Club) -> None:
    _break(club, TooMany(90))
    assert club.browser().get("/mentions-legales").headers["Retry-After"] == "90"
    _break(club, Busy())
    assert "Retry-After" in club.browser().get("/mentions-legales").headers


def test_too_large_a_request_is_refused_kindly(club: Club) -> None:
    logo = f"/structures/{club.alice.organization_id}/logo"
    answer = club.browser(club.alice).post(logo, data=b"x" * (7 * 1024 * 1024), content_type="application/octet-stream")
    assert answer.status_code == 413
    assert "trop" in answer.get_data(as_text=True)


def test_a_wrong_method_is_refused_kindly(club: Club) -> None:
    answer = club.browser(club.alice).delete("/annuaire")
    assert answer.status_code in {404, 405}
    assert '<html lang="fr">' in answer.get_data(as_text=True)


def test_a_page_that_was_open_too_long_is_refused_kindly(club: Club) -> None:
    answer = club.browser(club.alice).post("/deconnexion", without_csrf=True)
    assert answer.status_code == 400
    assert "rechargez" in answer.get_data(as_text=True)


def test_foreign_hidden_and_unknown_answer_the_same_bytes(club: Club) -> None:
    thread_id = club.thread(club.alice, club.bob)
    browser = club.browser(club.charlie)
    browser.get("/")  # the first page of all sets the cookie of the forms
    foreign = browser.get(f"/discussions/{thread_id}")
    unknown = browser.get("/discussions/00000000-0000-4000-8000-000000000000")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert _masked(foreign.get_data(as_text=True)) == _masked(unknown.get_data(as_text=True))
    assert set(foreign.headers.keys()) == set(unknown.headers.keys())


def _masked(html: str) -> str:
    """Without what changes at each answer: nonces and tokens."""
    return re.sub(r'(nonce|content|value)="[^"]*"', r'\1=""', html)
