"""What is too old is erased: a job, not a promise."""

import asyncio
from datetime import timedelta

import structlog

from advice.organisation import Organisation
from handoff.ports import TeamStore
from kit.clock import Clock, months_after

_ROUND_SECONDS = 3_600

log = structlog.get_logger()


async def keep_no_longer_than_promised(
    organisation: Organisation, store: TeamStore, clock: Clock
) -> None:
    """Erase, every hour, what is too old.

    That are the conversations and scans in which nothing happened for too long, the lines of the
    audit, and what people wanted to hear of, which they said as long ago as a scan may be.

    "Older than", not "of that day": a round that was missed is made up for by the next.
    """
    while True:
        now = clock()
        conversations_from = now - timedelta(days=organisation.retention_days)
        scans_from = months_after(now, -organisation.scan_retention_months)
        audit_from = months_after(now, -organisation.audit_retention_months)
        async with store.transaction() as work:
            erased = await work.erase_untouched_since(conversations_from)
            forgotten = await work.forget_scans_untouched_since(scans_from)
            lines = await work.forget_audit_before(audit_from)
            wishes = await work.forget_opt_ins_before(scans_from)
        if erased or forgotten or lines or wishes:
            counts = {"scans": forgotten, "audit": lines, "opt_ins": wishes}
            log.info("kept.expired", conversations=erased, **counts)
        await asyncio.sleep(_ROUND_SECONDS)
