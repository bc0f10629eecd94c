"""Who could take over what: every pair that may meet is compared in memory; one row a pair is kept, for ever.

The engine is asked before the write lock is taken. A project is compared only with the listings that its people may
read, so nothing of the others can show in what it is proposed. Exclusions and welcomes are written by a cédant who must
not learn from them who carries a project: a proposal already made does not lapse for one (its repreneur stops reading
it), and somebody welcomed by name is proposed to nobody.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, islice

from sqlalchemy import ColumnElement, select

from club_ess.events import TransferMatchProposed
from club_ess.extensions import db
from club_ess.kit.operation import operation, record
from club_ess.kit.states import move
from club_ess.matching.proposing import BEST, suits
from club_ess.matching.transfers import criteria
from club_ess.matching.transfers.enums import Fit, TransferMatchState
from club_ess.matching.transfers.models import TransferMatch
from club_ess.matching.transfers.states import MOVES
from club_ess.search.proposals import Explanation, explain_transfers
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.policies import met_by_none
from club_ess.transfers.projects.models import Project
from club_ess.transfers.projects.policies import is_sealed
from club_ess.transfers.states import ReviewState

Key = tuple[uuid.UUID, uuid.UUID]  # listing, project


def propose_for_listing(listing_id: uuid.UUID) -> None:
    """Safe to repeat; a listing off line keeps no proposal. Raises SearchIndexError."""
    listing = db.session.get(Listing, listing_id)
    if listing is not None:
        pairs = {(listing.id, project.id): project for project in projects_for(listing)} if listing.is_open else {}
        explained = dict(zip(pairs, explain(listing, list(pairs.values())), strict=True))
        _keep(TransferMatch.listing_id == listing_id, explained)


def propose_for_project(project_id: uuid.UUID) -> None:
    """The same from the other side."""
    project = db.session.get(Project, project_id)
    if project is not None:
        listings = listings_for(project) if project.is_open else []
        explained = {(listing.id, project.id): explain(listing, [project])[0] for listing in listings}
        _keep(TransferMatch.project_id == project_id, explained)


def projects_for(listing: Listing) -> list[Project]:
    """The projects on line whose people no exclusion of this listing meets."""
    return [project for project in others_searching(listing) if _may_meet(listing, project)]


def others_searching(listing: Listing) -> list[Project]:
    """Every project on line that is not the cédant's or an adviser's own, whomever the listing excludes."""
    online = db.session.scalars(select(Project).where(Project.state == ReviewState.PUBLISHED).order_by(Project.id))
    return [project for project in online.all() if is_sealed(project) and not _is_theirs(listing, project)]


def listings_for(project: Project) -> list[Listing]:
    """The listings on line that the people of this project may know of."""
    if not is_sealed(project):
        return []
    online = select(Listing).where(Listing.state == ReviewState.PUBLISHED, met_by_none(project.people))
    return [listing for listing in db.session.scalars(online.order_by(Listing.id)) if not _is_theirs(listing, project)]


def _may_meet(listing: Listing, project: Project) -> bool:
    open_here = select(Listing.id).where(Listing.id == listing.id, met_by_none(project.people))
    return db.session.scalar(open_here) is not None


def _is_theirs(listing: Listing, project: Project) -> bool:
    return bool({listing.owner_id, *(one.id for one in listing.advisers)} & {one.id for one in project.people})


def explain(listing: Listing, projects: Sequence[Project]) -> list[Explanation]:
    """Words and skills by the engine, the rest by `criteria`; one weighted mean of all parts."""
    pairs = zip(projects, explain_transfers(listing, projects), strict=True)
    return [_completed(explanation, listing, project) for project, explanation in pairs]


def _completed(explanation: Explanation, listing: Listing, project: Project) -> Explanation:
    compared = criteria.compare(listing, project)
    spoken = [reason for reason in explanation.reasons if reason["kind"] in ("words", "skills")]
    parts = explanation.parts + criteria.parts_of(compared)
    whole = sum(part["weight"] for part in parts)
    return Explanation(
        score=round(100 * sum(part["value"] * part["weight"] for part in parts) / whole, 3) if whole else 0.0,
        configuration=f"{explanation.configuration}+{criteria.CONFIGURATION}", parts=parts,
        reasons=spoken + criteria.reasons_of(compared),
    )


def is_good(explanation: Explanation, *, is_best: bool = False, is_proposed: bool = False) -> bool:
    """As between needs and offers; a common sector too is something to stand on."""
    return suits(explanation, is_best=is_best, is_proposed=is_proposed, is_grounded=_shares_sector(explanation))


def _shares_sector(explanation: Explanation) -> bool:
    data = [reason["data"] for reason in explanation.reasons if reason["kind"] == "criterion"]
    return any(one["name"] == "sector" and one["fit"] == Fit.YES.value for one in data)


@operation
def _keep(mine: ColumnElement[bool], explained: Mapping[Key, Explanation]) -> None:
    """Reads the rows again under the lock; what people have set aside is never touched."""
    rows = {(row.listing_id, row.project_id): row for row in db.session.scalars(select(TransferMatch).where(mine))}
    best = _best(explained, rows.keys())
    for key in sorted(rows.keys() | explained.keys()):
        row = rows.get(key) or TransferMatch(listing_id=key[0], project_id=key[1])
        if row.state is not TransferMatchState.DISMISSED:
            _keep_one(row, explained.get(key), is_best=key in best)


def _best(explained: Mapping[Key, Explanation], mine: Collection[Key]) -> set[Key]:
    """The best projects of each listing. Never the best listings of a project: the people of one would be told, or not,
    because another exists that they must not know of."""
    theirs = TransferMatch.listing_id.in_({listing_id for listing_id, _ in explained})
    proposed = select(TransferMatch).where(theirs, TransferMatch.state == TransferMatchState.PROPOSED)
    rivals = {(row.listing_id, row.project_id): row.score for row in db.session.scalars(proposed)}
    scores = {key: score for key, score in rivals.items() if key not in mine}
    scores |= {key: explanation.score for key, explanation in explained.items()}
    ranked = sorted(scores, key=lambda key: (key[0], -scores[key], key[1]))
    return {key for _, keys in groupby(ranked, key=lambda key: key[0]) for key in islice(keys, BEST)}


def _keep_one(row: TransferMatch, explanation: Explanation | None, *, is_best: bool) -> None:
    is_proposed = row.state is TransferMatchState.PROPOSED
    if explanation is not None and is_good(explanation, is_best=is_best, is_proposed=is_proposed):
        row.score, row.configuration = explanation.score, explanation.configuration
        row.parts, row.reasons = explanation.parts, explanation.reasons
        if not is_proposed:
            _propose(row)
    elif is_proposed and (explanation is not None or not (row.listing.is_open and row.project.is_open)):
        move(row, TransferMatchState.LAPSED, MOVES, actor_id=None)


def _propose(row: TransferMatch) -> None:
    if row.state is TransferMatchState.LAPSED:
        move(row, TransferMatchState.PROPOSED, MOVES, actor_id=None)
    else:
        db.session.add(row)
        db.session.flush()
    record(TransferMatchProposed(row.id))
