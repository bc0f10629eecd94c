"""How many projects a listing would suit, said roughly, so that nobody can count one project by trying."""

from club_ess.matching.transfers.proposing import explain, is_good, others_searching
from club_ess.transfers.listings.models import Listing

FEW, STEP = 5, 5


def how_many_fit(listing: Listing) -> str:
    """« moins de 5 », « au moins 5 », « au moins 10 »… Raises SearchIndexError when the engine cannot answer.

    Exclusions do not change it: otherwise excluding people one by one would tell who carries a project.
    """
    explained = explain(listing, others_searching(listing))
    found = sum(is_good(one, is_proposed=True) for one in explained)
    return f"moins de {FEW}" if found < FEW else f"au moins {found - found % STEP}"
