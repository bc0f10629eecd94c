"""nDCG@10 (gain 2^score − 1), recall@10 and MRR, as `matching-dev` defines them.

A document is relevant from score 2 on tasks judged 0 to 3, from 1 on binary ones. A query nobody judged
counts nowhere.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from club_ess.matching.evaluation_tasks import Task

AT = 10
Figures = tuple[float, float, float]


def mean_figures(rankings: Mapping[str, Sequence[str]], task: Task) -> Figures:
    """nDCG@10, recall@10 and MRR of a task, each averaged over the queries that can have one."""
    judged = [score for scores in task.qrels.values() for score in scores.values()]
    threshold = 2 if max(judged, default=0) > 1 else 1
    rows = [
        query_figures(
            list(dict.fromkeys(rankings.get(query.id, ()))), task.qrels.get(query.id, {}), threshold
        )
        for query in task.queries
    ]
    return _mean(row[0] for row in rows), _mean(row[1] for row in rows), _mean(row[2] for row in rows)


def query_figures(
    ranked: Sequence[str], scores: Mapping[str, float], threshold: float
) -> tuple[float | None, float | None, float | None]:
    """The three figures of one query; None where there is nothing to find."""
    ideal = _gain(sorted(scores.values(), reverse=True))
    ndcg = _gain([scores.get(identifier, 0) for identifier in ranked]) / ideal if ideal else None
    good = {identifier for identifier, score in scores.items() if score >= threshold}
    if not good:
        return ndcg, None, None
    first = next((1 / place for place, identifier in enumerate(ranked, 1) if identifier in good), 0.0)
    return ndcg, len(good & set(ranked[:AT])) / len(good), first


def _gain(scores: Sequence[float]) -> float:
    return sum((2**score - 1) / math.log2(place + 1) for place, score in enumerate(scores[:AT], 1))


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0
