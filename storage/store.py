"""The store of conversations on SQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from conversations.ports import Work
from storage.conversations import ConversationRows
from storage.database import Connection, Database
from storage.jobs import JobRows


class _Work(ConversationRows, JobRows):
    """One transaction over all tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection


class SqlStore:
    """Keeps conversations in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Work]:
        async with self._database.writing() as connection:
            yield _Work(connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        async with self._database.reading() as connection:
            yield _Work(connection)
