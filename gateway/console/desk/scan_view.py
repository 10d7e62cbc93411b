"""A scan as it stands beside a conversation."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from advice.content import Content
from conversations.scans import KeptScan


class LevelView(Struct):
    """How a theme of the scan stands."""

    theme: str
    level: str


class ScanView(Struct):
    """The scan of a conversation, as far as an advisor may see it."""

    id: UUID
    url: str
    finished_at: datetime | None
    levels: list[LevelView]
    own_words: str | None


def scan_view(content: Content, kept: KeptScan) -> ScanView:
    scan, record = content.scans.get(kept.scan.version, content.scan), kept.scan
    levels = [
        LevelView(theme.name, scan.levels[record.levels[theme.id]].name)
        for theme in scan.themes
        if theme.id in record.levels
    ]
    own_words = record.walk.get("own_words")
    return ScanView(record.id, f"/scans/{record.id}", record.finished_at, levels, own_words)
