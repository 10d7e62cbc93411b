"""What advisors have of their own cannot be booked."""

import asyncio
from uuid import uuid4

import pytest

from conversations.appointments import Booking, Form, SlotTaken, WantedSlot
from gateway.calendars.caldav.server import CalDavServer
from gateway.calendars.look import LiveLook
from handoff.appointments.agenda import TeamAgenda
from handoff.appointments.agendas import Span
from storage.store import SqlStore
from tests.gateway.calendars.offices import HOUR, OVERLAPPING, Office, connect, hold, stamp
from tests.handoff.appointments.bookings import (
    APPOINTING,
    CONTENT,
    TUESDAY,
    advisor,
    kept,
    request,
    slot_of,
)
from tests.handoff.people import opened
from tests.support.calendars import CalendarServer
from tests.support.time import HandClock


async def test_what_an_advisor_has_of_their_own_cannot_be_booked(office: Office) -> None:
    office.desktop.put("tandarts", f"DTSTART:{stamp(TUESDAY)}", "DURATION:PT1H")
    await office.look()
    agenda = TeamAgenda(CONTENT, office.store, office.clock)

    with pytest.raises(SlotTaken):
        await hold(office, agenda, slot_of(office.who))

    assert await office.busy() == [Span(TUESDAY, TUESDAY + HOUR)]
    offered = await agenda.offers(uuid4(), WantedSlot(form=Form.PHONE), limit=9)
    assert TUESDAY not in [one.start for one in offered]


async def test_what_an_advisor_takes_out_can_be_booked_again(office: Office) -> None:
    office.desktop.put("tandarts", f"DTSTART:{stamp(TUESDAY)}", "DURATION:PT1H")
    await office.look()

    office.desktop.delete("tandarts")
    await office.look()

    assert await office.busy() == []


async def test_the_own_appointment_does_not_count_twice(office: Office) -> None:
    await office.book()
    await office.look()

    assert len(await office.busy()) == 1


async def test_something_put_there_in_mid_booking_is_seen_before_the_time_is_held(
    office: Office, calendar: CalDavServer
) -> None:
    await office.look()
    agenda = TeamAgenda(CONTENT, office.store, office.clock, LiveLook(calendar, office.store))
    office.desktop.put("net-nog", f"DTSTART:{stamp(TUESDAY)}", "DURATION:PT1H")

    with pytest.raises(SlotTaken):
        await hold(office, agenda, slot_of(office.who))

    assert await office.busy() == [Span(TUESDAY, TUESDAY + HOUR)]


async def test_something_put_there_after_the_time_was_held_is_told_the_advisor(
    office: Office, calendar: CalDavServer
) -> None:
    agenda = TeamAgenda(CONTENT, office.store, office.clock, LiveLook(calendar, office.store))
    conversation = await hold(office, agenda, slot_of(office.who))
    office.desktop.put("net-nog", f"DTSTART:{stamp(TUESDAY)}", "DURATION:PT1H")

    booking = Booking(slot_of(office.who), request(office.clock))
    async with office.store.transaction() as work:
        appointment = await APPOINTING.book(work, conversation, booking, office.clock())
    await office.work()

    assert office.desktop.names() == sorted(["net-nog", str(appointment.id)])
    assert [one for one in await office.letters() if one.startswith(OVERLAPPING)]
    assert await kept(office.store, appointment.id) == appointment


async def test_a_server_that_is_slow_holds_nobody_up(
    store: SqlStore, clock: HandClock, own_server: CalendarServer
) -> None:
    calendar = CalDavServer(own_server.url)
    desktop, who = own_server.advisor("jan"), await advisor(store)
    await connect(store, who, desktop.path)
    look = LiveLook(calendar, store, seconds=0.2)
    agenda = TeamAgenda(CONTENT, store, clock, look)
    conversation = await opened(store, clock)

    own_server.pause()
    async with asyncio.timeout(1.5):
        await agenda.hold(conversation, slot_of(who), Form.PHONE, "algemeen")
    own_server.go_on()

    await calendar.close()
    desktop.http.close()
