"""Dana reads what waits before it goes on line: of a listing, only what repreneurs would read."""

import re
import uuid
from typing import Any

import pytest

from club_ess.extensions import db
from club_ess.organizations.enums import MembershipRole
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import is_sealed
from club_ess.transfers.states import ReviewState
from club_ess.transfers.ties import email_tie
from tests import factories
from tests.cast import Somebody
from tests.transfers.actors import SECRETS, Stage
from tests.transfers.projects.answers import answers, facts_of, url

QUEUE = "/moderation/transmission"
WIDE = {"zone": "m2a", "workforce": None}
COMMENT = "Retirez le prénom de votre associé, s’il vous plaît."


def _waiting(stage: Stage, **values: Any) -> uuid.UUID:
    """A listing wide enough for a club that has no reference counts."""
    return stage.listing(stage.colette, state=ReviewState.SUBMITTED, **(WIDE | values))


def _page(stage: Stage, path: str, who: Somebody | None = None) -> str:
    return stage.club.browser(who or stage.club.dana).get(path).get_data(as_text=True)


def _listing_path(listing_id: uuid.UUID, verb: str = "") -> str:
    return f"{QUEUE}/annonces/{listing_id}{'/' if verb else ''}{verb}"


def _project_path(project_id: uuid.UUID, verb: str = "") -> str:
    return f"{QUEUE}/projets/{project_id}{'/' if verb else ''}{verb}"


