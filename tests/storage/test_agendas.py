"""When advisors can be booked is kept as promised; on SQLite and on PostgreSQL."""

from uuid import uuid4

import pytest
from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.organisation import Weekday
from conversations.appointments import Form
from handoff.appointments.agendas import Absence, Agendas, Span, Taken
from storage.store import SqlStore
from tests.support.appointments import Desk, at, claim_of, slot_at
from tests.support.time import HandClock

RULES = AgendaRules(
    is_bookable=False,
    hours={Weekday.TUESDAY: (("09:00", "12:30"), ("13:30", "17:00")), Weekday.FRIDAY: ()},
    forms=(Form.VIDEO, Form.VISIT),
    minutes=45,
    before=10,
    after=0,
    place="Stationsplein 1, Lelystad",
    video="https://example.org/video",
)


@pytest.fixture
async def desk(store: SqlStore, clock: HandClock) -> Desk:
    desk = Desk(store, clock)
    await desk.begin()
    return desk


async def test_rules_of_people_and_groups_are_read_back_as_they_were_kept(desk: Desk) -> None:
    async with desk.store.transaction() as work:
        await work.keep_agenda(desk.ada.id, AgendaRules(minutes=30))
        await work.keep_agenda(desk.ada.id, RULES)
        await work.keep_agenda("starters", AgendaRules(minutes=30))
        await work.keep_agenda("starters", AgendaRules())

    async with desk.store.reading() as work:
        assert await work.agendas() == Agendas({desk.ada.id: RULES}, {"starters": AgendaRules()})


async def test_absences_are_of_one_of_a_group_or_of_all(desk: Desk) -> None:
    of_ada = Absence(id=uuid4(), span=Span(at(12), at(14)), title="Tandarts", advisor=desk.ada.id)
    of_group = Absence(id=uuid4(), span=Span(at(9), at(12)), title="Scholing", group="starters")
    of_all = Absence(id=uuid4(), span=Span(at(8), at(9)), title="Overleg")

    async with desk.store.transaction() as work:
        for absence in (of_ada, of_group, of_all):
            await work.keep_absence(absence)

    async with desk.store.reading() as work:
        assert await work.absences(Span(at(8), at(17))) == (of_all, of_group, of_ada)
        assert await work.absences(Span(at(9), at(12))) == (of_group,)
        assert await work.absences(Span(at(13, 59), at(17))) == (of_ada,)


async def test_an_absence_is_replaced_and_dropped_by_its_id(desk: Desk) -> None:
    absence = Absence(id=uuid4(), span=Span(at(12), at(14)), title="Vrij", advisor=desk.ada.id)
    other = structs.replace(absence, span=Span(at(12), at(15)), title="Ziek", advisor=None)
    async with desk.store.transaction() as work:
        await work.keep_absence(absence)
        await work.keep_absence(other)
        kept = await work.absences(Span(at(0), at(23)))
        dropped = [await work.drop_absence(absence.id) for _ in range(2)]

    assert kept == (other,)
    assert dropped == [True, False]
    async with desk.store.reading() as work:
        assert await work.absences(Span(at(0), at(23))) == ()


async def test_what_a_calendar_says_is_taken_until_it_says_something_else(desk: Desk) -> None:
    first, second, later = Span(at(9), at(10)), Span(at(11), at(12)), Span(at(20), at(21))
    async with desk.store.transaction() as work:
        await work.keep_busy(desk.ada.id, [second, first, first, later], at(23))
        await work.keep_busy(desk.bob.id, [first], at(23))
    said = await desk.taken(desk.ada)

    async with desk.store.transaction() as work:
        await work.keep_busy(desk.ada.id, [second], at(20))
        await work.keep_busy(desk.bob.id, [], at(20))

    assert said == Taken((first, second, later))
    assert await desk.taken(desk.ada) == Taken((second, later))
    assert await desk.taken(desk.bob) == Taken()


async def test_a_calendar_that_is_full_undoes_no_appointment(desk: Desk) -> None:
    slot = slot_at(desk.ada, 10)
    booked = await desk.book(await desk.client(), slot)
    all_day = Span(at(0), at(23))

    async with desk.store.transaction() as work:
        await work.keep_busy(desk.ada.id, [all_day], at(23))

    assert await desk.kept(booked) == booked
    assert await desk.taken(desk.ada) == Taken((all_day, claim_of(slot)), (slot.start,))


async def test_agendas_that_nobody_has_are_locked_without_a_word(desk: Desk) -> None:
    async with desk.store.transaction() as work:
        await work.lock_agendas()
        await work.lock_agendas(uuid4(), desk.ada.id, desk.ada.id)
