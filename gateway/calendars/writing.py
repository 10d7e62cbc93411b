"""Appointments as they are now, written in calendars elsewhere, or taken out of them."""

import structlog

from conversations.appointments import Appointment
from gateway.calendars.page import Page
from gateway.calendars.texts import CalendarTexts
from handoff.appointments.calendar_ports import Written
from handoff.appointments.calendars import Calendar, CalendarRefused, Entry, StandsOtherwise
from handoff.ports import TeamStore
from kit.clock import Clock

# So that it is done before somebody else takes over, also where the server is slow.
_MOST = 50

log = structlog.get_logger()


class Writing:
    """Writes by comparing what should be there with what is, so that nothing is forgotten."""

    def __init__(
        self, calendar: Calendar, texts: CalendarTexts, *, store: TeamStore, clock: Clock
    ) -> None:
        self._calendar = calendar
        self._texts = texts
        self._store = store
        self._clock = clock

    async def write(self, page: Page, path: str) -> list[Appointment]:
        """Write what is not there yet; return what is at a time where it was not before."""
        new = []
        for appointment in page.unwritten[:_MOST]:
            entry = self._texts.entry(appointment, self._clock())
            known = page.written.get(appointment.id)
            mark = await self._put(path, entry, known.mark if known else None)
            there = Written(
                appointment=appointment.id,
                path=path,
                version=appointment.version,
                span=entry.span,
                mark=mark,
            )
            async with self._store.transaction() as work:
                await work.keep_written(page.calendar.advisor, there)
            if page.is_new(appointment):
                new.append(appointment)
        return new

    async def take_out(self, page: Page) -> None:
        """Take out what should not be there any more, also of a calendar of before."""
        for one in page.stray:
            try:
                await self._remove(one)
            except CalendarRefused as refused:
                if one.path == page.calendar.path:
                    raise
                id = str(one.appointment)
                log.warning("calendar.left_behind", appointment=id, reason=str(refused))
            async with self._store.transaction() as work:
                await work.drop_written(one)

    async def _put(self, path: str, entry: Entry, expect: str | None) -> str:
        """Write it, also where it is already: we may have been cut off before we kept that."""
        try:
            return await self._calendar.put(path, entry, expect)
        except StandsOtherwise:
            # Somebody changed it, and what that means is found out by looking.
            if expect is not None:
                raise
        standing = await self._calendar.standing(path, entry.appointment)
        if standing is None:
            raise StandsOtherwise
        if standing.span == entry.span and not standing.is_off:
            return standing.mark
        return await self._calendar.put(path, entry, standing.mark)

    async def _remove(self, one: Written) -> None:
        try:
            await self._calendar.remove(one.path, one.appointment, one.mark)
        except StandsOtherwise:
            standing = await self._calendar.standing(one.path, one.appointment)
            if standing:
                await self._calendar.remove(one.path, one.appointment, standing.mark)
