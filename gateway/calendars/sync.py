"""Calendars of advisors and their appointments here are kept the same, both ways.

Compared is what is here with what is there, never a list of messages: whatever was missed, by whom
ever, the next look makes up for it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from msgspec import structs

from conversations.appointments import Appointment
from conversations.ports import News
from gateway.calendars.page import Page, page_of
from gateway.calendars.taking_over import TakingOver
from gateway.calendars.texts import CalendarTexts, time_of
from gateway.calendars.writing import Writing
from gateway.crew import Crew
from handoff.appointments.agendas import Agendas, Span
from handoff.appointments.calendar_ports import AdvisorCalendar
from handoff.appointments.calendars import (
    Calendar,
    CalendarError,
    Changes,
    StandsOtherwise,
)
from handoff.ports import TeamStore
from kit.clock import Clock

LOOK_EVERY = timedelta(minutes=2)
_AT_ONCE = 4
_LEASE = timedelta(minutes=2)
# Where nothing changed, the day that comes into sight is read as often as this.
_READ_ALL_EVERY = timedelta(hours=1)
_FAR = timedelta(days=800)
_SOON, _AWAY, _REFUSED = timedelta(seconds=2), timedelta(seconds=15), timedelta(minutes=5)

log = structlog.get_logger()


class CalendarSync:
    """Looks at calendars that are due, several at once."""

    def __init__(
        self,
        calendar: Calendar,
        texts: CalendarTexts,
        *,
        store: TeamStore,
        news: News,
        clock: Clock,
        every: timedelta = LOOK_EVERY,
    ) -> None:
        self._calendar = calendar
        self._texts = texts
        self._store = store
        self._clock = clock
        self._every = every
        self._taking_over = TakingOver(texts, store=store, clock=clock)
        self._writing = Writing(calendar, texts, store=store, clock=clock)
        self._crew = Crew("calendars", _AT_ONCE, claim=self._claim, take=self._take, news=news)

    async def run(self) -> None:
        """Keep them the same until cancelled; what is under way is then finished first."""
        await self._crew.run()

    async def round(self) -> int:
        """Do what is due now, and wait for it; return how many calendars that were."""
        return await self._crew.round()

    async def _claim(self, most: int) -> Sequence[AdvisorCalendar]:
        now = self._clock()
        async with self._store.transaction() as work:
            return await work.claim_calendars(now=now, until=now + _LEASE, limit=most)

    async def _take(self, one: AdvisorCalendar) -> None:
        try:
            try:
                await (self._leave(one) if one.path is None else self._look(one, one.path))
            except CalendarError as error:
                await self._postpone(one, error)
        except Exception:
            # The claim runs out by itself and it is tried again.
            log.exception("calendar.failed", advisor=str(one.advisor))

    async def _look(self, one: AdvisorCalendar, path: str) -> None:
        """Read all first: from a calendar that cannot be read, nobody took anything out."""
        page, span = await self._page(one), await self._in_sight(one)
        changes = await self._calendar.changes(path, one.token, page.known)
        is_read = page.unwritten or not self._is_the_same(one, changes)
        if is_read:
            await self._keep_busy(one, path, span, ())
        if changes.found:
            await self._taking_over.take(page, changes.found)
            page = await self._page(one)
        await self._writing.take_out(page)
        new = await self._writing.write(page, path)
        if new:
            # Somebody may have put something there just before us, in an event of its own.
            await self._keep_busy(one, path, span, new)
        # Some tokens say what stands there: undo what we did, and it is as if nobody did anything.
        token = "" if page.unwritten or page.stray else changes.token
        await self._free(one, token, span.start if is_read else one.busy_at)

    async def _leave(self, one: AdvisorCalendar) -> None:
        """Leave a calendar that is not connected any more as it was before."""
        await self._writing.take_out(await self._page(one))
        now = self._clock()
        async with self._store.transaction() as work:
            await work.keep_busy(one.advisor, (), now + _FAR)
            await work.free_calendar(one, not_before=now)

    async def _page(self, one: AdvisorCalendar) -> Page:
        now = self._clock()
        async with self._store.reading() as work:
            ahead = await work.appointments(Span(now, now + _FAR), advisor=one.advisor)
            return page_of(one, ahead, await work.written(one.advisor))

    async def _in_sight(self, one: AdvisorCalendar) -> Span:
        now = self._clock()
        async with self._store.reading() as work:
            agendas = await work.agendas()
        team = self._texts.content.appointments.rules.team
        return Span(
            now, now + timedelta(days=_days_ahead(agendas, team.horizon_days or 0, one) + 1)
        )

    async def _keep_busy(
        self, one: AdvisorCalendar, path: str, span: Span, new: Sequence[Appointment]
    ) -> None:
        busy = await self._calendar.busy(path, span)
        async with self._store.transaction() as work:
            await work.keep_busy(one.advisor, busy, span.end)
            for appointment in new:
                if any(time_of(appointment).overlaps(other) for other in busy):
                    await self._texts.overlapping(work, appointment, self._clock())

    def _is_the_same(self, one: AdvisorCalendar, changes: Changes) -> bool:
        """Tell whether nobody changed anything since all was read, not long ago."""
        is_told = self._calendar.abilities.tells_changes and changes.token == one.token
        return is_told and one.busy_at is not None and self._is_fresh(one.busy_at)

    def _is_fresh(self, busy_at: datetime) -> bool:
        return self._clock() - busy_at < _READ_ALL_EVERY

    async def _free(self, one: AdvisorCalendar, token: str, busy_at: datetime | None) -> None:
        now = self._clock()
        seen = structs.replace(one, token=token, look_at=now + self._every, busy_at=busy_at)
        async with self._store.transaction() as work:
            await work.free_calendar(seen, not_before=now)

    async def _postpone(self, one: AdvisorCalendar, error: CalendarError) -> None:
        name = type(error).__name__
        pause = _REFUSED if error.is_final else _AWAY
        if isinstance(error, StandsOtherwise):
            pause = _SOON
        async with self._store.transaction() as work:
            until = self._clock() + pause
            await work.free_calendar(one, not_before=until, problem=name)
        log.warning("calendar.postponed", advisor=str(one.advisor), error=name, reason=str(error))


def _days_ahead(agendas: Agendas, of_team: int, one: AdvisorCalendar) -> int:
    """Return how many days ahead somebody may be booked at most, in whatever group."""
    own = agendas.of_advisors.get(one.advisor)
    rules = [*agendas.of_groups.values(), *([own] if own else [])]
    return max([of_team, *(rule.horizon_days or 0 for rule in rules)])
