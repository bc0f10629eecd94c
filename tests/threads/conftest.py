"""Threads by themselves: what the rooms above add to those between people is shown by their own tests."""

import pytest

from club_ess.threads import panels
from club_ess.threads.enums import BETWEEN_PEOPLE
from club_ess.threads.gates import GATES


@pytest.fixture(autouse=True)
def _without_the_rooms_above(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in BETWEEN_PEOPLE:
        monkeypatch.delitem(GATES, kind, raising=False)
    monkeypatch.setattr(panels, "PANELS", [])
