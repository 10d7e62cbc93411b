"""Nobody stands before a closed door: who cannot be helped as agreed is asked to choose anew."""

from datetime import timedelta

import pytest
from msgspec import structs

from advice.closing_days import ClosingDay
from gateway.appointments.watching import Watching
from gateway.console.accounts import members
from gateway.console.accounts.accounts import Accounts
from gateway.console.accounts.passwords import Passwords
from gateway.console.accounts.texts import DEACTIVATED, deactivated
from storage.store import SqlStore
from tests.handoff.appointments.bookings import (
    APPOINTING,
    CONTENT,
    TUESDAY,
    advisor,
    booked,
    cancel,
    kept,
    said,
)
from tests.support.console import CHEAP
from tests.support.time import HandClock

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def watching(store: SqlStore, clock: HandClock, *closing_days: ClosingDay) -> Watching:
    days = (*CONTENT.opening.closing_days, *closing_days)
    opening = structs.replace(CONTENT.opening, closing_days=days)
    content = structs.replace(CONTENT, opening=opening)
    return Watching(content, APPOINTING, store=store, clock=clock)


async def test_who_has_an_appointment_with_somebody_who_left_is_asked_once(
    store: SqlStore, clock: HandClock
) -> None:
    sanne, piet = await advisor(store), await advisor(store, "Piet")
    of_sanne = [await booked(store, clock, sanne, TUESDAY + n * DAY) for n in range(2)]
    of_piet = await booked(store, clock, piet)
    cancelled = await cancel(store, clock, await booked(store, clock, sanne, TUESDAY + 2 * DAY))
    accounts = Accounts(store, Passwords(CHEAP), clock, is_local=True)

    number = await members.deactivate(accounts, sanne.id)
    for _ in range(3):
        await watching(store, clock).round()

    assert number == 2
    for one in of_sanne:
        assert (await kept(store, one.id)).must_move_since == clock()
        assert len(await said(store, one.conversation)) == 1
    assert await kept(store, of_piet.id) == of_piet
    assert await kept(store, cancelled.id) == cancelled


def test_who_closes_an_account_reads_how_many_are_asked() -> None:
    told = [deactivated(number) for number in range(3)]

    assert told[0] == DEACTIVATED
    assert "één afspraak" in told[1]
    assert "2 afspraken" in told[2]


@pytest.mark.parametrize(
    ("hours", "is_asked"),
    [((), True), ((("09:00", "12:00"),), False), ((("10:15", "12:00"),), True)],
)
async def test_a_day_that_is_closed_later_on_counts_as_far_as_its_hours_go(
    store: SqlStore,
    clock: HandClock,
    hours: tuple[tuple[str, str], ...],
    is_asked: bool,
) -> None:
    appointment = await booked(store, clock, await advisor(store))
    closed = ClosingDay(TUESDAY.date(), "Heidag", confirmed=True, hours=hours)

    await watching(store, clock, closed).round()

    assert (await kept(store, appointment.id)).must_move_since == (clock() if is_asked else None)


async def test_what_began_or_is_over_is_left_alone(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    async with store.transaction() as work:
        await work.change_advisor(structs.replace(sanne, is_active=False))

    for moment in (TUESDAY, TUESDAY + HOUR):
        clock.now = moment
        await watching(store, clock).round()

    assert await kept(store, appointment.id) == appointment


async def test_who_erased_the_conversation_is_not_asked(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    async with store.transaction() as work:
        await work.change_advisor(structs.replace(sanne, is_active=False))
        await work.erase(appointment.conversation)

    await watching(store, clock).round()
