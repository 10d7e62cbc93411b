"""The worker's loop: claim turns, take them side by side, wait for news."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from conversations.conversation import Turn
from conversations.ports import News, Store
from kit.clock import Clock

# The engine is one core: more turns at once would only wait there instead of here.
AT_ONCE = 8
# Longer than the engine's patience, so that a turn is not claimed twice while one is busy
# with it; short enough that the turns of a killed worker do not wait long.
LEASE = timedelta(seconds=12)
# Postponed turns and lost claims make no news, so the queue is looked at this often anyhow.
_LOOK_SECONDS = 0.5
_PAUSE_AFTER_FAILURE_SECONDS = 1.0

log = structlog.get_logger()


class Worker:
    """Takes all turns of all conversations, one at a time in each conversation."""

    def __init__(
        self,
        name: str,
        *,
        store: Store,
        news: News,
        clock: Clock,
        take_turn: Callable[[Turn], Awaitable[None]],
    ) -> None:
        self._name = name
        self._store = store
        self._news = news
        self._clock = clock
        self._take_turn = take_turn
        self._busy: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Work until cancelled; turns that are under way are then finished first."""
        try:
            while True:
                await self._step()
        finally:
            await asyncio.gather(*self._busy)

    async def _step(self) -> None:
        try:
            free = AT_ONCE - len(self._busy)
            if await self._claim(free) < free or not free:
                await self._wait()
        except Exception:
            # The database may be away for a moment; a worker that dies answers nobody.
            log.exception("worker.failed")
            await asyncio.sleep(_PAUSE_AFTER_FAILURE_SECONDS)

    async def _claim(self, most: int) -> int:
        """Begin with at most so many turns; fewer than that means that no more are due."""
        if not most:
            return 0
        now = self._clock()
        async with self._store.transaction() as work:
            turns = await work.claim(self._name, now=now, until=now + LEASE, limit=most)
        for turn in turns:
            task = asyncio.create_task(self._take(turn))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)
        return len(turns)

    async def _take(self, turn: Turn) -> None:
        try:
            await self._take_turn(turn)
        except Exception:
            # The claim runs out by itself and the turn is tried again.
            log.exception("turn.failed", conversation=str(turn.conversation), seq=turn.seq)

    async def _wait(self) -> None:
        """Wait for a new message, or for a place that comes free."""
        news = asyncio.create_task(self._news.wait(_LOOK_SECONDS))
        await asyncio.wait({news, *self._busy}, return_when=asyncio.FIRST_COMPLETED)
        if not news.done():
            news.cancel()
            await asyncio.wait({news})
