"""What was asked to be said later is said when its time has come."""

import asyncio

import structlog

from conversations.ports import Store
from kit.clock import Clock

_ROUND_SECONDS = 30
# A round is one transaction: small enough not to hold up who is talking now.
_AT_ONCE = 50

log = structlog.get_logger()


async def say_reminders(store: Store, clock: Clock) -> None:
    """Look, every half minute, which reminders are due, and say each of them once."""
    while True:
        async with store.transaction() as work:
            said = await work.say_what_is_due(clock(), limit=_AT_ONCE)
        if said:
            log.info("reminders.said", number=said)
        if said < _AT_ONCE:
            await asyncio.sleep(_ROUND_SECONDS)
