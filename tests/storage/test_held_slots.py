"""A slot is held for a conversation, for a while; on SQLite and on PostgreSQL."""

import pytest
from sqlalchemy import Table, func, select

from conversations.appointments import SlotTaken
from handoff.appointments.agendas import Taken
from storage.appointment_tables import appointment_claims, held_slots
from storage.database import Database
from storage.store import SqlStore
from tests.support.appointments import HELD_FOR, Desk, at, claim_of, slot_at
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


async def test_a_slot_held_by_one_is_taken_for_others_and_booked_by_the_one(desk: Desk) -> None:
    client, slot = await desk.client(), slot_at(desk.ada, 10)

    await desk.hold(client, slot)

    with pytest.raises(SlotTaken):
        await desk.book(await desk.client(), slot)
    with pytest.raises(SlotTaken):
        await desk.hold(await desk.client(), slot)
    assert await desk.taken(desk.ada) == Taken((claim_of(slot),), (slot.start,))
    assert await desk.taken(desk.ada, but_for=client) == Taken()
    booked = await desk.book(client, slot)
    assert await desk.kept(booked) == booked


async def test_what_is_booked_is_held_no_more(desk: Desk, database: Database) -> None:
    client = await desk.client()
    await desk.hold(client, slot_at(desk.bob, 9))

    await desk.book(client, slot_at(desk.ada, 10))

    assert await desk.taken(desk.bob) == Taken()
    assert await rows_in(database, held_slots) == 0


@pytest.mark.parametrize("minute", [0, 15, 55])
async def test_a_conversation_holds_one_slot_the_last_one(desk: Desk, minute: int) -> None:
    client = await desk.client()
    await desk.hold(client, slot_at(desk.ada, 10))

    await desk.hold(client, slot_at(desk.ada, 10, minute))
    of_ada = await desk.taken(desk.ada)
    await desk.hold(client, slot_at(desk.bob, 10, minute))

    assert of_ada.starts == (at(10, minute),)
    assert await desk.taken(desk.ada) == Taken()
    assert (await desk.taken(desk.bob)).starts == (at(10, minute),)


async def test_what_is_not_got_leaves_what_was_held(desk: Desk) -> None:
    client, held, other = await desk.client(), slot_at(desk.ada, 10), slot_at(desk.ada, 12)
    await desk.hold(client, held)
    await desk.book(await desk.client(), other)

    with pytest.raises(SlotTaken):
        await desk.hold(client, other)

    assert (await desk.taken(desk.ada)).starts == (held.start, other.start)


async def test_what_is_let_go_is_free(desk: Desk, database: Database) -> None:
    client, slot = await desk.client(), slot_at(desk.ada, 10)
    await desk.hold(client, slot)

    async with desk.store.transaction() as work:
        await work.release(client)
        await work.release(client)

    assert await rows_in(database, appointment_claims) == 0
    await desk.hold(await desk.client(), slot)


async def test_an_expired_hold_gives_way_to_who_needs_the_place(desk: Desk) -> None:
    first, second, slot = await desk.client(), await desk.client(), slot_at(desk.ada, 10)
    await desk.hold(first, slot)
    desk.clock.forward(HELD_FOR.total_seconds() - 1)
    with pytest.raises(SlotTaken):
        await desk.hold(second, slot)

    desk.clock.forward(1)

    assert await desk.taken(desk.ada) == Taken()
    await desk.hold(second, slot)
    with pytest.raises(SlotTaken):
        await desk.book(first, slot)


async def test_an_expired_hold_that_nobody_needed_is_booked_all_the_same(desk: Desk) -> None:
    client, slot = await desk.client(), slot_at(desk.ada, 10)
    await desk.hold(client, slot)
    desk.clock.forward(2 * HELD_FOR.total_seconds())

    booked = await desk.book(client, slot)

    assert await desk.kept(booked) == booked


async def test_the_same_again_lengthens_a_hold(desk: Desk) -> None:
    client, slot = await desk.client(), slot_at(desk.ada, 10)
    await desk.hold(client, slot)
    desk.clock.forward(HELD_FOR.total_seconds() - 1)

    await desk.hold(client, slot)
    desk.clock.forward(HELD_FOR.total_seconds() - 1)

    with pytest.raises(SlotTaken):
        await desk.hold(await desk.client(), slot)


async def test_an_appointment_moves_to_what_its_conversation_holds(desk: Desk) -> None:
    client, new = await desk.client(), slot_at(desk.ada, 14)
    booked = await desk.book(client, slot_at(desk.ada, 10))
    await desk.hold(client, new)

    assert await desk.move(booked, new)

    assert (await desk.taken(desk.ada)).starts == (new.start,)


async def test_who_moves_an_appointment_may_hold_a_slot_that_it_overlaps(desk: Desk) -> None:
    client, new = await desk.client(), slot_at(desk.ada, 10, 15)
    booked = await desk.book(client, slot_at(desk.ada, 10))

    await desk.hold(client, new)
    both = await desk.taken(desk.ada)
    assert await desk.move(booked, new)

    assert both.starts == (at(10), at(10, 15))
    assert await desk.taken(desk.ada) == Taken((claim_of(new),), (new.start,))


async def test_what_is_held_stays_held_when_the_appointment_beside_it_is_cancelled(
    desk: Desk,
) -> None:
    client, new = await desk.client(), slot_at(desk.ada, 10, 15)
    booked = await desk.book(client, slot_at(desk.ada, 10))
    await desk.hold(client, new)

    await desk.cancel(booked)

    assert (await desk.taken(desk.ada)).spans == (claim_of(new),)
    with pytest.raises(SlotTaken):
        await desk.book(await desk.client(), slot_at(desk.ada, 9, 45))
    await desk.book(await desk.client(), slot_at(desk.ada, 9, 25))
