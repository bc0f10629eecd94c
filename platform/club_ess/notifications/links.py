"""Addresses of the club's pages that also work outside a request: mails are written by the worker."""

import uuid

from flask import current_app


def path_to(endpoint: str, **values: object) -> str:
    """The path of a page of this site. Raises BuildError for an endpoint that does not exist."""
    return current_app.url_map.bind("").build(endpoint, values)


def address_of(path: str) -> str:
    """The whole address, as mails need it."""
    origin: str = current_app.config["CLUB"].origin
    return origin + path


def match_page(match_id: uuid.UUID) -> str:
    return path_to("matching.show", match_id=match_id)


def thread_page(thread_id: uuid.UUID) -> str:
    return path_to("threads.show", thread_id=thread_id)


def organization_page(organization_id: uuid.UUID) -> str:
    return path_to("organizations.show", organization_id=organization_id)


def members_page(organization_id: uuid.UUID) -> str:
    """Where the administrators decide on the requests to join."""
    return path_to("memberships.index", organization_id=organization_id)


def home_page() -> str:
    return path_to("site.home")


def sign_up_page() -> str:
    return path_to("accounts.sign_up")


def notice_page(notice_id: uuid.UUID) -> str:
    """Leads on to what the notice is about, and says nothing of it."""
    return path_to("notifications.follow", notice_id=notice_id)


def listing_review_page(listing_id: uuid.UUID) -> str:
    return path_to("reviews.listing", listing_id=listing_id)


def project_review_page(project_id: uuid.UUID) -> str:
    return path_to("reviews.project", project_id=project_id)


def listing_home(listing_id: uuid.UUID) -> str:
    """Where its cédant and their advisers prepare it."""
    return path_to("listings.home", listing_id=listing_id)


def teaser_page(listing_id: uuid.UUID) -> str:
    return path_to("listings.show", listing_id=listing_id)


def mandates_page(listing_id: uuid.UUID) -> str:
    """Where the cédant sees who advises them."""
    return path_to("listings.mandates", listing_id=listing_id)


def own_mandates_page() -> str:
    return path_to("listings.my_mandates")


def project_page(project_id: uuid.UUID) -> str:
    return path_to("projects.show", project_id=project_id)


def own_projects_page() -> str:
    """Where invitations are answered."""
    return path_to("projects.mine")


def approach_page(approach_id: uuid.UUID) -> str:
    return path_to("approaches.show", approach_id=approach_id)


def follow_up_page(follow_up_id: uuid.UUID) -> str:
    return path_to("outcomes.follow_up", follow_up_id=follow_up_id)
