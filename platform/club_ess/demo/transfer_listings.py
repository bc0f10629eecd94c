"""What is transmitted: prepared in private over weeks, then read by the moderator."""

from typing import Any

from club_ess.demo.content import Row
from club_ess.demo.making import ago, key_of
from club_ess.demo.transfer_market import Market
from club_ess.demo.transfer_papers import paper
from club_ess.extensions import db
from club_ess.kit import clock
from club_ess.transfers.calendar import quarters_from
from club_ess.transfers.listings import documents, exclusions, mandates, operations
from club_ess.transfers.listings.exclusion_inputs import AddExclusion
from club_ess.transfers.listings.file import FileAsked, fingerprint, save_file
from club_ess.transfers.listings.inputs import EditStructure, EditTeaser, GiveMandate, PrepareListing
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.reviews.inputs import Approve
from club_ess.transfers.reviews.operations import approve_listing
from club_ess.transfers.states import ReviewState


def make_listing(market: Market, row: Row) -> None:
    """`days` says how long ago it was prepared, submitted and approved; a draft has only the first."""
    prepared, *others = row["days"]
    with ago(days=prepared):
        asked = PrepareListing(nickname=row["nickname"], submission=key_of("listing", row["key"]))
        market.listings[row["key"]] = operations.prepare_listing(market.person(row["owner"]), asked)
    if _listing(market, row).state is ReviewState.DRAFT:
        _prepare(market, row, others[0] if others else prepared)
    if len(others) > 1 and _listing(market, row).state is ReviewState.SUBMITTED:
        with ago(days=others[1]):
            version = _listing(market, row).version
            approve_listing(market.moderator, market.listings[row["key"]], Approve(version=version))


def _prepare(market: Market, row: Row, days: float) -> None:
    """Each part may be written again as it is; the review is asked when there is one."""
    owner, listing_id = market.person(row["owner"]), market.listings[row["key"]]
    with ago(days=days, minutes=300):
        _write(market, row)
        _choose_people(market, row)
        for rank, each in enumerate(row.get("documents", [])):
            asked = documents.AddDocument(title=each["title"], submission=key_of("document", row["key"], rank))
            documents.keep_document(market.person(row["owner"]), listing_id, asked, paper(each["title"], each["lines"]))
    if row["state"] != ReviewState.DRAFT:
        with ago(days=days):
            operations.submit_listing(owner, listing_id)


def _write(market: Market, row: Row) -> None:
    """What is transmitted, the teaser, the file."""
    owner, listing_id = market.person(row["owner"]), market.listings[row["key"]]
    organization = next(each["organization"] for each in market.made.content.people if each["key"] == row["owner"])
    structure = market.made.organizations[organization] if organization else None
    told = EditStructure(organization_id=structure, version=_listing(market, row).version)
    operations.edit_structure(owner, listing_id, told)
    answers = _teaser(row) | {"version": _listing(market, row).version}
    operations.edit_teaser(owner, listing_id, EditTeaser.model_validate(answers))
    seen = fingerprint(_listing(market, row))
    save_file(owner, listing_id, FileAsked.model_validate(row.get("file", {}) | {"seen": seen}))


def _teaser(row: Row) -> dict[str, Any]:
    """The quarter that is aimed at counts from today."""
    told = {name: value for name, value in row["teaser"].items() if value is not None}
    ahead = told.pop("quarters_ahead")
    return told | {"target_quarter": quarters_from(clock.today(), ahead + 1)[ahead][0]}


def _choose_people(market: Market, row: Row) -> None:
    """Who sees nothing, and who advises."""
    owner, listing_id = market.person(row["owner"]), market.listings[row["key"]]
    for each in row.get("exclusions", []):
        organization_id = market.made.organizations.get(each.get("organization", ""))
        asked = AddExclusion(email=each.get("email"), organization_id=organization_id)
        exclusions.add_exclusion(owner, listing_id, asked)
    present = {adviser.id for adviser in _listing(market, row).advisers}
    for key in row.get("mandates", []):
        if market.made.people[key] not in present:
            mandates.give_mandate(owner, listing_id, GiveMandate(adviser_id=market.made.people[key]))


def _listing(market: Market, row: Row) -> Listing:
    return db.session.get_one(Listing, market.listings[row["key"]])
