"""A stage for the people of a transmission."""

import pytest

from tests.cast import Club
from tests.transfers.actors import Stage


@pytest.fixture
def stage(club: Club) -> Stage:
    return Stage(club)
