"""Appointments are kept as promised; on SQLite and on PostgreSQL."""

from pathlib import Path
from uuid import uuid4

import pytest
from msgspec import structs
from sqlalchemy import Table, func, make_url, select

from conversations.appointments import Ending, Party, SlotTaken
from conversations.ports import UnknownConversation
from handoff.appointments.agendas import Span, Taken
from handoff.appointments.ports import UnknownAppointment
from storage.appointment_tables import appointment_claims, appointments, held_slots
from storage.connect import connect
from storage.database import Database
from storage.store import SqlStore
from tests.support.appointments import Desk, at, claim_of, request, slot_at
from tests.support.time import HandClock


@pytest.fixture
async def desk(store: SqlStore, clock: HandClock) -> Desk:
    desk = Desk(store, clock)
    await desk.begin()
    return desk


async def rows_in(database: Database, table: Table) -> int:
    async with database.reading() as connection:
        counted = await connection.execute(select(func.count()).select_from(table))
        return int(counted.scalar_one())


async def test_an_appointment_is_read_back_as_it_was_booked(desk: Desk) -> None:
    client = await desk.client()

    booked = await desk.book(client, slot_at(desk.ada, 10))

    assert await desk.kept(booked) == booked
    async with desk.store.reading() as work:
        assert await work.booked_appointment(client, desk.clock()) == booked
        assert await work.booked_appointment(uuid4(), desk.clock()) is None
        with pytest.raises(UnknownAppointment):
            await work.appointment(uuid4())


async def test_an_appointment_keeps_its_time_and_its_buffers_free(desk: Desk) -> None:
    client = await desk.client()

    await desk.book(client, slot_at(desk.ada, 10))

    assert await desk.taken(desk.ada) == Taken((Span(at(9, 50), at(10, 40)),), (at(10),))
    assert await desk.taken(desk.bob) == Taken()
    assert await desk.taken(desk.ada, but_for=client) == Taken()
    with pytest.raises(SlotTaken):
        await desk.book(await desk.client(), slot_at(desk.ada, 10, 30))
    await desk.book(await desk.client(), slot_at(desk.bob, 10, 30))
    await desk.book(await desk.client(), slot_at(desk.ada, 10, 50))


async def test_five_minutes_that_are_begun_are_taken_and_said_to_be(desk: Desk) -> None:
    await desk.book(await desk.client(), slot_at(desk.ada, 10, 2))

    taken = await desk.taken(desk.ada)

    assert taken == Taken((Span(at(9, 50), at(10, 45)),), (at(10, 2),))
    with pytest.raises(SlotTaken):
        await desk.book(await desk.client(), slot_at(desk.ada, 10, 53))
    await desk.book(await desk.client(), slot_at(desk.ada, 10, 55))


@pytest.mark.parametrize("minute", [15, 55])
async def test_a_moved_appointment_frees_its_old_place(desk: Desk, minute: int) -> None:
    booked = await desk.book(await desk.client(), slot_at(desk.ada, 10))
    new = slot_at(desk.ada, 10, minute)

    assert await desk.move(booked, new)

    assert await desk.taken(desk.ada) == Taken((claim_of(new),), (new.start,))
    assert await desk.kept(booked) == structs.replace(booked, version=1, slot=new)


async def test_an_appointment_moves_to_a_colleague(desk: Desk) -> None:
    booked = await desk.book(await desk.client(), slot_at(desk.ada, 10))
    new = slot_at(desk.bob, 14)

    assert await desk.move(booked, new)

    assert await desk.taken(desk.ada) == Taken()
    assert (await desk.taken(desk.bob)).starts == (new.start,)


async def test_a_move_to_a_taken_place_changes_nothing(desk: Desk) -> None:
    first = await desk.book(await desk.client(), slot_at(desk.ada, 10))
    second = await desk.book(await desk.client(), slot_at(desk.ada, 12))

    with pytest.raises(SlotTaken):
        await desk.move(first, second.slot)

    assert await desk.kept(first) == first
    assert (await desk.taken(desk.ada)).starts == (at(10), at(12))


async def test_a_cancelled_appointment_frees_its_place_and_stays_known(
    desk: Desk, database: Database
) -> None:
    client, slot = await desk.client(), slot_at(desk.ada, 10)
    booked = await desk.book(client, slot)

    assert await desk.cancel(booked)

    kept = await desk.kept(booked)
    assert (kept.version, kept.cancelled_at, kept.cancelled_by) == (
        *(1, desk.clock()),
        Party.ENTREPRENEUR,
    )
    assert await desk.taken(desk.ada) == Taken()
    assert await rows_in(database, appointment_claims) == 0
    async with desk.store.reading() as work:
        assert await work.booked_appointment(client, desk.clock()) is None
        assert await work.appointments(Span(at(0), at(23))) == ()
    await desk.book(await desk.client(), slot)


async def test_who_read_an_older_one_changes_nothing(desk: Desk) -> None:
    read = await desk.book(await desk.client(), slot_at(desk.ada, 10))
    await desk.move(read, slot_at(desk.ada, 12))

    assert not await desk.cancel(read)
    assert not await desk.move(read, slot_at(desk.ada, 14))

    kept = await desk.kept(read)
    assert (kept.version, kept.slot, kept.cancelled_at) == (1, slot_at(desk.ada, 12), None)
    assert (await desk.taken(desk.ada)).starts == (at(12),)


