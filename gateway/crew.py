"""The loop of whoever works off a queue in the database: several at once, and none twice."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from conversations.ports import News

# What was postponed and claims that were lost make no news, so the queue is looked at this often.
_LOOK_SECONDS = 0.5
_PAUSE_AFTER_FAILURE_SECONDS = 1.0

log = structlog.get_logger()


class Crew[Job]:
    """Takes at most `at_once` jobs side by side.

    `claim` returns at most so many that nobody else gets now; `take` does one, and what goes wrong
    in it is its own affair.
    """

    def __init__(
        self,
        name: str,
        at_once: int,
        *,
        claim: Callable[[int], Awaitable[Sequence[Job]]],
        take: Callable[[Job], Awaitable[None]],
        news: News,
    ) -> None:
        self._name = name
        self._at_once = at_once
        self._claim = claim
        self._take = take
        self._news = news
        self._busy: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Work until cancelled; what is under way is then finished first."""
        try:
            while True:
                await self._step()
        finally:
            await asyncio.gather(*self._busy)

    async def round(self) -> int:
        """Do what is due now, and wait for it; return how many jobs that were."""
        begun = await self._begin(self._at_once)
        await asyncio.gather(*self._busy)
        return begun

    async def _step(self) -> None:
        try:
            free = self._at_once - len(self._busy)
            if await self._begin(free) < free or not free:
                await self._wait()
        except Exception:
            # The database may be away for a moment; a loop that dies does nothing more.
            log.exception("crew.failed", crew=self._name)
            await asyncio.sleep(_PAUSE_AFTER_FAILURE_SECONDS)

    async def _begin(self, most: int) -> int:
        """Begin with at most so many; fewer than that means that no more are due."""
        jobs = await self._claim(most) if most else ()
        for job in jobs:
            task = asyncio.ensure_future(self._take(job))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)
        return len(jobs)

    async def _wait(self) -> None:
        """Wait for something new, or for a place that comes free."""
        news = asyncio.create_task(self._news.wait(_LOOK_SECONDS))
        try:
            await asyncio.wait({news, *self._busy}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            news.cancel()
            await asyncio.wait({news})
