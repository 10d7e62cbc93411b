"""The store of conversations on SQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from conversations.ports import Work
from storage import database
from storage.conversations import ConversationRows
from storage.jobs import JobRows


class _Work(ConversationRows, JobRows):
    """One transaction over all tables."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection


class SqlStore:
    """Keeps conversations in the database behind `engine`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Work]:
        async with database.writing(self._engine) as connection:
            yield _Work(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        async with database.reading(self._engine) as connection:
            yield _Work(connection)
