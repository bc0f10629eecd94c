"""The people of a transmission, and an index that can be asked."""

import pytest

from club_ess.search import upkeep
from tests.cast import Club
from tests.transfers.actors import Stage


@pytest.fixture
def stage(club: Club) -> Stage:
    with club.context():
        upkeep.rebuild()
    return Stage(club)