def _hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page: what a person posts without seeing it."""
    return dict(re.findall(r'<input type="hidden" name="(version|people_mark)" value="([^"]*)"', page))


def _post(stage: Stage, path: str, shown: str, **typed: str) -> Any:
    return stage.club.browser(stage.club.dana).post(path, data=_hidden(shown) | typed)


def test_the_queue_is_for_moderators_and_says_when_it_is_empty(stage: Stage) -> None:
    assert "Tout est relu" in _page(stage, QUEUE)
    assert stage.club.browser(stage.rene).get(QUEUE).status_code == 403
    assert "/connexion" in stage.club.browser().get(QUEUE).headers["Location"]


def test_the_oldest_first_with_its_waiting_time(stage: Stage) -> None:
    browser = stage.club.browser(stage.rene)
    for title in ("Un premier projet", "Un second projet"):
        browser.post("/transmission/projets", data=answers(title=title, submit="1"))
    _waiting(stage)
    page = _page(stage, QUEUE)
    assert page.index("Un premier projet") < page.index("Un second projet")
    assert "attend depuis" in page
    assert "Industrie manufacturière · m2A" in page
    assert "René" not in page


def test_the_menu_counts_for_moderators_only(stage: Stage) -> None:
    _waiting(stage)
    stage.project(stage.rene, state=ReviewState.SUBMITTED)
    assert '<span class="tab-count">2<' in _page(stage, "/mon-compte")
    assert "Relectures" not in _page(stage, "/mon-compte", stage.rene)


def test_a_moderator_who_is_excluded_is_told_nothing_not_even_a_number(stage: Stage) -> None:
    dana = stage.club.dana
    before = {path: _masked(_page(stage, path)) for path in (QUEUE, "/mon-compte")}
    listing_id = _waiting(stage)
    stage.exclude(listing_id, email_tie(dana.email))
    assert {path: _masked(_page(stage, path)) for path in before} == before
    browser = stage.club.browser(dana)
    for path, verb in (("", "get"), ("approuver", "post"), ("renvoyer", "post")):
        found = getattr(browser, verb)(_listing_path(listing_id, path))
        missing = getattr(browser, verb)(_listing_path(uuid.uuid4(), path))
        assert (found.status_code, _masked(found.get_data(as_text=True))) == (404, _masked(missing.text))


def _masked(page: str) -> str:
    return re.sub(r"(name=\"(csrf_token|csrf-token)\" (value|content)=\")[^\"]+", r"\1", page)


def test_of_a_listing_the_moderator_reads_the_teaser_alone(stage: Stage) -> None:
    page = _page(stage, _listing_path(_waiting(stage)))
    assert "Atelier de menuiserie et d’agencement" in page
    assert "Ce que les repreneurs liront" in page
    assert "seule une annonce très large peut être mise en ligne, et celle-ci l’est" in page
    for secret in (*SECRETS.values(), "Colette", "Mon atelier", stage.colette.email, str(stage.colette.id)):
        assert secret not in page


def test_an_approved_listing_is_on_line_for_90_days(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    listing_id = _waiting(stage)
    shown = _page(stage, _listing_path(listing_id))
    with facts_of(monkeypatch) as facts:
        assert _post(stage, _listing_path(listing_id, "approuver"), shown).location == QUEUE
    row = stage.club.get(Listing, listing_id)
    assert (row.state, row.reviewed_by_id) == (ReviewState.PUBLISHED, stage.club.dana.id)
    assert facts == ["ListingReviewed", "ListingPublished"]
    assert _post(stage, _listing_path(listing_id, "approuver"), shown).status_code == 404


def test_a_listing_that_is_too_narrow_cannot_be_approved(stage: Stage) -> None:
    listing_id = _waiting(stage, zone="nord")
    shown = _page(stage, _listing_path(listing_id))
    assert "ne peut pas être mise en ligne" in shown
    assert "Mettre en ligne" not in shown
    refused = _post(stage, _listing_path(listing_id, "approuver"), shown)
    assert refused.status_code == 422
    assert "Rien n’a été mis en ligne" in refused.text
    assert stage.club.get(Listing, listing_id).state is ReviewState.SUBMITTED


def test_which_word_is_the_name_is_not_told_to_the_moderator(stage: Stage) -> None:
    text = "Menuiserie bien équipée, connue de tous sous son nom de Coquelicot depuis toujours."
    shown = _page(stage, _listing_path(_waiting(stage, teaser_text=text)))
    assert "Certains mots du texte pourraient faire reconnaître la structure" in shown
    assert "« Coquelicot" not in shown
    assert "le nom de la structure" not in shown


def test_doubtful_words_are_pointed_at(stage: Stage) -> None:
    text = "Atelier repris en famille, écrivez à contact@atelier.fr ou appelez le 06 11 22 33 44."
    shown = _page(stage, _listing_path(_waiting(stage, teaser_text=text)))
    assert "« contact@atelier.fr » : une adresse électronique" in shown
    assert "un numéro de téléphone" in shown


def test_sent_back_with_words_that_reach_the_author(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    listing_id, project_id = _waiting(stage), stage.project(stage.rene, state=ReviewState.SUBMITTED)
    with facts_of(monkeypatch) as facts:
        for path, row_id in ((_listing_path, listing_id), (_project_path, project_id)):
            shown = _page(stage, path(row_id))
            for bad in ("", "Trop bref", "x" * 1001):
                refused = _post(stage, path(row_id, "renvoyer"), shown, comment=bad)
                assert refused.status_code == 422
                assert 'id="erreur-comment"' in refused.text
            assert _post(stage, path(row_id, "renvoyer"), shown, comment=COMMENT).location == QUEUE
    assert facts == ["ListingReviewed", "ProjectReviewed"]
    for model, row_id in ((Listing, listing_id), (Project, project_id)):
        row = stage.club.get(model, row_id)
        assert (row.state, row.review_comment) == (ReviewState.DRAFT, COMMENT)
    assert COMMENT in _page(stage, url(project_id), stage.rene)


def test_an_approved_project_is_sealed_as_it_was_read(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    project_id = stage.project(stage.xavier, stage.rene, state=ReviewState.SUBMITTED, seal=None)
    shown = _page(stage, _project_path(project_id))
    for name in ("Xavier Rival", "René Repreneur", "Menuiserie Rivale"):
        assert name in shown
    with facts_of(monkeypatch) as facts:
        assert _post(stage, _project_path(project_id, "approuver"), shown).location == QUEUE
    assert facts == ["ProjectReviewed", "ProjectPublished"]
    with stage.club.context():
        project = db.session.get_one(Project, project_id)
        assert project.state is ReviewState.PUBLISHED
        assert is_sealed(project)
    assert "En ligne jusqu’au" in _page(stage, url(project_id), stage.rene)


def test_what_changed_during_the_reading_is_read_again(stage: Stage) -> None:
    project_id = stage.project(stage.rene, state=ReviewState.SUBMITTED)
    shown = _page(stage, _project_path(project_id))
    form = answers(version=str(stage.club.get(Project, project_id).version), title="Tout autre chose")
    stage.club.browser(stage.rene).post(url(project_id, "modifier"), data=form)
    for verb, typed in (("approuver", {}), ("renvoyer", {"comment": COMMENT})):
        late = _post(stage, _project_path(project_id, verb), shown, **typed)
        assert late.status_code == 409
        assert "a changé pendant votre lecture" in late.text
        assert "Tout autre chose" in late.text
        assert (COMMENT in late.text) is (verb == "renvoyer")
    assert stage.club.get(Project, project_id).state is ReviewState.SUBMITTED


def test_people_who_changed_during_the_reading_are_read_again(stage: Stage) -> None:
    project_id = stage.project(stage.rene, state=ReviewState.SUBMITTED)
    shown = _page(stage, _project_path(project_id))
    joined = stage.club.organization("Une autre structure")
    with stage.club.context():
        factories.make_membership(joined, stage.rene.id, MembershipRole.MEMBER)
    late = _post(stage, _project_path(project_id, "approuver"), shown)
    assert late.status_code == 409
    assert "Une autre structure" in late.text
    assert _post(stage, _project_path(project_id, "approuver"), late.text).status_code == 303


def test_nobody_reviews_their_own(stage: Stage) -> None:
    dana = stage.club.dana
    project_id = stage.project(dana, state=ReviewState.SUBMITTED)
    listing_id = stage.listing(dana, state=ReviewState.SUBMITTED)
    browser = stage.club.browser(dana)
    assert browser.get(_project_path(project_id)).status_code == 404
    assert browser.get(_listing_path(listing_id)).status_code == 404
    assert "Tout est relu" in _page(stage, QUEUE)


def test_what_does_not_wait_is_not_there(stage: Stage) -> None:
    browser = stage.club.browser(stage.club.dana)
    for state in ("draft", "published", "asleep", "closed"):
        project_id, listing_id = stage.project(stage.rene, state=state), stage.listing(stage.colette, state=state)
        for path in (_project_path(project_id), _listing_path(listing_id)):
            assert browser.get(path).status_code == 404
            assert browser.post(f"{path}/approuver", data={"version": "1"}).status_code == 404
            assert browser.post(f"{path}/renvoyer", data={"version": "1", "comment": COMMENT}).status_code == 404
            assert browser.post(f"{path}/renvoyer", data={}).status_code == 404


def test_posting_every_column_approves_nothing_else(stage: Stage) -> None:
    project_id = stage.project(stage.rene, state=ReviewState.SUBMITTED, seal=None)
    shown = _page(stage, _project_path(project_id))
    forged = {column.key: "forgé" for column in Project.__table__.columns} | {"author_id": str(stage.club.dana.id)}
    stage.club.browser(stage.club.dana).post(_project_path(project_id, "approuver"), data=forged | _hidden(shown))
    row = stage.club.get(Project, project_id)
    assert (row.state, row.author_id, row.review_comment) == (ReviewState.PUBLISHED, stage.rene.id, "")
    assert "forgé" not in str({column.key: getattr(row, column.key) for column in Project.__table__.columns})
