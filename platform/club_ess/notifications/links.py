"""Addresses of the club's pages that also work outside a request: mails are written by the worker."""

from flask import current_app


def path_to(endpoint: str, **values: object) -> str:
    """The path of a page of this site. Raises BuildError for an endpoint that does not exist."""
    return current_app.url_map.bind("").build(endpoint, values)


def address_of(path: str) -> str:
    """The whole address, as mails need it."""
    origin: str = current_app.config["CLUB"].origin
    return origin + path
