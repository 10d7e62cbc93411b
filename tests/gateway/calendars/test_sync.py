"""Appointments here stand in the calendars of advisors on real servers, as they are now."""

import asyncio
from uuid import uuid4

from msgspec import structs

from gateway.appointments.changing import Changing
from gateway.calendars.caldav.server import CalDavServer
from gateway.calendars.look import LiveLook
from gateway.calendars.sync import CalendarSync
from handoff.appointments.agenda import TeamAgenda
from storage.database import Database
from storage.store import SqlStore
from tests.gateway.calendars.offices import DAY, HOUR, TEXTS, NoNews, Office, connect, hold, stamp
from tests.handoff.appointments.bookings import (
    APPOINTING,
    CONSOLE,
    CONTENT,
    EMAIL,
    LINKS,
    TUESDAY,
    advisor,
    booked,
    cancel,
    kept,
    move,
    said,
    slot_of,
)
from tests.support.calendars import CalendarServer
from tests.support.time import HandClock


async def test_an_appointment_goes_all_the_way(office: Office) -> None:
    appointment = await office.book()
    await office.letters()
    assert office.desktop.names() == [str(appointment.id)]

    office.drag(appointment, DAY)
    await office.look()

    moved = await kept(office.store, appointment.id)
    assert moved.slot == slot_of(office.who, TUESDAY + DAY)
    assert "woensdag 2 december van 10.00" in await office.told(appointment)
    assert "woensdag 2 december" in (await office.letters(EMAIL))[-1]

    agenda = TeamAgenda(CONTENT, office.store, office.clock)
    by_link = Changing(APPOINTING, agenda, store=office.store, clock=office.clock)
    await by_link.cancel(LINKS.link(moved.id).rpartition("/")[2], moved.version)
    await office.work()

    assert office.desktop.names() == []
    await hold(office, agenda, moved.slot)


async def test_what_stands_there_names_nobody_and_leads_to_the_console(office: Office) -> None:
    appointment = await office.book()

    event = office.desktop.event(str(appointment.id)) or ""

    assert CONSOLE in event
    assert "(Telefonisch)" in event
    for personal in ("Jan", "Jansen", "jan@example.org", "dochter", "0320-000000"):
        assert personal not in event


async def test_what_is_moved_here_is_moved_there_and_nobody_is_told_twice(office: Office) -> None:
    appointment = await office.book()
    await move(office.store, office.clock, appointment, slot_of(office.who, TUESDAY + 2 * HOUR))
    before = len(await said(office.store, appointment.conversation))

    await office.work()
    await office.look()

    assert "T110000Z" in (office.desktop.event(str(appointment.id)) or "")
    assert len(await said(office.store, appointment.conversation)) == before
    assert (await kept(office.store, appointment.id)).version == 1


async def test_what_goes_to_a_colleague_leaves_the_calendar(office: Office) -> None:
    appointment = await office.book()
    other = await advisor(office.store, "Bram")

    await move(office.store, office.clock, appointment, slot_of(other))
    await office.work()

    assert office.desktop.names() == []


async def test_an_erased_conversation_leaves_nothing_in_the_calendar(office: Office) -> None:
    appointment = await office.book()

    async with office.store.transaction() as work:
        await work.erase(appointment.conversation)
    await office.work()

    assert office.desktop.names() == []


async def test_a_calendar_that_is_not_connected_any_more_is_left_as_it_was(office: Office) -> None:
    office.desktop.put("tandarts", f"DTSTART:{stamp(TUESDAY + 4 * HOUR)}", "DURATION:PT1H")
    appointment = await office.book()

    await connect(office.store, office.who, None)
    await office.work()

    assert office.desktop.names() == ["tandarts"]
    assert len(await office.busy()) == 1
    assert await kept(office.store, appointment.id) == appointment


async def test_another_calendar_gets_what_was_in_the_first(
    office: Office, server: CalendarServer
) -> None:
    appointment, other = await office.book(), server.advisor(f"els-{uuid4().hex[:8]}")

    await connect(office.store, office.who, other.path)
    await office.work()

    assert office.desktop.names() == []
    assert other.names() == [str(appointment.id)]
    other.http.close()


async def test_what_was_over_is_not_changed_by_tidying_up(office: Office) -> None:
    appointment = await office.book()
    office.clock.now = TUESDAY + DAY

    office.desktop.delete(str(appointment.id))
    await office.look()

    assert await kept(office.store, appointment.id) == appointment


async def test_who_was_cut_off_after_writing_does_not_write_it_twice(
    office: Office, calendar: CalDavServer
) -> None:
    appointment = await booked(office.store, office.clock, office.who)
    await calendar.put(office.desktop.path, TEXTS.entry(appointment, office.clock()), None)

    await office.work()
    await office.look()

    assert office.desktop.names() == [str(appointment.id)]
    assert await kept(office.store, appointment.id) == appointment


async def test_two_workers_write_an_appointment_once(
    office: Office, calendar: CalDavServer
) -> None:
    others = [
        CalendarSync(calendar, TEXTS, store=office.store, news=NoNews(), clock=office.clock)
        for _ in range(3)
    ]
    made = [
        await booked(office.store, office.clock, office.who, TUESDAY + day * DAY)
        for day in range(3)
    ]

    claimed = await asyncio.gather(office.sync.round(), *(one.round() for one in others))

    assert sorted(claimed) == [0, 0, 0, 1]
    assert office.desktop.names() == sorted(str(one.id) for one in made)


async def test_who_left_the_team_has_no_appointments_in_the_calendar(office: Office) -> None:
    await office.book()

    async with office.store.transaction() as work:
        await work.change_advisor(structs.replace(office.who, is_active=False))
    await office.work()

    assert office.desktop.names() == []


async def test_nothing_is_lost_while_the_server_is_away(
    store: SqlStore, clock: HandClock, own_server: CalendarServer, database: Database
) -> None:
    calendar = CalDavServer(own_server.url, seconds=2)
    desktop, who = own_server.advisor("jan"), await advisor(store)
    await connect(store, who, desktop.path)
    sync = CalendarSync(calendar, TEXTS, store=store, news=NoNews(), clock=clock)
    office = Office(who, desktop, sync, store, clock)
    first = await office.book()

    own_server.kill()
    second = await office.book(TUESDAY + DAY)
    await cancel(store, clock, first)
    await office.look()
    agenda = TeamAgenda(CONTENT, store, clock, LiveLook(calendar, store))
    await hold(office, agenda, slot_of(who))
    own_server.start()
    await office.look()

    assert desktop.names() == [str(second.id)]
    await calendar.close()
    desktop.http.close()
