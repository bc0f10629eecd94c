"""Alembic's environment: migrations run on the product's own engine, as a writer."""

from typing import Any, Literal

from alembic import context

from club_ess.extensions import db
from club_ess.kit.engine import WRITES
from club_ess.kit.records import Instant, Word
from club_ess.schema import metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Our column types appear in migrations as the plain types they are kept as."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Word):
        return "sa.String(40)"
    return False


with db.engine.connect().execution_options(**{WRITES: True}) as connection:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=False,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
