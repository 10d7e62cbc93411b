"""Alembic runs this file to upgrade a database."""

from alembic import context
from sqlalchemy import create_engine

from storage.tables import metadata

_engine = create_engine(context.config.get_main_option("sqlalchemy.url", ""))
with _engine.begin() as _connection:
    # SQLite cannot alter columns in place; batch mode copies the table.
    context.configure(connection=_connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
_engine.dispose()
