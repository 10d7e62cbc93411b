"""Alembic runs this file to upgrade a database."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from storage.database import connect
from storage.tables import metadata


def _run(connection: Connection) -> None:
    # SQLite cannot alter columns in place; batch mode copies the table.
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def _upgrade() -> None:
    engine = connect(context.config.get_main_option("sqlalchemy.url", ""))
    async with engine.begin() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


asyncio.run(_upgrade())
