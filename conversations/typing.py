"""Who types now: known for some seconds, and forgotten."""

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from conversations.messages import Author

TYPES_FOR = timedelta(seconds=6)
"""So long after a key somebody still types."""

COUNTS_EVERY = timedelta(seconds=3)
"""More often than this nobody needs to tell."""


class Typing(Protocol):
    """The part of a transaction that concerns who types: an entrepreneur or an advisor."""

    async def see_typing(self, conversation: UUID, author: Author, at: datetime) -> None:
        """Keep that somebody types; within `COUNTS_EVERY` of the last time nothing changes."""
        ...

    async def is_typing(self, conversation: UUID, author: Author, now: datetime) -> bool:
        """Tell whether somebody typed within `TYPES_FOR`, and said nothing since."""
        ...

    async def typing_entrepreneurs(self, now: datetime) -> frozenset[UUID]:
        """Return the conversations in which the entrepreneur types."""
        ...
