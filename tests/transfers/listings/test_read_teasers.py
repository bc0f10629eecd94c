"""What repreneurs read, and what nobody else can even guess."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from club_ess.kit import clock
from club_ess.transfers.enums import Price, Timetable
from club_ess.transfers.listings.shapes import published_ago
from club_ess.transfers.ties import email_tie
from tests.cast import Somebody
from tests.transfers.actors import SECRETS, Stage

At = Callable[..., str]
ANNOUNCED = "/transmission/annonces"


def _page(stage: Stage, who: Somebody, url: str = ANNOUNCED) -> str:
    return stage.club.browser(who).get(url).get_data(as_text=True)


def _masked(page: str) -> str:
    return re.sub(r'(nonce|content|value)="[^"]*"', "", page)


def test_a_repreneur_reads_the_list_and_the_teaser(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette)
    stage.project(stage.rene)
    assert "Industrie manufacturière · m2A" in _page(stage, stage.rene)
    page = _page(stage, stage.rene, f"{ANNOUNCED}/{listing_id}")
    for told in ("Atelier de menuiserie et d’agencement", "Vente des parts", "50 000 à 200 000 €", "cette semaine"):
        assert told in page


def test_nothing_hidden_is_in_any_teaser(stage: Stage) -> None:
    listing_id = stage.listing(stage.colette, nickname="Nom de travail secret", siren="732829320")
    stage.mandate(listing_id, stage.anne)
    stage.project(stage.rene)
    hidden = [*SECRETS.values(), "Coquelicot", "Colette", "Wurtz", "Nom de travail secret", "732829320", "Anne Conseil",
              str(stage.colette.id), str(stage.colette.organization_id), "732 829"]
    for url in (ANNOUNCED, f"{ANNOUNCED}/{listing_id}"):
        page = _page(stage, stage.rene, url)
        assert [secret for secret in hidden if secret in page] == []


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("section=C", True), ("section=A", False), ("zone=m2a", True), ("zone=nord", True), ("route=scop", True),
        ("route=merger", False), ("price=50k-200k", True), ("price=2m%2B", False), ("timetable=year", True),
        ("timetable=now", False), ("section=", True),
    ],
)
def test_filters_narrow_the_list(stage: Stage, query: str, is_found: bool) -> None:
    stage.listing(stage.colette)
    stage.project(stage.rene)
    page = _page(stage, stage.rene, f"{ANNOUNCED}?{query}")
    assert ("menuiserie" in page) is is_found
    assert is_found or "Rien avec ces filtres" in page


def test_a_teaser_that_does_not_tell_stays_in_the_list(stage: Stage) -> None:
    stage.listing(stage.colette, section=None, price=None, timetable=None)
    stage.project(stage.rene)
    asked = f"section=A&price={Price.TINY}&timetable={Timetable.NOW}&zone=nord"
    assert "Activité non précisée · m2A" in _page(stage, stage.rene, f"{ANNOUNCED}?{asked}")


def test_a_filter_that_does_not_exist_is_said(stage: Stage) -> None:
    stage.project(stage.rene)
    answer = stage.club.browser(stage.rene).get(f"{ANNOUNCED}?section=ZZ")
    assert answer.status_code == 422
    assert "Ce choix n’existe pas." in answer.get_data(as_text=True)


def test_the_age_is_told_by_weeks_that_turn_on_mondays() -> None:
    now = clock.now()
    monday = now - timedelta(days=now.astimezone(clock.PARIS).weekday())
    ages = [published_ago(monday - timedelta(days=days)) for days in (0, 7, 14, 63)]
    assert ages == ["cette semaine", "la semaine dernière", "il y a 2 semaines", "il y a plus de deux mois"]
    assert published_ago(monday - timedelta(days=1)) == published_ago(monday - timedelta(days=7)) == ages[1]


def test_without_a_project_the_page_is_the_same_whatever_exists(stage: Stage) -> None:
    outsiders = (stage.xavier, stage.rene, stage.colleague, stage.anne, stage.club.dana)
    browsers = [stage.club.browser(who) for who in outsiders]
    before = [_masked(browser.get(f"{ANNOUNCED}?section=C").get_data(as_text=True)) for browser in browsers]
    stage.listing(stage.colette)
    stage.listing(stage.colette, state="submitted")
    after = [_masked(browser.get(f"{ANNOUNCED}?section=C").get_data(as_text=True)) for browser in browsers]
    assert before[:-1] == after[:-1]
    assert all("réservées aux personnes qui ont un projet de reprise relu" in page for page in after)


def test_an_excluded_repreneur_reads_the_list_of_a_world_without_it(stage: Stage) -> None:
    stage.project(stage.rene)
    browser = stage.club.browser(stage.rene)
    before = _masked(browser.get(ANNOUNCED).get_data(as_text=True))
    listing_id = stage.listing(stage.colette)
    stage.exclude(listing_id, email_tie(stage.rene.email))
    assert _masked(browser.get(ANNOUNCED).get_data(as_text=True)) == before


@pytest.mark.parametrize("who", ["xavier", "colleague", "rene", "anne", "dana"])
def test_a_foreign_a_hidden_and_an_unknown_listing_answer_alike(stage: Stage, at: At, who: str) -> None:
    listing_id = stage.listing(stage.colette)
    actor = stage.club.dana if who == "dana" else getattr(stage, who)
    stage.project(actor)
    stage.exclude(listing_id, email_tie(actor.email))
    browser, unknown = stage.club.browser(actor), uuid.uuid4()
    browser.get("/")  # the first page gives the session its token
    gets = ["", "modifier", "dossier", "documents", "structure", "exclusions", "mandats", "reconnaitre"]
    posts = [*gets[1:-1], "elargir", "soumettre", "retirer", "renouveler", "clore", "rouvrir", "renommer",
             "exclusions/bienvenus", f"documents/{unknown}/retirer", f"exclusions/{unknown}/retirer"]
    doors = [("GET", at(listing_id, page), at(unknown, page)) for page in gets]
    doors += [("POST", at(listing_id, page), at(unknown, page)) for page in posts]
    doors.append(("GET", f"{ANNOUNCED}/{listing_id}", f"{ANNOUNCED}/{unknown}"))
    for method, hidden, missing in doors:
        one, other = browser.open(hidden, method=method), browser.open(missing, method=method)
        assert one.status_code == other.status_code == 404, hidden
        assert _masked(one.get_data(as_text=True)) == _masked(other.get_data(as_text=True)), hidden
        assert _headers(one.headers) == _headers(other.headers), hidden


def _headers(headers: object) -> list[tuple[str, str]]:
    pairs = [(name, re.sub(r"nonce-[^']*", "", value)) for name, value in headers]  # type: ignore[attr-defined]
    return [pair for pair in pairs if pair[0] not in {"Date", "Content-Length"}]
