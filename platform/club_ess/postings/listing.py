"""Lists of postings: narrowed, sorted, cut in pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic

from sqlalchemy import Select, case, select
from sqlalchemy.orm import contains_eager
from werkzeug.datastructures import MultiDict

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.pages import Page
from club_ess.organizations.models import Organization
from club_ess.organizations.policies import organization_ids_of
from club_ess.postings import facets
from club_ess.postings.counts import kept_counts
from club_ess.postings.enums import PostingState
from club_ess.postings.policies import is_visitor, published_postings, visible_postings
from club_ess.postings.rooms import P, PostingRoom
from club_ess.reference.communes import Commune, distance_km, get_commune

PAGE_SIZE = 20
MOST_VALUES = 20
SORTS = {"recent": "Plus récents", "bientot": "Commencent bientôt", "proche": "Plus proches de moi"}


@dataclass(frozen=True)
class Listing(Generic[P]):
    """One page of a list, the facets around it, and the orders that it can be given: (value, label)."""

    page: Page[P]
    groups: list[dict[str, Any]]
    sort: str
    sorts: list[tuple[str, str]]


def read_chosen(args: MultiDict[str, str]) -> facets.Chosen:
    """What the address asks for, by facet; a value that the facet does not know is ignored."""
    return {
        facet.name: tuple(value for value in args.getlist(facet.name)[:MOST_VALUES] if facet.read(value))
        for facet in facets.FACETS
    }


def find(room: PostingRoom[P], actor: Person | None, args: MultiDict[str, str], number: int) -> Listing[P]:
    """The published postings that the actor may read, as the address asks for them."""
    chosen = read_chosen(args)
    rows = published_postings(room, actor)
    rows = rows.join(room.model.organization).options(contains_eager(room.model.organization))
    counts = kept_counts(room, rows, chosen, is_visitor(actor))
    home = home_of(actor)
    sorts = [(value, label) for value, label in SORTS.items() if value != "proche" or home]
    sort = args.get("tri", "recent") if args.get("tri") in dict(sorts) else "recent"
    total = counts.get(facets.TOTAL, {}).get("", 0)
    kept = _sorted(room, rows.where(facets.narrow(room, chosen)), sort, home, counts.get("commune", {}))
    items = db.session.scalars(kept.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    return Listing(Page(items, number, PAGE_SIZE, total), facets.groups(counts, chosen), sort, sorts)


def home_of(actor: Person | None) -> Commune | None:
    """Where the actor measures distances from: their commune, or that of one of their organizations."""
    if actor is None:
        return None
    if actor.commune_code is not None:
        return get_commune(actor.commune_code)
    located = select(Organization.commune_code).where(
        Organization.id.in_(organization_ids_of(actor)), Organization.commune_code.is_not(None)
    )
    return get_commune(db.session.scalar(located.order_by(Organization.name).limit(1)))


def _sorted(
    room: PostingRoom[P], rows: Select[P], sort: str, home: Commune | None, codes: Iterable[str]
) -> Select[P]:
    """Newest first, unless asked otherwise. `codes`: the communes that occur, ranked here by distance from home."""
    model = room.model
    newest = (model.published_at.desc(), model.id)
    if sort == "bientot":
        return rows.order_by(model.starts_on.is_(None), model.starts_on, *newest)
    if sort == "proche" and home is not None:
        places = sorted((distance_km(home, place), place.code) for code in codes if (place := get_commune(code)))
        ranks = {code: rank for rank, (_, code) in enumerate(places)}
        if ranks:
            return rows.order_by(case(ranks, value=model.commune_code, else_=len(ranks)), *newest)
    return rows.order_by(*newest)


def postings_of(room: PostingRoom[P], actor: Person) -> dict[PostingState, list[P]]:
    """All the postings of the actor's organizations by state, the last touched first."""
    mine = (
        visible_postings(room, actor)
        .where(room.model.organization_id.in_(organization_ids_of(actor)))
        .join(room.model.organization).options(contains_eager(room.model.organization))
        .order_by(room.model.updated_at.desc(), room.model.id)
    )
    found = db.session.scalars(mine).all()
    return {state: [posting for posting in found if posting.state is state] for state in PostingState}
