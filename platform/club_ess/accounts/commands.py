"""`club-ess moderator`: who moderates is decided on the server, never from a page. Runs inside an app context."""

import click

from club_ess.accounts.operations import set_moderator


@click.group("moderator")
def moderator() -> None:
    """Who moderates the club."""


@moderator.command("add")
@click.argument("email")
def add_moderator(email: str) -> None:
    """Makes a moderator of somebody who has confirmed their address."""
    _set(email, True)


@moderator.command("remove")
@click.argument("email")
def remove_moderator(email: str) -> None:
    """Ends somebody's moderation."""
    _set(email, False)


def _set(email: str, is_moderator: bool) -> None:
    if not set_moderator(email.strip().lower(), is_moderator):
        raise click.ClickException(f"Personne n’a confirmé l’adresse {email} : inscrivez-vous d’abord sur le site.")
    click.echo(f"{email} {'modère désormais' if is_moderator else 'ne modère plus'} le club.")
