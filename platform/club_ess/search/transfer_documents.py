"""What the engine is told of a listing and of a project. They are compared in memory and written in no index.

Only what a repreneur may read of a listing is here: its file, its nickname and its structure have no way in.
"""

from club_ess.transfers.enums import Route
from club_ess.transfers.listings.models import Listing
from club_ess.transfers.projects.models import Project
from search_index import Document

AUDIENCE = "nobody"  # of no index


def listing_document(listing: Listing) -> Document:
    """The teaser's own words."""
    return Document(
        id=str(listing.id), kind="listing", audience=AUDIENCE, version="", owner=str(listing.owner_id),
        title="", text=listing.teaser_text, context=_routes(listing.routes),
    )


def project_document(project: Project) -> Document:
    text = "\n".join((project.description, project.experience, project.motivation))
    return Document(
        id=str(project.id), kind="project", audience=AUDIENCE, version="", owner=str(project.author_id),
        title=project.title, text=text, context=_routes(project.routes),
    )


def _routes(values: list[str]) -> str:
    return " · ".join(Route(value).label for value in values)
