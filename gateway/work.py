"""The worker: claims turns and takes them side by side."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog

from conversations.conversation import Turn
from conversations.ports import News, Store
from gateway.crew import Crew
from kit.clock import Clock

# The engine is one core: more turns at once would only wait there instead of here.
AT_ONCE = 8
# Longer than the engine's patience, so that a turn is not claimed twice while one is busy
# with it; short enough that the turns of a killed worker do not wait long.
LEASE = timedelta(seconds=12)

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
        self._clock = clock
        self._take_turn = take_turn
        self._crew = Crew("turns", AT_ONCE, claim=self._claim, take=self._take, news=news)

    async def run(self) -> None:
        """Work until cancelled; turns that are under way are then finished first."""
        await self._crew.run()

    async def _claim(self, most: int) -> Sequence[Turn]:
        now = self._clock()
        async with self._store.transaction() as work:
            return await work.claim(self._name, now=now, until=now + LEASE, limit=most)

    async def _take(self, turn: Turn) -> None:
        try:
            await self._take_turn(turn)
        except Exception:
            # The claim runs out by itself and the turn is tried again.
            log.exception("turn.failed", conversation=str(turn.conversation), seq=turn.seq)
