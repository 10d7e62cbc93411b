"""How to reach the database: SQLite in a file, or PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

_LOCK_WAIT_SECONDS = 15
_WRITES = "schakel_writes"


def connect(url: str) -> AsyncEngine:
    """Return a pool of connections to `url`: `sqlite+aiosqlite:///file` or `postgresql+psycopg://…`.

    Nothing is opened yet.
    """
    if not url.startswith("sqlite"):
        return create_async_engine(url, pool_size=10, pool_pre_ping=True)
    engine = create_async_engine(
        url, pool_size=5, connect_args={"timeout": _LOCK_WAIT_SECONDS, "isolation_level": None}
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """WAL lets readers go on while one writes; NORMAL loses nothing when a process is killed."""
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    """Take the write lock at the start: a lock asked for half-way can be refused at once.

    https://www.sqlite.org/lang_transaction.html, "deferred, immediate, and exclusive".
    """
    writes = connection.get_execution_options().get(_WRITES, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that may write; commit at the end, roll back on an exception."""
    async with engine.begin() as connection:
        yield connection


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that only reads."""
    async with engine.connect() as connection:
        await connection.execution_options(**{_WRITES: False})
        async with connection.begin():
            yield connection
