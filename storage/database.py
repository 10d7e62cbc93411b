"""A database as the store sees it: transactions, and news of those of others."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Executable, Result

from conversations.ports import News

type Rows = Result[*tuple[Any, ...]]
type Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Connection(Protocol):
    """One open transaction."""

    async def execute(self, statement: Executable, values: Values | None = None) -> Rows:
        """Run a statement; its rows are there at once."""
        ...

    async def announce(self, conversation: UUID) -> None:
        """Tell other processes, at the commit, that something was said in this conversation."""
        ...


class Database(Protocol):
    """Where the tables are."""

    def writing(self) -> AbstractAsyncContextManager[Connection]:
        """Open a transaction that may write: committed at the end, undone by an exception."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Connection]:
        """Open a transaction that only reads and holds nobody up."""
        ...

    def news(self) -> News:
        """Listen to what is said in any conversation, from the first wait on."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...
