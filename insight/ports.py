"""What figures ask of the outside: scans to count, and a place for what was published."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from conversations.scans import CountedScan


class Figures(Protocol):
    """The part of a transaction that concerns figures."""

    async def counted_scans(self, since: datetime, until: datetime) -> Sequence[CountedScan]:
        """Return what may be counted of the scans that ended from `since` on and before `until`."""
        ...

    async def first_counted(self) -> datetime | None:
        """Return when the first scan ended that may be counted."""
        ...

    async def published(self, quarter: str) -> bytes | None:
        """Return the figures of a quarter as they were published, or None."""
        ...

    async def publish(self, quarter: str, figures: bytes, at: datetime) -> bool:
        """Keep the figures of a quarter for good; False, and nothing changed, if there were any."""
        ...
