"""Makes private drafts of an imported table, all of them or none."""

from collections.abc import Sequence

from club_ess.accounts.models import Person
from club_ess.extensions import db
from club_ess.kit.operation import operation
from club_ess.kit.submissions import remember, result_of
from club_ess.transfers.exchange.inputs import ImportedTeaser, ImportFile
from club_ess.transfers.exchange.reading import ReadLine
from club_ess.transfers.listings.inputs import PrepareListing
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.listings.operations import prepare_listing

IMPORT = "import_listings"


@operation
def import_listings(actor: Person, asked: ImportFile, lines: Sequence[ReadLine]) -> int:
    """One draft a line, the actor's own; returns how many. The same form sent again makes none."""
    if result_of(actor.id, IMPORT, asked.submission) is not None:
        return 0
    remember(actor.id, IMPORT, asked.submission, actor.id)
    wanted = [(line.asked, line.line) for line in lines if line.asked is not None]
    for teaser, number in wanted:
        _make(actor, teaser, number)
    return len(wanted)


def _make(actor: Person, teaser: ImportedTeaser, number: int) -> None:
    nickname = teaser.nickname or f"Annonce importée, ligne {number}"
    listing = db.session.get_one(Listing, prepare_listing(actor, PrepareListing(nickname=nickname)))
    for name, value in teaser.columns().items():
        setattr(listing, name, value)
    listing.may_be_relayed = teaser.may_be_relayed
