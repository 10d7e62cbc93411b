"""What is too old is erased: a job, not a promise."""

import asyncio
from datetime import timedelta

import structlog

from conversations.ports import Store
from kit.clock import Clock

_ROUND_SECONDS = 3_600

log = structlog.get_logger()


async def keep_no_longer_than(days: int, store: Store, clock: Clock) -> None:
    """Erase, every hour, each conversation in which nothing happened for `days` days.

    "Older than", not "of that day": a round that was missed is made up for by the next.
    """
    while True:
        async with store.transaction() as work:
            erased = await work.erase_untouched_since(clock() - timedelta(days=days))
        if erased:
            log.info("conversations.expired", number=erased)
        await asyncio.sleep(_ROUND_SECONDS)
