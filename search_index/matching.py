"""Proposals: every document of the other side is weighed roughly, in a few operations over whole arrays; the
likeliest are then scored exactly, pair by pair."""

from collections.abc import Container, Iterable, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from search_index.configuration import RankingConfiguration
from search_index.documents import Document
from search_index.explanations import is_explained, reasons_for
from search_index.ledger import Ledger, Table
from search_index.numbering import OWNERS, WORDS, Values
from search_index.profiles import Profile, build_profile
from search_index.ranking import Vector, Weighed, score_parts, total_score, weigh
from search_index.rarity import Rarity
from search_index.results import MatchHit, ScorePart
from search_index.shelves import Reading
from search_index.traits import Row, Traits, traits_of

EXTRA_CANDIDATES = 50
SCORED_PER_PROPOSAL = 5  # the rough order is not the exact one
FEWEST_SCORED = 50
GROUNDS = 25  # of each kind

Found = tuple[Reading, int, Row]  # its shelf, its document number there, its row
Scored = tuple[float, str, tuple[ScorePart, ...], Reading, int]  # score, id, parts, and where the rest is stored


def rarity_over(shelves: Sequence[Reading]) -> Rarity:
    """The idf of a term over these shelves: one source for both sides of a pair."""
    ledgers = [shelf.ledger() for shelf in shelves]
    key = tuple((shelf.path, shelf.generation) for shelf in shelves)
    return Rarity([ledger.terms.counts for ledger in ledgers], sum(len(ledger.rows) for ledger in ledgers), key)


def match(
    document: Document,
    searched: Sequence[Reading],
    rarity: Rarity,
    configuration: RankingConfiguration,
    limit: int,
    excluded: Container[str],
) -> list[MatchHit]:
    """The best proposals, each with a word or a skill to stand on; never its own structure's documents."""
    profile = build_profile(document)
    asked = weigh(traits_of(profile), rarity, configuration)
    likely = _likeliest(document, asked, searched, rarity, configuration, limit, excluded)
    scored = [_scored(asked, found, rarity, configuration) for found in likely]
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    hits = (
        _hit(key, profile, shelf.profile(docnum), parts, rarity, configuration)
        for _, key, parts, shelf, docnum in scored
    )
    return list(islice((hit for hit in hits if is_explained(hit.reasons)), limit))


def explain(a: Document, b: Document, rarity: Rarity, configuration: RankingConfiguration) -> MatchHit:
    """The score of one pair, computed as `match` computes it."""
    return explain_each(a, [b], rarity, configuration)[0]


def explain_each(
    document: Document, others: Iterable[Document], rarity: Rarity, configuration: RankingConfiguration
) -> list[MatchHit]:
    """The score of each pair; the document's own profile is built once."""
    one = build_profile(document)
    mine = weigh(traits_of(one), rarity, configuration)
    hits = []
    for found in others:
        other = build_profile(found)
        parts = score_parts(mine, weigh(traits_of(other), rarity, configuration), configuration)
        hits.append(_hit(found.id, one, other, parts, rarity, configuration))
    return hits


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


def _scored(asked: Weighed, found: Found, rarity: Rarity, configuration: RankingConfiguration) -> Scored:
    shelf, docnum, row = found
    parts = score_parts(asked, weigh(row.traits, rarity, configuration), configuration)
    return total_score(parts), row.document.id, parts, shelf, docnum


def _likeliest(
    document: Document,
    asked: Weighed,
    searched: Sequence[Reading],
    rarity: Rarity,
    configuration: RankingConfiguration,
    limit: int,
    excluded: Container[str],
) -> list[Found]:
    """Those that have the best chances."""
    wanted = min(max(FEWEST_SCORED, SCORED_PER_PROPOSAL * limit), configuration.candidates + EXTRA_CANDIDATES)
    owner, chosen = OWNERS.find(document.owner), list[tuple[float, Found]]()
    for shelf in searched:
        ledger = shelf.ledger()
        chances = _chances(asked, ledger, rarity, configuration)
        chances[~_has_ground(asked.traits, ledger)] = 0.0
        if owner is not None:
            chances[ledger.owners == owner] = 0.0
        order = (at for at in np.argsort(-chances, kind="stable").tolist() if chances[at] > 0)
        allowed = (at for at in order if ledger.rows[at].document.id not in excluded)
        chosen += [(chances[at], (shelf, int(ledger.docnums[at]), ledger.rows[at])) for at in islice(allowed, wanted)]
    chosen.sort(key=lambda found: -found[0])
    return [found for _, found in chosen[:wanted]]


def _has_ground(asked: Traits, ledger: Ledger) -> npt.NDArray[np.bool_]:
    """Who shares a weighty word, or how one begins, a skill or a near trade: what only lighter things bring
    together is chance."""
    return (
        ledger.terms.sharing(asked.terms, GROUNDS)
        | ledger.roots.sharing(asked.roots, GROUNDS)
        | ledger.skills.sharing(asked.skills, GROUNDS)
        | ledger.trades.sharing(asked.nearest_trades, GROUNDS)
    )


def _chances(asked: Weighed, ledger: Ledger, rarity: Rarity, configuration: RankingConfiguration) -> Values:
    """The words and skills parts, roughly: pieces of two words are not told apart when lengths are taken, families
    are left out and only the nearest trades are read."""
    weighing, share = ledger.weighed(rarity), configuration.gram_share
    words = (1 - share) * _cosines(asked.terms, weighing.terms, weighing.term_lengths)
    pieces = WORDS.weighed_by(asked.pieces.spread)
    words += share * weighing.words.dot(np.append(pieces, 0.0)) / (weighing.word_lengths * (asked.pieces.length or 1.0))
    skills = configuration.trade_share * ledger.trades.dot(asked.trades.spread)
    skills += (1 - configuration.trade_share) * _cosines(asked.skills, ledger.skills, ledger.skill_lengths)
    return np.asarray(
        configuration.words * words**configuration.evenness + configuration.skills * skills**configuration.evenness
    )


def _cosines(asked: Vector, table: Table, lengths: Values) -> Values:
    return np.asarray(table.dot(asked.spread) / (lengths * (asked.length or 1.0)))
