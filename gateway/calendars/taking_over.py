"""What advisors change in their own calendar is changed here, or put back there."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import structlog
from msgspec import structs

from conversations.appointments import Appointment, Party, Slot, SlotTaken
from conversations.ports import UnknownConversation
from gateway.calendars.page import Page
from gateway.calendars.texts import CalendarTexts, time_of
from handoff.appointments.agendas import Span
from handoff.appointments.calendar_ports import Written
from handoff.appointments.calendars import Standing, StandsOtherwise
from handoff.appointments.ports import UnknownAppointment
from handoff.appointments.refusals import AppointmentRefused
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock

# Nobody calls off so many by deleting them one by one: a calendar was emptied, or made anew.
_MOST_GONE = 3
_LONGEST = timedelta(hours=8)
# Older than any there is: it is written again.
_NOT_WRITTEN = -1

log = structlog.get_logger()


class TakingOver:
    """Takes over what was moved or taken out; the entrepreneur hears of it as of any change."""

    def __init__(self, texts: CalendarTexts, *, store: TeamStore, clock: Clock) -> None:
        self._texts = texts
        self._store = store
        self._clock = clock

    async def take(self, page: Page, found: Mapping[UUID, Standing | None]) -> None:
        """Make what was found true here, or see to it that it is put back.

        Raises `StandsOtherwise` when it changed here meanwhile; then all is to be looked at again.
        """
        gone = [id for id, standing in found.items() if standing is None]
        for id, standing in found.items():
            appointment, known = page.ahead[id], page.written[id]
            is_emptied = standing is None and len(gone) > _MOST_GONE
            is_ours_new = known.span != time_of(appointment)
            if standing and _is_as_here(standing, appointment):
                await self._keep(page, known, standing)
            elif is_emptied or is_ours_new or not await self._take_over(page, id, standing):
                await self._put_back(page, id, standing)

    async def _take_over(self, page: Page, id: UUID, standing: Standing | None) -> bool:
        """Move or cancel it here; False if that cannot be."""
        is_off = standing is None or standing.is_off
        if standing and not is_off and not _can_be(standing.span):
            return False
        appointment = page.ahead[id]
        try:
            async with self._store.transaction() as work:
                await work.hold(appointment.conversation)
                fresh = await work.appointment(id)
                if fresh.version != appointment.version:
                    raise StandsOtherwise
                if standing is None or standing.is_off or standing.span is None:
                    await self._cancel(work, page, fresh)
                else:
                    await self._move(work, page, fresh, standing.span, standing.mark)
        except (SlotTaken, AppointmentRefused):
            return False
        except (UnknownConversation, UnknownAppointment):
            # Erased: what stands there is taken out the next time.
            return True
        log.info("calendar.cancelled" if is_off else "calendar.moved", appointment=str(id))
        return True

    async def _cancel(self, work: TeamWork, page: Page, appointment: Appointment) -> None:
        await self._texts.appointing.cancel(work, appointment, Party.CALENDAR, self._clock())
        await work.drop_written(page.written[appointment.id])

    async def _move(
        self, work: TeamWork, page: Page, appointment: Appointment, span: Span, mark: str
    ) -> None:
        slot = Slot(span.start, span.end, appointment.slot.advisor)
        appointing, now = self._texts.appointing, self._clock()
        moved = await appointing.move(work, appointment, slot, Party.CALENDAR, now)
        known = page.written[appointment.id]
        there = structs.replace(known, version=moved.version, span=span, mark=mark)
        await work.keep_written(page.calendar.advisor, there)

    async def _keep(self, page: Page, known: Written, standing: Standing) -> None:
        """Keep that somebody changed something else about it."""
        async with self._store.transaction() as work:
            there = structs.replace(known, mark=standing.mark)
            await work.keep_written(page.calendar.advisor, there)

    async def _put_back(self, page: Page, id: UUID, standing: Standing | None) -> None:
        """Let it be written again as it is here, and tell the advisor."""
        appointment, known = page.ahead[id], page.written[id]
        try:
            async with self._store.transaction() as work:
                await work.hold(appointment.conversation)
                if standing is None:
                    await work.drop_written(known)
                else:
                    again = structs.replace(known, version=_NOT_WRITTEN, mark=standing.mark)
                    await work.keep_written(page.calendar.advisor, again)
                await self._texts.put_back(work, appointment, self._clock())
        except UnknownConversation:
            return
        log.info("calendar.put_back", appointment=str(id))


def _is_as_here(standing: Standing, appointment: Appointment) -> bool:
    return not standing.is_off and standing.span == time_of(appointment)


def _can_be(span: Span | None) -> bool:
    return span is not None and span.end - span.start <= _LONGEST
