"""The demonstration club is loaded once, from its folder, and looks lived in."""

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from club_ess.accounts.models import Person
from club_ess.accounts.passwords import is_password
from club_ess.demo import load
from club_ess.demo.content import DATA, read_content
from club_ess.extensions import db
from club_ess.kit import clock, outbox
from club_ess.matching.enums import MatchState
from club_ess.matching.models import Match
from club_ess.needs.models import Need
from club_ess.notifications.models import Notice
from club_ess.organizations.models import Organization
from club_ess.patronage.models import Offer
from club_ess.postings.enums import PostingState
from club_ess.threads.models import Message, Thread
from tests.cast import Club
from tests.demo.small_club import write_small_club


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_club(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def loaded(club: Club, tiny: Path) -> Iterator[Club]:
    with club.context():
        load.load_demo(lambda done, total, what: None, tiny)
    return club


def count(model: type[Any], *only: Any) -> int:
    return db.session.scalars(select(func.count()).select_from(model).where(*only)).one()


def counts() -> list[int]:
    return [count(model) for model in (Person, Organization, Need, Offer, Match, Thread, Message, Notice)]


def test_the_pair_of_alice_and_bob_is_left_to_the_visitor(loaded: Club) -> None:
    need = "Six machines à coudre industrielles à remettre en route"
    offer = "Deux techniciens de maintenance pour vos machines d’atelier"
    with loaded.context():
        pair = select(Match).join(Match.need).join(Match.offer).where(Need.title == need, Offer.title == offer)
        match = db.session.scalars(pair).one()
        assert match.state is MatchState.PROPOSED
        assert match.score == max(db.session.scalars(select(Match.score).where(Match.need_id == match.need_id)))


def test_the_members_have_talked_in_the_past_and_news_wait_for_alice(loaded: Club) -> None:
    with loaded.context():
        said = db.session.scalars(select(Message.created_at)).all()
        assert min(said) < clock.now() - timedelta(days=5)
        assert max(said) < clock.now()
        accepted = db.session.scalars(select(Match).where(Match.state == MatchState.ACCEPTED)).all()
        assert accepted
        for match in accepted:
            assert match.need.published_at < match.created_at < match.decided_at
        alice = db.session.scalars(select(Person).where(Person.email == "alice@exemple.test")).one()
        kinds = set(db.session.scalars(select(Notice.kind).where(Notice.person_id == alice.id)))
        assert {kind.value for kind in kinds} >= {"match_proposed", "join_asked"}


def test_nothing_on_line_is_out_of_date_and_no_promise_is_left(loaded: Club) -> None:
    with loaded.context():
        for model in (Need, Offer):
            assert count(model, model.state == PostingState.PUBLISHED) > 0
            assert count(model, model.state == PostingState.PUBLISHED, model.expires_at <= clock.now()) == 0
        assert outbox.status() == {"waiting": 0, "failing": 0, "dead": 0}


def test_loading_again_changes_nothing(loaded: Club, tiny: Path) -> None:
    steps: list[str] = []
    with loaded.context():
        before = counts()
        load.load_demo(lambda done, total, what: steps.append(what), tiny)
        assert (counts(), steps) == (before, [])


def test_an_interrupted_load_goes_on_where_it_stopped(club: Club, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PowerCutError(Exception):
        pass

    def cut(done: int, total: int, what: str) -> None:
        if what == "Les réponses":
            raise PowerCutError

    with club.context():
        with pytest.raises(PowerCutError):
            load.load_demo(cut, tiny)
        half, said = counts(), count(Message, Message.organization_id.is_not(None))
        load.load_demo(lambda done, total, what: None, tiny)
        assert counts()[:4] == half[:4]
        assert count(Message, Message.organization_id.is_not(None)) == said
        done = counts()
        load.load_demo(cut, tiny)
        assert counts() == done


def test_a_club_of_real_people_is_never_mixed_with_the_demonstration(club: Club, tiny: Path) -> None:
    assert club.alice
    with club.context():
        before = counts()
        with pytest.raises(load.ForeignClub):
            load.load_demo(lambda done, total, what: None, tiny)
        assert counts() == before


def test_the_password_is_random_kept_to_its_owner_and_opens_the_accounts(loaded: Club) -> None:
    with loaded.context():
        word = load.demo_password()
        assert load.demo_password() == word
        assert len(word) >= 20
        for name, _, email in load.demo_sign_ins():
            person = db.session.scalars(select(Person).where(Person.email == email)).one()
            assert person.name == name
            assert is_password(word, person.password_hash)
        file = loaded.app.config["CLUB"].data / "demo-password"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_dana_moderates(loaded: Club) -> None:
    with loaded.context():
        assert db.session.scalars(select(Person.email).where(Person.is_moderator)).all() == ["dana@exemple.test"]


def test_every_row_of_the_real_content_has_its_place() -> None:
    content = read_content(DATA)
    organizations = {row["key"] for row in content.organizations}
    assert len(content.people) >= 300
    assert len(organizations) >= 150
    assert len(content.needs) + len(content.offers) >= 200
    for row in (*content.needs, *content.offers):
        assert row["organization"] in organizations
        assert row["author"] in {person["key"] for person in content.members(row["organization"])}
    assert len({person["email"] for person in content.people}) == len(content.people)
