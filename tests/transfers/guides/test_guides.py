"""Anybody reads how to transmit, step by step, in plain words, before having an account."""

import re
from datetime import timedelta

import pytest

from club_ess.kit import clock
from club_ess.reference.legal_parameters import parameters
from club_ess.transfers.calendar import backward_calendar, quarter_end
from club_ess.transfers.enums import Route
from club_ess.transfers.guides.content import TEXTS, advisers, guides, life, support_for
from club_ess.transfers.guides.inputs import offered_quarters
from club_ess.transfers.milestones import SLUGS
from tests.cast import Club

PAGES = ["", "/etapes", "/accompagnement", "/reperes-legaux", *(f"/voies/{slug}" for slug in SLUGS.values())]
KEYS = ["prepare", "publish", "interest", "nda", "access", "exchange", "letter", "audit", "sale", "follow_up"]
KNOWN_SITES = {"les-scop.coop", "cra.asso.fr", "franceactive.org", "egee.asso.fr", "cci.fr"}


def _read(club: Club, path: str) -> str:
    answer = club.browser().get(f"/transmission/guides{path}")
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_reads_every_page(club: Club, path: str) -> None:
    page = _read(club, path)
    assert page.count("<h1") == 1
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        assert "<caption>" in table
        assert 'scope="' in table
        assert len(re.findall(r"<th[ >]", table)) == len(re.findall(r"<th scope=", table))


def test_every_link_between_the_guides_leads_somewhere(club: Club) -> None:
    pages = {f"/transmission/guides{path}": _read(club, path) for path in PAGES}
    for here, page in pages.items():
        links = re.findall(r'href="(/transmission/guides[^"]*|#[^"]*)"', page)
        assert links
        for link in links:
            path, _, anchor = link.partition("#")
            target = pages[path.partition("?")[0] or here]
            assert not anchor or f'id="{anchor}"' in target, f"{link} on {here}"


def test_the_index_leads_to_every_way_and_names_every_adviser(club: Club) -> None:
    page = _read(club, "")
    assert [slug for slug in SLUGS.values() if f"/voies/{slug}" not in page] == []
    assert [adviser.name for adviser in advisers().values() if adviser.name not in page] == []


@pytest.mark.parametrize("route", Route)
def test_a_way_says_what_it_is_for_whom_who_decides_and_how_long(club: Club, route: Route) -> None:
    guide = guides()[SLUGS[route]]
    page = _read(club, f"/voies/{guide.slug}")
    for words in (guide.title, guide.summary, guide.for_whom, guide.who_decides, guide.how_long):
        assert words in page
    assert "Ce que cela implique" in page
    assert [adviser.name for adviser in guide.advisers if adviser.name not in page] == []
    assert len(guide.advisers) >= 3


def test_a_way_opens_on_a_quarter_for_which_nothing_is_late(club: Club) -> None:
    assert "date passée" not in _read(club, "/voies/scop")


def test_a_cedant_tries_a_quarter_and_a_size(club: Club) -> None:
    soonest = offered_quarters()[1]
    page = _read(club, f"/voies/vente-du-fonds?trimestre={soonest[0]}&effectif=10-49")
    assert f"à la fin du {soonest[1]}" in page
    assert f'value="{soonest[0]}" selected' in page
    assert "date passée" in page
    assert "Informer les salariés" in page
    assert "code de commerce" in page
    assert "Informer les salariés" not in _read(club, f"/voies/vente-du-fonds?trimestre={soonest[0]}&effectif=0")


@pytest.mark.parametrize("typed", ["trimestre=2019-T1", "trimestre=demain", "trimestre=9999-T4", "effectif=beaucoup"])
def test_a_wrong_answer_is_said_next_to_its_field(club: Club, typed: str) -> None:
    answer = club.browser().get(f"/transmission/guides/voies/scop?{typed}")
    assert answer.status_code == 422
    assert f'id="erreur-{typed.split("=")[0]}"' in answer.get_data(as_text=True)


def test_an_unknown_way_does_not_exist(club: Club) -> None:
    assert club.browser().get("/transmission/guides/voies/loterie").status_code == 404


def test_the_calendar_still_works_in_ten_years(club: Club) -> None:
    with clock.travel(timedelta(days=3653)):
        for slug in SLUGS.values():
            assert "Au plus tard le" in _read(club, f"/voies/{slug}")


@pytest.mark.parametrize("route", Route)
def test_every_step_of_a_calendar_leads_to_a_guide(club: Club, route: Route) -> None:
    for step in backward_calendar(route, quarter_end("2028-T1"), None, clock.today()):
        path, _, anchor = step.guide.partition("#")
        assert f'id="{anchor}"' in _read(club, f"/{path}") if anchor else _read(club, f"/{path}")


def test_the_nine_steps_follow_the_preparation(club: Club) -> None:
    page = _read(club, "/etapes")
    assert [step.key for step in life()] == KEYS
    assert [step.number for step in life()] == list(range(10))
    for step in life():
        for words in (step.name, step.cedant, step.repreneur, step.protection):
            assert words in page
    assert "au moins 5 établissements" in page


@pytest.mark.parametrize("key", KEYS)
def test_somebody_helps_at_every_step(key: str) -> None:
    assert support_for(key)
    assert all(key in adviser.steps for adviser in support_for(key))


def test_a_step_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        support_for("lottery")
    assert {step for adviser in advisers().values() for step in adviser.steps} <= set(KEYS)


def test_no_address_or_telephone_is_invented() -> None:
    assert {adviser.site for adviser in advisers().values() if adviser.site} <= KNOWN_SITES
    words = "\n".join(file.read_text(encoding="utf-8") for file in TEXTS.iterdir())
    assert not re.search(r"\b0[1-9](?:[ .]?\d\d){4}\b", words)
    assert "@" not in words


def test_the_law_of_1901_is_never_that_of_our_associations(club: Club) -> None:
    for path in PAGES:
        assert "1901" not in _read(club, path)
    assert "droit civil local" in _read(club, "/voies/nouvelle-gouvernance")


def test_every_legal_figure_is_shown_with_its_source(club: Club) -> None:
    page = _read(club, "/reperes-legaux")
    assert "estimation, à faire valider" in page
    assert page.count('<th scope="row">') == len(parameters())
    for known in parameters():
        assert known.label in page
        assert known.source[1:] in page
    assert "jamais appliqué ici" in page


def test_a_ceiling_of_a_past_year_is_said_past(club: Club) -> None:
    page = _read(club, "/reperes-legaux")
    assert ">passé<" in page


def test_the_page_of_scop_gives_the_two_shares_that_the_law_asks(club: Club) -> None:
    page = _read(club, "/voies/scop")
    assert "51&nbsp;%" in page
    assert "65&nbsp;%" in page
