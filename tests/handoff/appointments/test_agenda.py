"""Who looks for a time gets free ones of the right people, and holds what is really free."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.content import load_content
from apps.settings import ROOT
from conversations.appointments import (
    Appointment,
    AppointmentRequest,
    Form,
    Slot,
    SlotTaken,
    TimeWish,
    WantedSlot,
)
from conversations.scans import Given
from handoff.advisors import Account, Advisor, Role
from handoff.appointments.agenda import TeamAgenda
from handoff.appointments.agendas import Absence, Span
from storage.store import SqlStore
from tests.handoff.people import opened
from tests.support.time import HandClock

CONTENT = load_content(ROOT / "data")
BY_PHONE = WantedSlot(form=Form.PHONE, group="groen")


@pytest.fixture
def agenda(store: SqlStore, clock: HandClock) -> TeamAgenda:
    return TeamAgenda(CONTENT, store, clock)


async def somebody(
    store: SqlStore, *groups: str, is_active: bool = True, role: Role = Role.ADVISOR
) -> UUID:
    advisor = Advisor(uuid4(), "Anna", f"{uuid4()}@example.org", role, groups, is_active)
    async with store.transaction() as work:
        await work.add_account(Account(advisor, "-"))
    return advisor.id


async def offered(agenda: TeamAgenda, wanted: WantedSlot = BY_PHONE, limit: int = 3) -> list[Slot]:
    return list(await agenda.offers(uuid4(), wanted, limit=limit))


async def test_three_times_of_who_knows_the_subject(store: SqlStore, agenda: TeamAgenda) -> None:
    green = await somebody(store, "groen")
    await somebody(store, "mensen")

    assert [slot.advisor for slot in await offered(agenda)] == [green] * 3


async def test_where_nobody_knows_the_subject_anyone_helps(
    store: SqlStore, agenda: TeamAgenda
) -> None:
    other = await somebody(store, "mensen")

    assert {slot.advisor for slot in await offered(agenda)} == {other}


async def test_a_closed_group_is_replaced_by_team_leads_only(
    store: SqlStore, agenda: TeamAgenda
) -> None:
    await somebody(store, "mensen")
    before = await offered(agenda, structs.replace(BY_PHONE, group="geld"))
    lead = await somebody(store, "mensen", role=Role.LEAD)

    after = await offered(agenda, structs.replace(BY_PHONE, group="geld"))

    assert before == []
    assert {slot.advisor for slot in after} == {lead}


async def test_who_left_or_cannot_be_booked_is_not_offered(
    store: SqlStore, agenda: TeamAgenda
) -> None:
    await somebody(store, "groen", is_active=False)
    shut = await somebody(store, "groen")
    async with store.transaction() as work:
        await work.keep_agenda(shut, AgendaRules(is_bookable=False))

    assert await offered(agenda) == []


async def test_own_rules_go_over_those_of_the_group_and_the_team(
    store: SqlStore, agenda: TeamAgenda
) -> None:
    own = await somebody(store, "groen")
    async with store.transaction() as work:
        await work.keep_agenda("groen", AgendaRules(minutes=30, forms=(Form.PHONE,)))
        await work.keep_agenda(own, AgendaRules(minutes=60))

    (slot, *_) = await offered(agenda)

    assert slot.end - slot.start == timedelta(hours=1)
    assert await offered(agenda, structs.replace(BY_PHONE, form=Form.VISIT)) == []


async def test_who_is_in_two_groups_has_the_rules_of_the_one_that_was_asked_for(
    store: SqlStore, agenda: TeamAgenda
) -> None:
    await somebody(store, "groen", "mensen")
    async with store.transaction() as work:
        await work.keep_agenda("groen", AgendaRules(minutes=30))
        await work.keep_agenda("mensen", AgendaRules(minutes=60))

    lengths = []
    for group in ("groen", "mensen"):
        (slot, *_) = await offered(agenda, structs.replace(BY_PHONE, group=group))
        lengths.append(slot.end - slot.start)

    assert lengths == [timedelta(minutes=30), timedelta(hours=1)]


async def test_what_was_earlier_today_counts_for_how_full_the_day_is(
    store: SqlStore, agenda: TeamAgenda, clock: HandClock
) -> None:
    own = await somebody(store, "groen")
    async with store.transaction() as work:
        await work.keep_agenda(own, AgendaRules(notice_hours=0, most_a_day=1))
    (slot, *_) = await offered(agenda)
    booked = Appointment(
        id=uuid4(),
        version=0,
        conversation=await opened(store, clock),
        slot=slot,
        request=AppointmentRequest(
            form=Form.PHONE, question="Wat is de WBSO?", consent=Given(True, 1, clock())
        ),
        booked_at=clock(),
    )
    async with store.transaction() as work:
        await work.book(booked, Span(slot.start, slot.end), now=clock())
    clock.forward(2 * 3600)

    (later, *_) = await offered(agenda)

    assert slot.start.date() == clock().date() < later.start.date()


async def test_an_absence_of_the_person_the_group_or_all_counts(
    store: SqlStore, agenda: TeamAgenda, clock: HandClock
) -> None:
    own = await somebody(store, "groen")
    (first, *_) = await offered(agenda)
    day = timedelta(days=1)

    for number, (advisor, group) in enumerate([(own, None), (None, "groen"), (None, None)], 1):
        span = Span(clock() + number * day, clock() + (number + 1) * day)
        off = Absence(id=uuid4(), span=span, title="Vrij", advisor=advisor, group=group)
        async with store.transaction() as work:
            await work.keep_absence(off)

    (later, *_) = await offered(agenda)
    assert later.start > first.start + 2 * day


async def test_later_gives_what_comes_after(store: SqlStore, agenda: TeamAgenda) -> None:
    await somebody(store, "groen")
    last = (await offered(agenda))[-1]

    later = await offered(agenda, structs.replace(BY_PHONE, after=last.start))

    assert min(slot.start for slot in later) > last.start


async def test_a_wish_without_anything_free_gives_nothing(
    store: SqlStore, agenda: TeamAgenda
) -> None:
    await somebody(store, "groen")
    sunday = date(2026, 12, 6)

    found = await agenda.offers(
        uuid4(), structs.replace(BY_PHONE, wish=TimeWish(sunday, sunday)), limit=3
    )

    assert found == ()


async def test_what_somebody_holds_is_not_offered_to_others_but_to_them(
    store: SqlStore, agenda: TeamAgenda, clock: HandClock
) -> None:
    await somebody(store, "groen")
    me, (slot, *_) = await opened(store, clock), await offered(agenda)

    await agenda.hold(me, slot, Form.PHONE)

    assert slot in await agenda.offers(me, BY_PHONE, limit=3)
    assert slot not in await offered(agenda)
    with pytest.raises(SlotTaken):
        await agenda.hold(await opened(store, clock), slot, Form.PHONE)


@pytest.mark.parametrize("hours", [-24, -1, 14, 24 * 60])
async def test_a_time_that_is_not_free_by_the_rules_cannot_be_held(
    store: SqlStore, agenda: TeamAgenda, clock: HandClock, hours: int
) -> None:
    await somebody(store, "groen")
    (slot, *_) = await offered(agenda)
    shift = timedelta(hours=hours)
    crafted = structs.replace(slot, start=slot.start + shift, end=slot.end + shift)

    with pytest.raises(SlotTaken):
        await agenda.hold(await opened(store, clock), crafted, Form.PHONE)


async def test_an_advisor_that_nobody_knows_has_no_time(
    store: SqlStore, agenda: TeamAgenda, clock: HandClock
) -> None:
    await somebody(store, "groen")
    (slot, *_) = await offered(agenda)

    with pytest.raises(SlotTaken):
        await agenda.hold(
            await opened(store, clock), structs.replace(slot, advisor=uuid4()), Form.PHONE
        )
