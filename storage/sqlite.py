"""The embedded database: SQLite in a file that several processes of one machine share.

Its calls take some ten microseconds and wait for nothing outside, so they are made right in the
event loop: handing each to a thread and back costs many times the call itself (ADR 10).
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy import Connection as SqlConnection
from sqlalchemy import Executable, create_engine, event
from sqlalchemy.exc import OperationalError

from conversations.ports import News
from storage.database import Connection, Rows, Values

# A transaction takes a millisecond or two: five thousand tries are ten seconds.
_LOCK_TRIES = 5_000
_LOCK_PAUSE_SECONDS = 0.002

# Between two looks at SQLite's change counter (some microseconds a look): as short as an answer
# deserves while people talk, and longer when nobody has for a while.
_BUSY_SECONDS = 0.002
_IDLE_SECONDS = 0.02
_IDLE_AFTER_LOOKS = 1_000

# Asked at every commit of anyone, so without the cost of SQLAlchemy.
_NEW_MESSAGES = "SELECT id, conversation_id FROM messages WHERE id > ?"


class SqliteDatabase:
    """One file, in WAL mode: who reads never waits, who writes waits for the one who writes."""

    def __init__(self, url: str) -> None:
        # No waiting inside SQLite: who finds the file locked lets the loop go on and tries again.
        options = {"isolation_level": None, "check_same_thread": False, "timeout": 0}
        # An error never repeats what people wrote: errors end up in logs.
        self._engine = create_engine(
            url, connect_args=options, max_overflow=-1, hide_parameters=True
        )
        event.listen(self._engine, "connect", _prepare)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Connection]:
        with self._engine.connect() as connection:
            await _begin(connection, "BEGIN IMMEDIATE")
            yield _InlineConnection(connection)
            connection.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        with self._engine.connect() as connection:
            await _begin(connection, "BEGIN")
            yield _InlineConnection(connection)

    def news(self) -> News:
        return SqliteNews(self._engine.url.database or "")

    async def close(self) -> None:
        self._engine.dispose()


class _InlineConnection:
    """Runs each statement at once."""

    def __init__(self, connection: SqlConnection) -> None:
        self._connection = connection

    async def execute(self, statement: Executable, values: Values | None = None) -> Rows:
        return self._connection.execute(statement, values)

    async def announce(self, conversation: UUID) -> None:
        """Nothing to do: others see it by the change counter."""


class SqliteNews:
    """Watches the counter that SQLite raises at each commit of another connection.

    https://www.sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._watch: sqlite3.Connection | None = None
        self._version = -1
        self._last_id = 0
        self._quiet_looks = 0

    async def wait(self, seconds: float) -> frozenset[UUID]:
        watch = self._watch or self._open()
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while True:
            if self._has_changed(watch) and (found := self._conversations(watch)):
                return found
            pause = _BUSY_SECONDS if self._quiet_looks < _IDLE_AFTER_LOOKS else _IDLE_SECONDS
            left = end - loop.time()
            if left <= 0:
                return frozenset()
            await asyncio.sleep(min(pause, left))

    async def close(self) -> None:
        if self._watch is not None:
            self._watch.close()

    def _open(self) -> sqlite3.Connection:
        self._watch = sqlite3.connect(self._file, isolation_level=None)
        (newest,) = self._watch.execute("SELECT max(id) FROM messages").fetchone()
        self._last_id = newest or 0
        return self._watch

    def _has_changed(self, watch: sqlite3.Connection) -> bool:
        (version,) = watch.execute("PRAGMA data_version").fetchone()
        has_changed = bool(version != self._version)
        self._version = version
        self._quiet_looks = 0 if has_changed else self._quiet_looks + 1
        return has_changed

    def _conversations(self, watch: sqlite3.Connection) -> frozenset[UUID]:
        """One writes at a time in SQLite, so a later message always has a higher id."""
        rows = watch.execute(_NEW_MESSAGES, (self._last_id,)).fetchall()
        self._last_id = max((id for id, _ in rows), default=self._last_id)
        return frozenset(UUID(conversation) for _, conversation in rows)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """WAL lets readers go on while one writes; NORMAL loses nothing when a process is killed.

    What is erased is overwritten with zeros, so that nobody reads it in the file.

    Only here SQLite waits: who opens the file first, or after a crash, locks it a moment.
    """
    settings = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON")
    for setting in ("busy_timeout=5000", *settings, "busy_timeout=0"):
        connection.execute(f"PRAGMA {setting}")


async def _begin(connection: SqlConnection, how: str) -> None:
    """Open the transaction, writers with the lock: one asked for half-way can be refused.

    https://www.sqlite.org/lang_transaction.html, "deferred, immediate, and exclusive".
    """
    for _ in range(_LOCK_TRIES):
        try:
            connection.exec_driver_sql(how)
        except OperationalError as error:
            if not _is_locked(error):
                raise
            connection.rollback()
            await asyncio.sleep(_LOCK_PAUSE_SECONDS)
        else:
            return
    connection.exec_driver_sql(how)


def _is_locked(error: OperationalError) -> bool:
    """Busy in any of its ways; the low byte is the code, https://www.sqlite.org/rescode.html."""
    code = getattr(error.orig, "sqlite_errorcode", None) or 0
    return bool(code & 0xFF == sqlite3.SQLITE_BUSY)
