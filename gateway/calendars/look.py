"""A look in somebody's own calendar just before a time is held: it may have been filled since."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import structlog

from handoff.appointments.agendas import Span
from handoff.appointments.calendars import Calendar, CalendarError
from handoff.ports import TeamStore

# Somebody waits for an answer in the chat.
_SECONDS = 1.5

log = structlog.get_logger()


class LiveLook:
    """Looks, and keeps what it sees; a calendar that is slow or away holds nobody up."""

    def __init__(self, calendar: Calendar, store: TeamStore, seconds: float = _SECONDS) -> None:
        self._calendar = calendar
        self._store = store
        self._seconds = seconds

    async def __call__(self, advisor: UUID, span: Span) -> Sequence[Span]:
        """Return when an advisor is busy within `span` by their own calendar."""
        async with self._store.reading() as work:
            path = await work.calendar_of(advisor)
        if path is None:
            return ()
        try:
            async with asyncio.timeout(self._seconds):
                busy = await self._calendar.busy(path, span)
        except (CalendarError, TimeoutError) as error:
            log.warning("calendar.not_looked", advisor=str(advisor), error=type(error).__name__)
            return ()
        if busy:
            async with self._store.transaction() as work:
                await work.add_busy(advisor, busy)
        return busy
