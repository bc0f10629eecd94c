"""Anything by anybody at any time; and each rule, once broken, is noticed."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.transfers.actors import Stage
from tests.transfers.approaches import faults
from tests.transfers.approaches.machine import Transmission

EXAMPLES = int(os.environ.get("CLUB_TEST_EXAMPLES", "8"))
STEPS = 10


def run(stage: Stage) -> None:
    stage.rene = stage.club.person("René Repreneur", email="rene@repreneur.test")
    Transmission.stage = stage
    stage.club.dana  # noqa: B018 made before the clock moves
    bounded = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],  # shrinking would take minutes
    )
    run_state_machine_as_test(Transmission, settings=bounded)


@pytest.mark.timeout(300)
def test_whatever_people_do_the_rules_hold(stage: Stage) -> None:
    run(stage)


@pytest.mark.parametrize("name", faults.NAMES)
def test_a_broken_rule_is_noticed(name: str, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    faults.plant(monkeypatch, name)
    with pytest.raises(AssertionError):
        run(stage)
