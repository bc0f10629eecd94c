"""What `club-ess demo` does before it serves: settings, schema, the demonstration club, and who can sign in."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from club_ess.app import create_app
from club_ess.config import Settings
from club_ess.demo.load import demo_password, demo_sign_ins, load_demo
from club_ess.extensions import db
from club_ess.paths import default_data_folder

console = Console(stderr=True)


def prepare(environ: Mapping[str, str]) -> Flask:
    """The app of the demonstration club, loaded the first time. Raises UnsafeSettings for wrong CLUB_* variables."""
    app = create_app(demo_settings(environ))
    with app.app_context():
        upgrade()
        _load_with_progress()
        _print_sign_ins(app)
        db.session.remove()
        db.engine.dispose()
    return app


def demo_settings(environ: Mapping[str, str]) -> Settings:
    """CLUB_* as given, completed for a local demonstration: its own folder and a secret of its own."""
    folder = Path(environ.get("CLUB_DATA") or default_data_folder() / "demo")
    folder.mkdir(parents=True, exist_ok=True)
    ours = {"CLUB_ENV": "local", "CLUB_DEMO": "1", "CLUB_DATA": str(folder)}
    return Settings.from_environment({"CLUB_SECRET_KEY": _kept_secret(folder / "secret"), **environ, **ours})


def _kept_secret(file: Path) -> str:
    """A random secret made once, readable by the owner of the folder only."""
    if not file.exists():
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as made:
            made.write(secrets.token_urlsafe(48))
    return file.read_text()


def _load_with_progress() -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Club de démonstration", total=None)
        load_demo(lambda done, total, what: progress.update(task, completed=done, total=total, description=what))


def _print_sign_ins(app: Flask) -> None:
    table = Table(title="Qui peut se connecter", title_justify="left")
    for heading in ("Personne", "Rôle", "Courriel"):
        table.add_column(heading)
    for name, role, email in demo_sign_ins():
        table.add_row(name, role, email)
    console.print(table)
    console.print(f"Mot de passe de tous : [bold]{demo_password()}[/bold]", highlight=False)
    address = app.config["CLUB"].origin
    console.print(f"Le club de démonstration : [bold]{address}[/bold]  (Ctrl+C pour arrêter)", highlight=False)
