"""The house that tests live in: a migrated database a test, the product's own app, and the cast."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

from club_ess.app import create_app
from club_ess.config import Settings
from club_ess.extensions import db
from tests.cast import Club
from tests.databases import Database, postgresql_or_skip, sqlite

COMPILED = FileSystemBytecodeCache(tempfile.mkdtemp(prefix="club-templates-"))  # each page is compiled once
SECRET = "tests-only-3f9c1d7be2a84560-8b1e"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A migrated, empty database that each test gets a copy of: SQLite, or CLUB_TEST_DATABASE_URL's server."""
    folder = tmp_path_factory.mktemp("template")
    url = os.environ.get("CLUB_TEST_DATABASE_URL")
    database = postgresql_or_skip(url) if url else sqlite(folder)
    app = create_app(settings_for(folder, database.template_url))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    yield database
    database.drop()


def settings_for(folder: Path, url: str, **others: object) -> Settings:
    asked = {"env": "local", "secret_key": SECRET, "data": folder, "database_url": url, "embedded_worker": False}
    return Settings.model_validate(asked | others)


@pytest.fixture
def club(template: Database, tmp_path: Path) -> Iterator[Club]:
    """The product on a fresh database, with nobody in it yet."""
    app = create_app(settings_for(tmp_path, template.fresh(tmp_path)))
    app.jinja_env.bytecode_cache = COMPILED
    app.config["TESTING"] = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield Club(app)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(tmp_path, ignore_errors=True)
