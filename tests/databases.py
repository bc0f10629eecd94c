"""Where tests keep their rows: a copied SQLite file, or a PostgreSQL database made from a template."""

import shutil
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from tests.missing import missing


@dataclass
class Database:
    """`template_url` is migrated once; `fresh()` gives the URL of an empty copy."""

    template_url: str
    server_url: str | None = None
    made: list[str] = field(default_factory=list)

    def fresh(self, folder: Path) -> str:
        if self.server_url is None:
            source = Path(self.template_url.removeprefix("sqlite:///"))
            shutil.copy(source, folder / "club.db")
            return f"sqlite:///{folder / 'club.db'}"
        if self.made:
            self._run(f'DROP DATABASE IF EXISTS "{self.made.pop()}" WITH (FORCE)')
        name = f"club_test_{uuid.uuid4().hex[:12]}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{sa.make_url(self.template_url).database}"')
        self.made.append(name)
        return sa.make_url(self.server_url).set(database=name).render_as_string(hide_password=False)

    def drop(self) -> None:
        if self.server_url is not None:
            for name in [*self.made, sa.make_url(self.template_url).database]:
                self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        assert self.server_url is not None
        engine = sa.create_engine(self.server_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


def sqlite(folder: Path) -> Database:
    return Database(f"sqlite:///{folder / 'template.db'}")


def postgresql_or_skip(url: str) -> Database:
    """A template on the server of `url`; without it the tests are skipped, or fail where nothing may be missing."""
    name = f"club_template_{uuid.uuid4().hex[:12]}"
    database = Database(sa.make_url(url).set(database=name).render_as_string(hide_password=False), url)
    try:
        database._run(f'CREATE DATABASE "{name}"')
    except sa.exc.OperationalError as error:
        missing(f"PostgreSQL does not answer at CLUB_TEST_DATABASE_URL: {error.orig}")
    return database
