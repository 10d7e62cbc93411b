"""People who hold, book and move a slot, straight on the store."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

from msgspec import structs
from sqlalchemy import select

from conversations.appointments import (
    Appointment,
    AppointmentRequest,
    Form,
    Party,
    Slot,
    SlotTaken,
)
from conversations.scans import Given
from handoff.advisors import Advisor
from handoff.appointments.agendas import Span, Taken
from storage.appointment_tables import appointment_claims
from storage.database import Database
from storage.store import SqlStore
from tests.handoff.people import advisor, opened
from tests.support.time import HandClock

TUESDAY = datetime(2026, 12, 1, tzinfo=UTC)
DAY = Span(TUESDAY, TUESDAY + timedelta(days=1))
BUFFER = timedelta(minutes=10)
HELD_FOR = timedelta(minutes=10)


def at(hour: int, minute: int = 0) -> datetime:
    return TUESDAY + timedelta(hours=hour, minutes=minute)


def slot_at(who: Advisor, hour: int, minute: int = 0, *, minutes: int = 30) -> Slot:
    start = at(hour, minute)
    return Slot(start, start + timedelta(minutes=minutes), who.id)


def claim_of(slot: Slot) -> Span:
    """Return the time of a slot, with ten minutes before and after it."""
    return Span(slot.start - BUFFER, slot.end + BUFFER)


def request(clock: HandClock) -> AppointmentRequest:
    return AppointmentRequest(
        form=Form.PHONE,
        question="Kan ik mijn zaak overdragen aan mijn dochter?",
        consent=Given(True, 1, clock()),
        group="algemeen",
        name="Jan Jansen",
        phone="0320-000000",
        email="jan@example.org",
        municipality="urk",
        topics=("slim-regeling",),
    )


class Desk:
    """A team of two whose time is booked; each thing done is a transaction of its own."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.ada: Advisor
        self.bob: Advisor

    async def begin(self) -> None:
        self.ada, self.bob = [
            await advisor(self.store, self.clock, uuid4().hex) for _ in ("Ada", "Bob")
        ]

    async def client(self) -> UUID:
        return await opened(self.store, self.clock)

    async def hold(self, client: UUID, slot: Slot) -> None:
        now = self.clock()
        async with self.store.transaction() as work:
            await work.hold(client)
            await work.hold_slot(client, slot, claim_of(slot), now=now, until=now + HELD_FOR)

    async def book(self, client: UUID, slot: Slot) -> Appointment:
        booked = Appointment(
            id=uuid4(),
            version=0,
            conversation=client,
            slot=slot,
            request=request(self.clock),
            booked_at=self.clock(),
        )
        async with self.store.transaction() as work:
            await work.hold(client)
            await work.book(booked, claim_of(slot), now=self.clock())
        return booked

    async def move(self, appointment: Appointment, slot: Slot, *, locks: bool = True) -> bool:
        moved = structs.replace(appointment, slot=slot)
        async with self.store.transaction() as work:
            await work.hold(appointment.conversation)
            if locks:
                await work.lock_agendas(appointment.slot.advisor, slot.advisor)
            return await work.change_appointment(moved, claim_of(slot), now=self.clock())

    async def cancel(self, appointment: Appointment) -> bool:
        now = self.clock()
        cancelled = structs.replace(appointment, cancelled_at=now, cancelled_by=Party.ENTREPRENEUR)
        async with self.store.transaction() as work:
            await work.hold(appointment.conversation)
            return await work.change_appointment(cancelled, None, now=now)

    async def kept(self, appointment: Appointment) -> Appointment:
        async with self.store.reading() as work:
            return await work.appointment(appointment.id)

    async def taken(self, who: Advisor, *, but_for: UUID | None = None) -> Taken:
        """Return what is taken of somebody's Tuesday."""
        async with self.store.reading() as work:
            taken = await work.taken(DAY, now=self.clock(), but_for=but_for)
        return taken.get(who.id, Taken())


async def outcomes(wishes: Sequence[Awaitable[object]]) -> list[object]:
    """Let all happen side by side; who finds the place taken comes out as None."""

    async def outcome(wish: Awaitable[object]) -> object:
        try:
            return await wish
        except SlotTaken:
            return None

    return await asyncio.gather(*map(outcome, wishes))


async def claimed(database: Database, who: Advisor) -> list[Span]:
    """Return the pieces of somebody's time that are taken, as they stand in the table."""
    of_them = select(appointment_claims).where(appointment_claims.c.advisor_id == who.id)
    async with database.reading() as connection:
        rows = await connection.execute(of_them.order_by(appointment_claims.c.starts_at))
        return [Span(row.starts_at, row.ends_at) for row in rows]


def overlapping(spans: Sequence[Span]) -> list[tuple[Span, Span]]:
    return [(one, other) for one, other in pairwise(sorted(spans)) if one.overlaps(other)]
