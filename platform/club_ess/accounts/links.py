"""The addresses that mails carry: absolute, so they are built from the club's own origin and never from the request."""

from flask import current_app


def absolute(path: str) -> str:
    origin: str = current_app.config["CLUB"].origin
    return origin + path


def confirm_link(secret: str) -> str:
    return absolute(f"/inscription/confirmer/{secret}")


def reset_link(secret: str) -> str:
    return absolute(f"/mot-de-passe/{secret}")
