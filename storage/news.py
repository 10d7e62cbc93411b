"""How a process hears that another one has committed something: on SQLite, by looking."""

import asyncio
import sqlite3
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from conversations.ports import News
from storage import database
from storage.tables import messages

# Between two looks of SQLite's change counter (some microseconds a look): as short as an
# answer deserves while people talk, and longer when nobody has for a while.
_BUSY_SECONDS = 0.002
_IDLE_SECONDS = 0.02
_IDLE_AFTER_LOOKS = 1_000


def open_news(engine: AsyncEngine) -> News:
    """Return the kind of news that fits the database."""
    if engine.dialect.name == "sqlite":
        return SqliteNews(engine)
    # Imported where it is used: a process on SQLite need not carry PostgreSQL's client.
    from storage.postgres_news import PostgresNews

    return PostgresNews(engine.url)


class SqliteNews:
    """Watches the counter that SQLite raises at each commit of another connection.

    https://www.sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._watch: sqlite3.Connection | None = None
        self._version = -1
        self._last_id: int | None = None
        self._quiet_looks = 0

    async def wait(self, seconds: float) -> frozenset[UUID]:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while True:
            if self._has_changed() and (found := await self._conversations()):
                return found
            pause = _BUSY_SECONDS if self._quiet_looks < _IDLE_AFTER_LOOKS else _IDLE_SECONDS
            left = end - loop.time()
            if left <= 0:
                return frozenset()
            await asyncio.sleep(min(pause, left))

    async def close(self) -> None:
        if self._watch is not None:
            self._watch.close()

    def _has_changed(self) -> bool:
        if self._watch is None:
            self._watch = sqlite3.connect(self._engine.url.database or "", isolation_level=None)
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        changed = bool(version != self._version)
        self._version = version
        self._quiet_looks = 0 if changed else self._quiet_looks + 1
        return changed

    async def _conversations(self) -> frozenset[UUID]:
        """One writes at a time in SQLite, so a later message always has a higher id."""
        async with database.reading(self._engine) as connection:
            if self._last_id is None:
                self._last_id = await connection.scalar(select(func.max(messages.c.id))) or 0
                return frozenset()
            query = select(messages.c.id, messages.c.conversation_id)
            rows = (await connection.execute(query.where(messages.c.id > self._last_id))).all()
        self._last_id = max((row.id for row in rows), default=self._last_id)
        return frozenset(row.conversation_id for row in rows)
