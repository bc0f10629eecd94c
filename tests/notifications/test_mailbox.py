"""Mails carry a link and nothing else; only the demonstration shows them to everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from club_ess import events as e
from club_ess.app import create_app
from club_ess.extensions import db
from club_ess.kit import mail
from club_ess.notifications.shapes import linkified
from tests.cast import Club
from tests.conftest import settings_for
from tests.databases import Database
from tests.notifications.news import mails, meeting, state

BODY = "Voici : http://127.0.0.1:5000/connexion.\nÀ bientôt"


@pytest.fixture
def demo(template: Database, tmp_path: Path) -> Iterator[Club]:
    """The product, as a demonstration."""
    app = create_app(settings_for(tmp_path, template.fresh(tmp_path), demo=True))
    app.config["TESTING"] = True
    yield Club(app)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_mail_greets_links_and_tells_how_to_switch_it_off(club: Club) -> None:
    match_id = meeting(club)
    state(club, e.MatchProposed(match_id))
    (sent,) = mails(club, club.alice)
    assert sent.subject == "Une mise en relation vous est proposée"
    assert sent.body.startswith("Bonjour Alice,\n")
    assert f"\nhttp://127.0.0.1:5000/mises-en-relation/{match_id}\n" in sent.body
    assert "http://127.0.0.1:5000/notifications/reglages" in sent.body


def test_a_mail_holds_no_name_no_title_and_no_reason(club: Club) -> None:
    state(club, e.MatchProposed(meeting(club)))
    (sent,) = mails(club, club.alice)
    for word in ("comptab", "Mécanique", "Bob", "Drouot", "72"):
        assert word not in sent.subject + sent.body.replace(str(sent.id), "").split("http")[0]


def test_outside_the_demonstration_there_is_no_mailbox(club: Club) -> None:
    state(club, e.MatchProposed(meeting(club)))
    for visitor in (None, club.alice, club.dana):
        assert club.browser(visitor).get("/boite-aux-lettres").status_code == 404


def test_the_demonstration_shows_every_mail_newest_first(demo: Club) -> None:
    with demo.context():
        mail.queue("alice@exemple.test", "Le premier", "Bonjour", dedupe_key="1")
        mail.queue("bob@exemple.test", "Le second", BODY, dedupe_key="2")
    page = demo.browser().get("/boite-aux-lettres").get_data(as_text=True)
    assert page.index("Le second") < page.index("Le premier")
    assert '<a href="/connexion">http://127.0.0.1:5000/connexion</a>.' in page


def test_the_text_of_a_mail_is_never_taken_for_a_page() -> None:
    html = linkified('<script>x</script> https://a.test/"onclick="y', "http://127.0.0.1:5000")
    assert "<script>" not in html
    assert '"onclick' not in html
    assert '<a href="https://a.test/">' in html
