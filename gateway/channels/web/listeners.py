"""Calls that wait until something is said in their conversation."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import structlog

from conversations.ports import News

_LONGEST_WAIT_SECONDS = 25.0

log = structlog.get_logger()


class Listeners:
    """Wakes exactly those who wait for a conversation in which there is news."""

    def __init__(self, news: News) -> None:
        self._news = news
        self._waiting: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def listening(self, conversation: UUID) -> Iterator[asyncio.Event]:
        """Return an event that is set at each news from now on."""
        heard = asyncio.Event()
        self._waiting[conversation].add(heard)
        try:
            yield heard
        finally:
            self._waiting[conversation].discard(heard)
            if not self._waiting[conversation]:
                del self._waiting[conversation]

    async def run(self) -> None:
        """Pass the news on until cancelled."""
        while True:
            try:
                for conversation in await self._news.wait(_LONGEST_WAIT_SECONDS):
                    for heard in self._waiting.get(conversation, ()):
                        heard.set()
            except Exception:
                # Without news a waiting call still ends at its own time.
                log.exception("news.failed")
                await asyncio.sleep(1.0)


async def hears_within(heard: asyncio.Event, seconds: float) -> bool:
    """Wait for news; tell whether there was any, and be ready for the next."""
    try:
        await asyncio.wait_for(heard.wait(), seconds)
    except TimeoutError:
        return False
    heard.clear()
    return True
