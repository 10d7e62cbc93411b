"""Whoever comes at the same time, in whatever order: no two have the same time of an advisor."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from conversations.appointments import Appointment
from handoff.appointments.agendas import Span
from storage.appointment_tables import appointment_claims
from storage.database import Database
from storage.store import SqlStore
from tests.support.appointments import (
    DAY,
    HELD_FOR,
    Desk,
    at,
    claim_of,
    claimed,
    outcomes,
    overlapping,
    slot_at,
)
from tests.support.time import HandClock


@pytest.fixture
async def desk(store: SqlStore, clock: HandClock) -> Desk:
    desk = Desk(store, clock)
    await desk.begin()
    return desk


async def test_of_fifty_who_book_one_slot_exactly_one_gets_it(
    desk: Desk, database: Database
) -> None:
    slot = slot_at(desk.ada, 10)
    clients = [await desk.client() for _ in range(50)]

    booked = await outcomes([desk.book(client, slot) for client in clients])

    (winner,) = filter(None, booked)
    assert isinstance(winner, Appointment)
    async with desk.store.reading() as work:
        assert await work.appointments(DAY) == (winner,)
    assert len(await claimed(database, desk.ada)) == 10


async def test_of_fifty_who_want_times_that_overlap_no_two_get_the_same(
    desk: Desk, database: Database
) -> None:
    clients = [await desk.client() for _ in range(50)]
    slots = [slot_at(desk.ada, 10, 3 * number) for number in range(50)]

    booked = await outcomes(
        [desk.book(client, slot) for client, slot in zip(clients, slots, strict=True)]
    )

    taken = await desk.taken(desk.ada)
    assert len(taken.spans) == len([one for one in booked if one]) >= 2
    assert overlapping(taken.spans) == overlapping(await claimed(database, desk.ada)) == []


async def test_of_fifty_who_hold_one_slot_only_the_one_that_has_it_can_book_it(
    desk: Desk,
) -> None:
    slot = slot_at(desk.ada, 10)
    clients = [await desk.client() for _ in range(50)]

    async def hold_and_book(client: UUID) -> Appointment:
        await desk.hold(client, slot)
        return await desk.book(client, slot)

    booked = await outcomes([hold_and_book(client) for client in clients])

    assert len(list(filter(None, booked))) == 1


async def test_of_fifty_who_need_the_place_of_an_expired_hold_one_gets_it(desk: Desk) -> None:
    slot = slot_at(desk.ada, 10)
    await desk.hold(await desk.client(), slot)
    desk.clock.forward(HELD_FOR.total_seconds())
    clients = [await desk.client() for _ in range(50)]

    booked = await outcomes([desk.book(client, slot) for client in clients])

    assert len(list(filter(None, booked))) == 1


async def test_who_books_and_who_moves_to_one_slot_do_not_both_get_it(desk: Desk) -> None:
    for hour in range(8, 18):
        booked = await desk.book(await desk.client(), slot_at(desk.bob, hour))
        client, slot = await desk.client(), slot_at(desk.ada, hour)

        got = await outcomes([desk.book(client, slot), desk.move(booked, slot)])

        assert len(list(filter(None, got))) == 1
        assert len((await desk.taken(desk.ada)).spans) == hour - 7


@pytest.mark.parametrize("locks", [True, False])
async def test_two_that_change_places_find_them_taken_and_wait_for_nothing(
    desk: Desk, *, locks: bool
) -> None:
    one = await desk.book(await desk.client(), slot_at(desk.ada, 10))
    other = await desk.book(await desk.client(), slot_at(desk.bob, 10))

    for _ in range(10):
        moved = await outcomes(
            [desk.move(one, other.slot, locks=locks), desk.move(other, one.slot, locks=locks)]
        )
        assert moved == [None, None]

    assert await desk.kept(one) == one
    assert await desk.kept(other) == other


@pytest.mark.parametrize("locks", [True, False])
async def test_two_that_cross_to_a_free_time_of_the_other_both_get_it(
    desk: Desk, *, locks: bool
) -> None:
    for hour in range(8, 16):
        one = await desk.book(await desk.client(), slot_at(desk.ada, hour))
        other = await desk.book(await desk.client(), slot_at(desk.bob, hour))
        to_bob, to_ada = slot_at(desk.bob, 17), slot_at(desk.ada, 17)

        moved = await outcomes(
            [desk.move(one, to_bob, locks=locks), desk.move(other, to_ada, locks=locks)]
        )
        await outcomes([desk.cancel(await desk.kept(each)) for each in (one, other)])

        assert moved == [True, True]
    assert (await desk.taken(desk.ada)).spans == ()


async def test_two_that_exchange_what_they_hold_wait_for_nothing(desk: Desk) -> None:
    one, other = await desk.client(), await desk.client()
    of_ada, of_bob = slot_at(desk.ada, 10), slot_at(desk.bob, 10)
    await desk.hold(one, of_ada)
    await desk.hold(other, of_bob)

    for _ in range(10):
        held = await outcomes([desk.hold(one, of_bob), desk.hold(other, of_ada)])
        assert held == [None, None]

    assert (await desk.taken(desk.ada, but_for=one)).spans == ()


async def test_of_two_changes_of_one_appointment_the_second_is_too_late(desk: Desk) -> None:
    booked = await desk.book(await desk.client(), slot_at(desk.ada, 10))

    changed = await asyncio.gather(desk.move(booked, slot_at(desk.bob, 10)), desk.cancel(booked))

    assert sorted(changed) == [False, True]
    assert (await desk.kept(booked)).version == 1


async def test_an_event_of_the_advisor_that_comes_meanwhile_undoes_no_booking(
    desk: Desk,
) -> None:
    slot = slot_at(desk.ada, 10)
    event = Span(at(10, 15), at(11))

    async def keep_event() -> None:
        async with desk.store.transaction() as work:
            await work.keep_busy(desk.ada.id, [event], at(23))

    events = [keep_event() for _ in range(5)]
    got = await outcomes([desk.book(await desk.client(), slot), *events])

    booked = got[0]
    assert isinstance(booked, Appointment)
    assert await desk.kept(booked) == booked
    assert (await desk.taken(desk.ada)).spans == (claim_of(slot), event)


async def test_the_database_itself_has_no_place_for_the_same_five_minutes_twice(
    desk: Desk, database: Database
) -> None:
    booked = await desk.book(await desk.client(), slot_at(desk.ada, 10))

    with pytest.raises(IntegrityError):
        await write_by_hand(database, desk.ada.id, booked.id, Span(at(10), at(10, 5)))


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_postgres_refuses_also_what_was_not_cut_in_fives(
    desk: Desk, database: Database
) -> None:
    booked = await desk.book(await desk.client(), slot_at(desk.ada, 10))

    for crafted in (Span(at(10, 2), at(10, 3)), Span(at(8, 1), at(12))):
        with pytest.raises(IntegrityError, match="ex_appointment_claims_overlap"):
            await write_by_hand(database, desk.ada.id, booked.id, crafted)
    await write_by_hand(database, desk.bob.id, booked.id, Span(at(10, 2), at(10, 3)))


async def test_a_claim_is_of_an_appointment_or_a_hold(desk: Desk, database: Database) -> None:
    with pytest.raises(IntegrityError):
        await write_by_hand(database, desk.ada.id, None, Span(at(10), at(10, 5)))


async def write_by_hand(
    database: Database, advisor: UUID, appointment: UUID | None, span: Span
) -> None:
    row = {
        "advisor_id": advisor,
        "starts_at": span.start,
        "ends_at": span.end,
        "appointment_id": appointment,
    }
    async with database.writing() as connection:
        await connection.execute(insert(appointment_claims), row)
