"""Proposals: candidates come from a union of words over the other side's shelves, then every pair is scored
exactly."""

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice

from search_index.configuration import RankingConfiguration
from search_index.documents import Document
from search_index.explanations import is_explained, reasons_for
from search_index.profiles import Profile, build_profile
from search_index.querying import matter_query
from search_index.ranking import Rarity, score_parts, total_score, weigh
from search_index.results import MatchHit, ScorePart
from search_index.schema import matter_of, read_content
from search_index.shelves import Reading, honest_errors

QUERY_TERMS = 25  # of each kind: terms, roots, skills, trades
EXTRA_CANDIDATES = 50  # some will be excluded or belong to the same structure


def rarity_over(shelves: Sequence[Reading]) -> Rarity:
    """The idf of a term over these shelves: one source for both sides of a pair."""
    vocabularies = [shelf.vocabulary() for shelf in shelves]
    documents = sum(vocabulary.documents for vocabulary in vocabularies)
    known: dict[str, float] = {}

    def rarity(term: str) -> float:
        if term not in known:
            holding = min(documents, sum(vocabulary.term_counts.get(term, 0) for vocabulary in vocabularies))
            known[term] = math.log(1 + (documents - holding + 0.5) / (holding + 0.5))
        return known[term]

    return rarity


def match(
    document: Document,
    searched: Sequence[Reading],
    rarity: Rarity,
    configuration: RankingConfiguration,
    limit: int,
    excluded: Container[str],
) -> list[MatchHit]:
    """The best proposals, each with a word or a skill to stand on; never its own structure's documents."""
    asked = weigh(build_profile(document), rarity, configuration)
    scored = []
    for candidate, profile in _candidates(asked.profile, searched, rarity, configuration):
        if candidate.owner != document.owner and candidate.id not in excluded:
            parts = score_parts(asked, weigh(profile, rarity, configuration), configuration)
            scored.append((-total_score(parts), candidate.id, parts, profile))
    scored.sort(key=lambda pair: pair[:2])
    hits = (
        _hit(key, asked.profile, profile, parts, rarity, configuration) for _, key, parts, profile in scored
    )
    return list(islice((hit for hit in hits if is_explained(hit.reasons)), limit))


def explain(a: Document, b: Document, rarity: Rarity, configuration: RankingConfiguration) -> MatchHit:
    """The score of one pair, computed as `match` computes it."""
    one, other = (weigh(build_profile(document), rarity, configuration) for document in (a, b))
    parts = score_parts(one, other, configuration)
    return _hit(b.id, one.profile, other.profile, parts, rarity, configuration)


def _hit(
    identifier: str,
    a: Profile,
    b: Profile,
    parts: tuple[ScorePart, ...],
    rarity: Rarity,
    configuration: RankingConfiguration,
) -> MatchHit:
    reasons = reasons_for(a, b, parts, rarity)
    return MatchHit(identifier, total_score(parts), parts, reasons, configuration.name)


def _candidates(
    profile: Profile, searched: Sequence[Reading], rarity: Rarity, configuration: RankingConfiguration
) -> Iterator[tuple[Document, Profile]]:
    known = [shelf.vocabulary().term_counts for shelf in searched]
    matter = {
        feature: weight
        for feature, weight in matter_of(profile).items()
        if any(feature in counts for counts in known)
    }
    matter = _heaviest(matter, rarity)
    for shelf in searched:
        with honest_errors(shelf.path):
            searcher = shelf.searcher
            found = searcher.search(
                matter_query(matter), limit=configuration.candidates + EXTRA_CANDIDATES, optimize=False
            )
            rows = [read_content(searcher.stored_fields(docnum)) for _, docnum in found.top_n]
        yield from rows


def _heaviest(matter: Mapping[str, float], rarity: Rarity) -> dict[str, float]:
    weighed = {feature: weight * rarity(feature) for feature, weight in matter.items()}
    best = sorted(weighed, key=lambda feature: (-weighed[feature], feature))
    marks = "^#@"
    kinds = [[feature for feature in best if feature[0] == mark] for mark in marks]
    kinds.append([feature for feature in best if feature[0] not in marks])
    return {feature: matter[feature] for kind in kinds for feature in kind[:QUERY_TERMS]}