async def test_a_remark_is_kept_whatever_the_buffers_are_by_now(desk: Desk) -> None:
    client = await desk.client()
    booked = await desk.book(client, slot_at(desk.ada, 10))
    await desk.book(await desk.client(), slot_at(desk.ada, 10, 50))
    await desk.hold(client, slot_at(desk.ada, 15))
    told = structs.replace(booked, ending=Ending.MET, remark="Belt in mei terug")
    wider = Span(at(9), at(12))

    async with desk.store.transaction() as work:
        assert await work.change_appointment(told, wider, now=desk.clock())

    assert await desk.kept(booked) == structs.replace(told, version=1)
    assert (await desk.taken(desk.ada)).spans[0] == claim_of(booked.slot)
    assert len((await desk.taken(desk.ada)).spans) == 3


async def test_who_cannot_come_lets_go_of_the_time_and_may_take_it_again(desk: Desk) -> None:
    booked = await desk.book(await desk.client(), slot_at(desk.ada, 10))
    must_move = structs.replace(booked, must_move_since=desk.clock())

    async with desk.store.transaction() as work:
        assert await work.change_appointment(must_move, None, now=desk.clock())
    freed = await desk.taken(desk.ada)
    assert await desk.move(structs.replace(booked, version=1), booked.slot)

    assert freed == Taken()
    assert (await desk.taken(desk.ada)).starts == (at(10),)
    assert (await desk.kept(booked)).version == 2


async def test_the_appointments_of_a_time_are_listed_the_earliest_first(desk: Desk) -> None:
    late = await desk.book(await desk.client(), slot_at(desk.ada, 14))
    early = await desk.book(await desk.client(), slot_at(desk.bob, 9))

    async with desk.store.reading() as work:
        assert await work.appointments(Span(at(0), at(23))) == (early, late)
        assert await work.appointments(Span(at(0), at(23)), advisor=desk.ada.id) == (late,)
        assert await work.appointments(Span(at(9, 30), at(14))) == ()
        assert await work.appointments(Span(at(14, 29), at(15))) == (late,)


async def test_what_is_over_and_was_not_told_how_it_went_is_asked_for(desk: Desk) -> None:
    client = await desk.client()
    over = await desk.book(client, slot_at(desk.ada, 9))
    told = await desk.book(await desk.client(), slot_at(desk.ada, 10))
    await desk.book(await desk.client(), slot_at(desk.ada, 12))
    async with desk.store.transaction() as work:
        ended = structs.replace(told, ending=Ending.NO_SHOW)
        await work.change_appointment(ended, claim_of(told.slot), now=desk.clock())

    async with desk.store.reading() as work:
        assert await work.appointments_without_ending(at(11)) == (over,)
        assert await work.booked_appointment(client, at(9, 29)) == over
        assert await work.booked_appointment(client, at(9, 30)) is None


async def test_an_erased_conversation_takes_its_appointment_along_and_frees_the_place(
    desk: Desk, database: Database
) -> None:
    booker, holder = await desk.client(), await desk.client()
    booked = await desk.book(booker, slot_at(desk.ada, 10))
    await desk.hold(holder, slot_at(desk.bob, 10))

    async with desk.store.transaction() as work:
        await work.erase(booker)
        await work.erase(holder)

    with pytest.raises(UnknownAppointment):
        await desk.kept(booked)
    for table in (appointments, held_slots, appointment_claims):
        assert await rows_in(database, table) == 0
    await desk.book(await desk.client(), slot_at(desk.ada, 10))
    await desk.book(await desk.client(), slot_at(desk.bob, 10))


async def test_a_conversation_with_an_appointment_to_come_is_not_too_old(desk: Desk) -> None:
    client, cancelled = await desk.client(), await desk.client()
    await desk.book(client, slot_at(desk.ada, 10))
    await desk.cancel(await desk.book(cancelled, slot_at(desk.bob, 10)))

    async with desk.store.transaction() as work:
        while_ahead = await work.erase_untouched_since(at(9))
        once_old = await work.erase_untouched_since(at(10, 31))

    assert (while_ahead, once_old) == (1, 1)
    async with desk.store.reading() as work:
        for gone in (client, cancelled):
            with pytest.raises(UnknownConversation):
                await work.conversation(gone)


def in_file(sqlite_url: str) -> bytes:
    """Return all that can be read in the file of a database, by whatever program."""
    return Path(make_url(sqlite_url).database or "").read_bytes()


async def test_nothing_that_was_asked_stays_in_the_file_once_it_is_erased(
    sqlite_url: str, clock: HandClock
) -> None:
    database = connect(sqlite_url)
    desk = Desk(SqlStore(database), clock)
    await desk.begin()
    client = await desk.client()
    await desk.book(client, slot_at(desk.ada, 10))

    async with desk.store.transaction() as work:
        await work.erase(client)
    # Whoever closes the file last brings the log over to it.
    await database.close()

    kept = in_file(sqlite_url)
    assert request(clock).question.encode() not in kept
    assert desk.ada.name.encode() in kept
