"""What is proposed to Anne must not tell her that Colette lists something better."""

from typing import Any

import pytest
from sqlalchemy import select

from club_ess.extensions import db
from club_ess.matching.proposing import BEST, GOOD, MODEST
from club_ess.matching.transfers import proposing
from club_ess.matching.transfers.models import TransferMatch
from club_ess.search.proposals import Explanation
from tests.transfers.actors import Stage

WORD: dict[str, Any] = {"kind": "words", "data": {"words": [{"a": "atelier", "b": "atelier"}]}}


@pytest.mark.parametrize("rivals", [0, BEST])
def test_a_modest_listing_is_proposed_whether_or_not_better_ones_exist(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, rivals: int
) -> None:
    modest = stage.listing(stage.anne)
    for _ in range(rivals):
        stage.listing(stage.colette)

    def explain(listing: Any, projects: Any) -> list[Explanation]:
        score = (GOOD + MODEST) / 2 if listing.id == modest else 90.0
        return [Explanation(score, "test", [], [WORD]) for _ in projects]

    monkeypatch.setattr(proposing, "explain", explain)
    project_id = stage.project(stage.rene)
    with stage.club.context():
        proposing.propose_for_project(project_id)
        proposed = set(db.session.scalars(select(TransferMatch.listing_id)))
    assert modest in proposed
    assert len(proposed) == rivals + 1


def test_a_modest_project_is_proposed_to_a_listing_that_has_few(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.listing(stage.colette)
    projects = [stage.project(who) for who in (stage.rene, stage.xavier, stage.club.alice)]
    scores = dict(zip(projects, (40.0, 39.0, 38.0), strict=True))

    def explain(listing: Any, asked: Any) -> list[Explanation]:
        return [Explanation(scores[one.id], "test", [], [WORD]) for one in asked]

    monkeypatch.setattr(proposing, "explain", explain)
    with stage.club.context():
        for project_id in projects:
            proposing.propose_for_project(project_id)
        proposed = set(db.session.scalars(select(TransferMatch.project_id)))
    assert proposed == set(projects[:BEST])
