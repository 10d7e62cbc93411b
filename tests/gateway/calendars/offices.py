"""An advisor with a calendar on a server, and what keeps it the same as here."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

from advice.appointments.rules import AgendaRules
from conversations.appointments import Appointment, Form, Slot
from gateway.calendars.sync import CalendarSync
from gateway.calendars.texts import CalendarTexts
from handoff.advisors import Advisor
from handoff.appointments.agenda import TeamAgenda
from handoff.appointments.agendas import Span
from storage.store import SqlStore
from tests.handoff.appointments.bookings import APPOINTING, CONSOLE, CONTENT, TUESDAY, booked, said
from tests.handoff.people import opened
from tests.support.calendars import Desktop
from tests.support.time import HandClock

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEXTS = CalendarTexts(CONTENT, APPOINTING, CONSOLE, may_mail=True)
WORDS = CONTENT.appointments.own_calendar
PUT_BACK, OVERLAPPING = (
    letter.subject.partition("{")[0] for letter in (WORDS.put_back, WORDS.overlapping)
)
A_BIT_LATER = 150
"""Seconds after which calendars are looked at again."""


class Office:
    """An advisor, the program in which they see their calendar, and what keeps it the same."""

    def __init__(
        self, who: Advisor, desktop: Desktop, sync: CalendarSync, store: SqlStore, clock: HandClock
    ) -> None:
        self.who, self.desktop, self.store, self.clock = who, desktop, store, clock
        self.sync = sync

    async def look(self) -> None:
        """Let some minutes go by, in which what is due is done."""
        self.clock.forward(A_BIT_LATER)
        await self.work()

    async def work(self) -> None:
        while await self.sync.round():
            pass

    async def book(self, start: datetime = TUESDAY) -> Appointment:
        appointment = await booked(self.store, self.clock, self.who, start)
        await self.work()
        return appointment

    async def letters(self, to: str = "") -> list[str]:
        """Return the subjects of what was mailed since, to the advisor or to somebody else."""
        now = self.clock()
        async with self.store.transaction() as work:
            claimed = await work.claim_mails(now=now, until=now, limit=99)
            for letter in claimed:
                await work.drop_mail(letter)
        return [one.mail.subject for one in claimed if one.mail.to == (to or self.who.email)]

    async def told(self, appointment: Appointment) -> str:
        """Return what was said last to who booked."""
        return (await said(self.store, appointment.conversation))[-1].text

    async def busy(self) -> list[Span]:
        """Return what keeps the advisor from being booked on that Tuesday."""
        day = Span(TUESDAY.replace(hour=0), TUESDAY.replace(hour=23))
        async with self.store.reading() as work:
            taken = await work.taken(day, now=self.clock())
        return list(taken[self.who.id].spans) if self.who.id in taken else []

    def drag(self, appointment: Appointment, by: timedelta) -> None:
        """Move an appointment in the calendar, as with a mouse."""
        slot = appointment.slot

        def moved(text: str) -> str:
            for moment in (slot.start, slot.end):
                text = text.replace(f":{stamp(moment)}\n", f":{stamp(moment + by)}\n")
            return text

        self.desktop.change(str(appointment.id), moved)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


class NoNews:
    """Nobody tells of anything, so that all is found by looking."""

    async def wait(self, seconds: float) -> frozenset[UUID]:
        await asyncio.sleep(seconds)
        return frozenset()

    async def close(self) -> None:
        """Nothing to close."""


async def connect(store: SqlStore, who: Advisor, path: str | None) -> None:
    async with store.transaction() as work:
        await work.keep_agenda(who.id, AgendaRules(calendar=path))


async def hold(office: Office, agenda: TeamAgenda, slot: Slot) -> UUID:
    """Hold a time for somebody new, as the bot does; return in which conversation."""
    conversation = await opened(office.store, office.clock)
    await agenda.hold(conversation, slot, Form.PHONE, "algemeen")
    return conversation
