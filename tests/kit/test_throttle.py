"""Throttles live in the database: a restart forgets nothing."""

from datetime import timedelta

import pytest

from club_ess.app import create_app
from club_ess.kit import clock, throttle
from club_ess.kit.errors import TooMany
from tests.cast import Club

PER = timedelta(minutes=15)


def _try(times: int) -> None:
    for _ in range(times):
        throttle.hit("sign_in", "alice", most=3, per=PER)


def test_beyond_the_limit_one_waits(club: Club) -> None:
    with club.context():
        _try(3)
        with pytest.raises(TooMany) as refused:
            _try(1)
        assert 0 < refused.value.retry_after_s <= PER.total_seconds()
        throttle.hit("sign_in", "bob", most=3, per=PER)


def test_a_restart_forgets_nothing(club: Club) -> None:
    with club.context():
        _try(3)
    again = create_app(club.app.config["CLUB"])
    with again.app_context(), pytest.raises(TooMany):
        _try(1)


def test_time_and_success_open_again(club: Club) -> None:
    with club.context():
        _try(3)
        with clock.travel(PER):
            _try(3)
            throttle.forget("sign_in", "alice")
            _try(3)


def test_the_sweep_keeps_only_open_windows(club: Club) -> None:
    with club.context():
        _try(1)
        throttle.sweep()
        _try(2)
        with pytest.raises(TooMany):
            _try(1)
        with clock.travel(PER):
            throttle.sweep()
            _try(1)
