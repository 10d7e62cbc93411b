"""What this process tried to send: when first, and what came of it."""

from datetime import datetime

_MOST = 10_000


class Attempts:
    """Remembers the last so many parts; what is forgotten costs a wider look back, nothing more."""

    def __init__(self) -> None:
        self._began: dict[str, datetime] = {}
        self._ids: dict[str, str] = {}

    def begin(self, tag: str, at: datetime) -> None:
        """Note an attempt; only the first of a tag counts."""
        self._began.setdefault(tag, at)
        _forget_oldest(self._began)

    def succeed(self, tag: str, id: str) -> None:
        """Note the provider's id of a part."""
        self._ids[tag] = id
        _forget_oldest(self._ids)

    def began(self, tag: str) -> datetime | None:
        """Return when a part was first tried, as far as is known."""
        return self._began.get(tag)

    def id_of(self, tag: str) -> str | None:
        """Return the provider's id of a part, as far as is known."""
        return self._ids.get(tag)

    def is_taken(self, id: str) -> bool:
        """Tell whether the provider's id is known to be another part."""
        return id in self._ids.values()


def _forget_oldest[Value](known: dict[str, Value]) -> None:
    if len(known) > _MOST:
        del known[next(iter(known))]
