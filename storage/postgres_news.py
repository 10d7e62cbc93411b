"""How a process hears that another one has committed something: on PostgreSQL, by listening."""

import asyncio
from uuid import UUID

import psycopg
from sqlalchemy import URL

from storage.tables import NEWS_CHANNEL


class PostgresNews:
    """Listens to the notifications that the store sends with each commit."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection: psycopg.AsyncConnection | None = None

    async def wait(self, seconds: float) -> frozenset[UUID]:
        try:
            connection = await self._listening()
            return frozenset(
                [
                    UUID(note.payload)
                    async for note in connection.notifies(timeout=seconds, stop_after=1)
                ]
            )
        except psycopg.OperationalError:
            # The server went away: what was missed is found by the timeouts of who waits.
            self._connection = None
            await asyncio.sleep(min(seconds, 1.0))
            return frozenset()

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def _listening(self) -> psycopg.AsyncConnection:
        if self._connection is None:
            connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
            await connection.execute(f"LISTEN {NEWS_CHANNEL}")
            self._connection = connection
        return self._connection
