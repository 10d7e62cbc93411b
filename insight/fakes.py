"""Figures in memory, for tests: scans to count can be added and taken away."""

from collections.abc import Sequence
from datetime import datetime

from conversations.scans import CountedScan


class MemoryFigures:
    """Keeps scans and published figures; `scans` and `kept` may be looked at and changed."""

    def __init__(self, *scans: CountedScan) -> None:
        self.scans = list(scans)
        self.kept: dict[str, bytes] = {}

    async def counted_scans(self, since: datetime, until: datetime) -> Sequence[CountedScan]:
        return tuple(scan for scan in self.scans if since <= scan.finished_at < until)

    async def first_counted(self) -> datetime | None:
        return min((scan.finished_at for scan in self.scans), default=None)

    async def published(self, quarter: str) -> bytes | None:
        return self.kept.get(quarter)

    async def publish(self, quarter: str, figures: bytes, at: datetime) -> bool:
        is_first = quarter not in self.kept
        self.kept.setdefault(quarter, figures)
        return is_first
