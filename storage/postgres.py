"""The database for real use: PostgreSQL, shared by as many processes and machines as wanted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import psycopg
from sqlalchemy import URL, Executable, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from conversations.ports import News
from storage.database import Connection, Rows, Values

_CHANNEL = "schakel_news"
_CONNECTIONS = 10
_PAUSE_AFTER_LOSS_SECONDS = 1.0


class PostgresDatabase:
    """A pool of connections."""

    def __init__(self, url: str) -> None:
        # An error never repeats what people wrote: errors end up in logs.
        self._engine = create_async_engine(
            url, pool_size=_CONNECTIONS, pool_pre_ping=True, hide_parameters=True
        )

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Connection]:
        async with self._engine.begin() as connection:
            yield _PostgresConnection(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        async with self._engine.connect() as connection:
            yield _PostgresConnection(connection)

    def news(self) -> News:
        return PostgresNews(self._engine.url)

    async def close(self) -> None:
        await self._engine.dispose()


class _PostgresConnection:
    """One connection of the pool, in a transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def execute(self, statement: Executable, values: Values | None = None) -> Rows:
        return await self._connection.execute(statement, values)

    async def announce(self, conversation: UUID) -> None:
        await self.execute(select(func.pg_notify(_CHANNEL, str(conversation))))


class PostgresNews:
    """Listens to what each transaction announces."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection: psycopg.AsyncConnection | None = None

    async def wait(self, seconds: float) -> frozenset[UUID]:
        try:
            connection = await self._listening()
            notes = connection.notifies(timeout=seconds, stop_after=1)
            return frozenset([UUID(note.payload) async for note in notes])
        except psycopg.OperationalError:
            # The server went away. Who waits looks again at the end of its own time.
            self._connection = None
            await asyncio.sleep(min(seconds, _PAUSE_AFTER_LOSS_SECONDS))
            return frozenset()

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def _listening(self) -> psycopg.AsyncConnection:
        if self._connection is None:
            connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
            await connection.execute(f"LISTEN {_CHANNEL}")
            self._connection = connection
        return self._connection
