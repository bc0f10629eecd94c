"""Every door of the listings: loading this module hangs all the routes on the blueprint."""

from club_ess.transfers.listings import (
    document_views,
    exclusion_views,
    file_views,
    mandate_views,
    own_views,
    teaser_views,
    views,
)
from club_ess.transfers.listings.blueprint import doors

__all__ = [
    "document_views", "doors", "exclusion_views", "file_views", "mandate_views", "own_views", "teaser_views", "views",
]
