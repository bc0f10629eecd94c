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
