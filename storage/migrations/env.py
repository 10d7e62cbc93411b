"""Alembic runs this file to upgrade a database."""

from alembic import context
from sqlalchemy import create_engine

from storage import (
    appointment_tables,
    calendar_tables,
    channel_tables,
    invitation_tables,
    tables,
    team_tables,
    ticket_tables,
)

# One list of tables, filled by all modules of tables: so each is imported.
_ALL = {
    module.metadata
    for module in (
        tables,
        team_tables,
        channel_tables,
        invitation_tables,
        appointment_tables,
        calendar_tables,
        ticket_tables,
    )
}

_engine = create_engine(context.config.get_main_option("sqlalchemy.url", ""))
with _engine.begin() as _connection:
    (all_tables,) = _ALL
    # SQLite cannot alter columns in place; batch mode copies the table.
    context.configure(connection=_connection, target_metadata=all_tables, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
_engine.dispose()
