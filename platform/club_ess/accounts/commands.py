"""`club-ess moderator`: who moderates is decided on the server, never from a page."""

from collections.abc import Callable

import click
from flask import Flask

from club_ess.accounts.operations import set_moderator

MakeApp = Callable[[], Flask]


@click.group("moderator")
def moderator() -> None:
    """Who moderates the club."""


@moderator.command("add")
@click.argument("email")
@click.pass_obj
def add_moderator(make_app: MakeApp, email: str) -> None:
    """Makes a moderator of somebody who has confirmed their address."""
    _set(make_app, email, True)


@moderator.command("remove")
@click.argument("email")
@click.pass_obj
def remove_moderator(make_app: MakeApp, email: str) -> None:
    """Ends somebody's moderation."""
    _set(make_app, email, False)


def _set(make_app: MakeApp, email: str, is_moderator: bool) -> None:
    with make_app().app_context():
        is_done = set_moderator(email.strip().lower(), is_moderator)
    if not is_done:
        raise click.ClickException(f"Personne n’a confirmé l’adresse {email} : inscrivez-vous d’abord sur le site.")
    click.echo(f"{email} {'modère désormais' if is_moderator else 'ne modère plus'} le club.")
