"""The migrations lead to the tables that the models describe."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from club_ess.extensions import db
from club_ess.schema import metadata
from tests.cast import Club


def test_migrations_and_models_agree(club: Club) -> None:
    with club.context(), db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_every_table_is_made_by_a_migration(club: Club) -> None:
    with club.context():
        made = set(db.inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert made == set(metadata.tables)
