"""`club-ess`: every command that is not a page."""

import os
import signal
import sys
import threading
from typing import Any

import click
from flask import Flask
from flask_migrate import upgrade

from club_ess.accounts.commands import moderator
from club_ess.app import create_app
from club_ess.config import Settings, UnsafeSettings
from club_ess.extensions import db
from club_ess.kit import outbox as promises
from club_ess.search.commands import search_commands
from club_ess.transfers.anonymity.commands import sirene_commands
from club_ess.transfers.exchange.commands import transfer_commands


def make_app(settings: Settings | None = None) -> Flask:
    """The app, or a clear refusal on the terminal."""
    try:
        return create_app(settings)
    except UnsafeSettings as unsafe:
        click.secho(f"Refus de démarrer :\n{unsafe}", fg="red", err=True)
        sys.exit(2)


@click.group()
def main() -> None:
    """Commands of the club's platform."""


@main.command()
def serve() -> None:
    """Serves pages and live threads, as the CLUB_* variables say."""
    from club_ess.serving import Server

    app = make_app()
    club = app.config["CLUB"]
    click.echo(f"{club.name} : {club.origin}")
    Server(app).run()


@main.command()
def worker() -> None:
    """Keeps the outbox empty and runs periodic jobs, until stopped."""
    from club_ess.serving import work

    stop = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: stop.set())
    work(make_app(), stop)


@main.command()
@click.option("--load-only", is_flag=True, help="Prépare le club sans le servir.")
def demo(load_only: bool) -> None:
    """The demonstration club: made the first time, kept afterwards, and served."""
    from club_ess.demo.command import prepare
    from club_ess.serving import Server

    app = prepare(os.environ)
    if not load_only:
        Server(app).run()


@main.group()
def outbox() -> None:
    """What was promised after a change."""


@outbox.command("status")
def outbox_status() -> None:
    """Counts the promises: waiting, failing, given up."""
    with make_app().app_context():
        for name, count in promises.status().items():
            click.echo(f"{name}\t{count}")


@main.group("db")
def database() -> None:
    """The database schema."""


@database.command("upgrade")
def upgrade_database() -> None:
    """Brings the schema up to date."""
    with make_app().app_context():
        upgrade()
        db.engine.dispose()


@database.command("revision")
@click.argument("message")
def make_revision(message: str) -> None:
    """Drafts a migration from the models."""
    from flask_migrate import revision

    with make_app().app_context():
        revision(message=message, autogenerate=True)


class RoomCommands(click.Group):
    """The commands of a room, run inside the app."""

    def invoke(self, ctx: click.Context) -> Any:
        with make_app().app_context():
            return super().invoke(ctx)


for room in (search_commands, sirene_commands, transfer_commands, moderator):
    main.add_command(RoomCommands(room.name, room.commands, help=room.help))


if __name__ == "__main__":
    main()
