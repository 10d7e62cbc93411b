"""Who types, as rows: one for each conversation with a person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Column, Select, bindparam, literal, or_, select

# SQLite says it in the same words, so the statement of one dialect serves both.
from sqlalchemy.dialects.postgresql import Insert, insert

from conversations.messages import Author
from conversations.typing import COUNTS_EVERY, TYPES_FOR
from storage.database import Connection
from storage.tables import messages, typing


class TypingRows:
    """The part of a transaction that concerns who types."""

    _connection: Connection

    async def see_typing(self, conversation: UUID, author: Author, at: datetime) -> None:
        seen = {"of": conversation, "now": at, "counted": at - COUNTS_EVERY}
        await self._connection.execute(_SEE[author], seen)

    async def is_typing(self, conversation: UUID, author: Author, now: datetime) -> bool:
        asked = {"of": conversation, "since": now - TYPES_FOR}
        return (await self._connection.execute(_IS_TYPING[author], asked)).scalar() is not None

    async def typing_entrepreneurs(self, now: datetime) -> frozenset[UUID]:
        asked = {"since": now - TYPES_FOR}
        found = await self._connection.execute(_TYPING[Author.ENTREPRENEUR], asked)
        return frozenset(found.scalars())


_COLUMNS: Mapping[Author, Column[datetime]] = {
    Author.ENTREPRENEUR: typing.c.entrepreneur_at,
    Author.ADVISOR: typing.c.advisor_at,
}


def _see(column: Column[datetime]) -> Insert:
    seen: dict[str, BindParameter[Any]] = {
        "conversation_id": bindparam("of"),
        column.name: bindparam("now"),
    }
    return (
        insert(typing)
        .values(seen)
        .on_conflict_do_update(
            index_elements=[typing.c.conversation_id],
            set_={column.name: bindparam("now")},
            where=or_(column.is_(None), column <= bindparam("counted")),
        )
    )


def _typing(author: Author) -> Select[tuple[UUID]]:
    """Find who typed a moment ago; a message that came after it is what they typed."""
    column = _COLUMNS[author]
    has_said = (
        select(literal(1))
        .where(
            messages.c.conversation_id == typing.c.conversation_id,
            messages.c.author == author,
            messages.c.at >= column,
        )
        .exists()
    )
    return select(typing.c.conversation_id).where(column > bindparam("since"), ~has_said)


_SEE = {author: _see(column) for author, column in _COLUMNS.items()}
_TYPING = {author: _typing(author) for author in _COLUMNS}
_IS_TYPING = {
    author: query.where(typing.c.conversation_id == bindparam("of"))
    for author, query in _TYPING.items()
}
