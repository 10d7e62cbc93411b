"""The figures of all quarters that ended, each made once and never changed after that.

Two reports can therefore differ in whole quarters only: what is between them is never one business.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from advice.content import Content
from insight.figures import Row, figures
from insight.ports import Figures
from insight.quarter import Quarter

# Nobody did a scan before. What was published since is looked for even when the first scans were
# withdrawn, so that a quarter never disappears from a report.
_BEGINNING = Quarter(2026, 1)


async def report(store: Figures, content: Content, now: datetime) -> list[Row]:
    """Return the rows of all finished quarters from the first counted scan on, oldest first.

    A quarter that is asked for the first time is counted and published; every later report has
    the same, also when a scan was withdrawn or came in late.
    """
    first = await store.first_counted()
    since = Quarter.of(first or now)
    rows: list[Row] = []
    for quarter in _finished(min(since, _BEGINNING), now):
        if quarter >= since and await store.published(str(quarter)) is None:
            await _publish(store, quarter, content, now)
        rows += await _published(store, quarter)
    return rows


def _finished(quarter: Quarter, now: datetime) -> Iterator[Quarter]:
    while quarter.is_finished(now):
        yield quarter
        quarter = quarter.next


async def _publish(store: Figures, quarter: Quarter, content: Content, now: datetime) -> None:
    """Count and publish a quarter; if another process was first, its figures stay."""
    scans = await store.counted_scans(quarter.since, quarter.until)
    made = msgspec.json.encode(figures(quarter, scans, content))
    await store.publish(str(quarter), made, now)


async def _published(store: Figures, quarter: Quarter) -> list[Row]:
    kept = await store.published(str(quarter))
    return [] if kept is None else msgspec.json.decode(kept, type=list[Row])
