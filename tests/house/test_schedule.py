"""The worker's clockwork: every job runs on a living club, and old things go."""

import threading
import time
from datetime import timedelta

from sqlalchemy import func, select

from club_ess.accounts.enums import TokenPurpose
from club_ess.accounts.models import SignIn, Token
from club_ess.extensions import db
from club_ess.kit import clock, jobs, mail, outbox, worker
from club_ess.kit.jobs import JobRun
from club_ess.kit.mail import Mail
from club_ess.kit.submissions import Submission
from club_ess.needs.models import Need
from club_ess.postings.enums import PostingState
from club_ess.schedule import SCHEDULE
from tests import factories
from tests.cast import Club


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_every_job_runs_on_a_living_club(club: Club) -> None:
    need_id = club.need(club.alice)
    with club.context():
        assert jobs.run_due(SCHEDULE) == len(SCHEDULE)
        assert _count(JobRun) == len(SCHEDULE)
        assert db.session.scalars(select(JobRun.last_error)).all() == [None] * len(SCHEDULE)
        with clock.travel(timedelta(days=91)):
            jobs.run_due(SCHEDULE)
    assert club.get(Need, need_id).state is PostingState.CLOSED


def test_what_has_done_its_work_is_not_kept(club: Club) -> None:
    alice = club.alice
    club.sign_in(alice.id)
    with club.context():
        mail.queue(alice.email, "Bonjour", "Un lien", dedupe_key="x")
        token = Token(person_id=alice.id, purpose=TokenPurpose.RESET_PASSWORD, secret_hash="h", expires_at=clock.now())
        factories.save(token)
        factories.save(Submission(person_id=alice.id, verb="x", key=alice.id, result_id=alice.id))
        jobs.run_due(SCHEDULE)
        assert [_count(model) for model in (Mail, Token, SignIn, Submission)] == [1, 1, 1, 1]
        with clock.travel(timedelta(days=200)):
            jobs.run_due(SCHEDULE)
        assert [_count(model) for model in (Mail, Token, SignIn, Submission)] == [0, 0, 0, 0]


def test_the_worker_keeps_promises_until_it_is_stopped(club: Club) -> None:
    with club.context():
        mail.queue("alice@exemple.test", "Bonjour", "Un lien", dedupe_key="x")
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(club.app, [], stop))
    thread.start()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _is_waiting(club):
        time.sleep(0.05)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert not _is_waiting(club)


def _is_waiting(club: Club) -> bool:
    with club.context():
        return outbox.status()["waiting"] > 0
