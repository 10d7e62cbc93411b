"""A calendar has one event of an appointment, where it is now, whatever happened before."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Event

from conversations.appointments import Appointment, Form, Party, SlotTaken
from conversations.mail import CalendarPart
from handoff.advisors import Advisor
from handoff.appointments.agendas import Span
from handoff.appointments.refusals import AppointmentRefused
from kit.clock import AMSTERDAM
from storage.connect import connect
from storage.store import SqlStore
from tests.handoff.appointments.bookings import (
    EMAIL,
    LINKS,
    TUESDAY,
    advisor,
    ask_to_move,
    booked,
    cancel,
    event_in,
    kept,
    letters,
    move,
    slot_of,
)
from tests.support.time import HandClock

DAY = timedelta(days=1)


async def invite(store: SqlStore, clock: HandClock) -> CalendarPart:
    """Return what the newest letter to the entrepreneur tells a calendar."""
    part = (await letters(store, clock()))[EMAIL].calendar
    assert part is not None
    return part


async def test_one_event_is_made_moved_and_taken_away(store: SqlStore, clock: HandClock) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne)
    parts = [await invite(store, clock)]
    moved = await move(store, clock, appointment, slot_of(sanne, TUESDAY + DAY))
    parts.append(await invite(store, clock))
    await cancel(store, clock, moved)
    parts.append(await invite(store, clock))

    events = [event_in(part.data) for part in parts]

    assert [method for method, _ in events] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [part.method for part in parts] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(event["UID"]) for _, event in events} == {f"{appointment.id}@example.org"}
    assert [event["SEQUENCE"] for _, event in events] == [0, 1, 2]
    assert [event.start - TUESDAY for _, event in events] == [0 * DAY, DAY, DAY]
    assert str(events[2][1]["STATUS"]) == "CANCELLED"


async def test_it_tells_who_where_and_how_to_change_it_and_nothing_of_the_question(
    store: SqlStore, clock: HandClock
) -> None:
    sanne = await advisor(store)
    appointment = await booked(store, clock, sanne, form=Form.OFFICE)

    part = await invite(store, clock)

    _, event = event_in(part.data)
    assert "Sanne" in str(event["SUMMARY"])
    assert LINKS.link(appointment.id) in str(event["DESCRIPTION"])
    assert str(event["URL"]) == LINKS.link(appointment.id)
    assert str(event["LOCATION"]) == "Voorbeeldplein 1, Lelystad"
    assert str(event["ORGANIZER"]) == "mailto:info@example.org"
    assert str(event["ATTENDEE"]) == f"mailto:{EMAIL}"
    text = part.data.decode()
    assert not any(word in text for word in ("Jansen", "0320-000000", "dochter", "slim-regeling"))
    assert all(line.endswith("\r") for line in text.split("\n")[:-1])


@pytest.mark.parametrize(
    ("start", "here"),
    [
        (datetime(2026, 10, 24, 8, tzinfo=UTC), "2026-10-24 10:00 +0200"),
        (datetime(2026, 10, 25, 9, tzinfo=UTC), "2026-10-25 10:00 +0100"),
        (datetime(2027, 3, 27, 9, tzinfo=UTC), "2027-03-27 10:00 +0100"),
        (datetime(2027, 3, 30, 8, tzinfo=UTC), "2027-03-30 10:00 +0200"),
    ],
)
async def test_a_calendar_shows_the_hour_of_the_clock_here_also_around_a_change_of_it(
    store: SqlStore, clock: HandClock, start: datetime, here: str
) -> None:
    clock.now = start - 3 * DAY
    await booked(store, clock, await advisor(store), start)

    _, event = event_in((await invite(store, clock)).data)

    assert isinstance(event.start, datetime)
    assert f"{event.start.astimezone(AMSTERDAM):%Y-%m-%d %H:%M %z}" == here
    assert event.end - event.start == timedelta(minutes=45)


class CalendarOfJan:
    """What somebody's calendar shows, who takes what comes by mail as RFC 5546 says."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.newest: dict[str, int] = {}

    def take(self, parts: Sequence[CalendarPart]) -> None:
        for part in parts:
            method, event = event_in(part.data)
            uid, sequence = str(event["UID"]), int(str(event["SEQUENCE"]))
            assert sequence > self.newest.get(uid, -1)
            self.newest[uid] = sequence
            if method == "CANCEL":
                self.events.pop(uid, None)
            else:
                self.events[uid] = event


class World:
    """Two advisors, and an appointment that both sides do things to."""

    def __init__(self, store: SqlStore, clock: HandClock) -> None:
        self.store, self.clock = store, clock
        self.advisors: list[Advisor] = []
        self.appointment: Appointment
        self.calendar = CalendarOfJan()

    async def begin(self) -> None:
        self.advisors = [await advisor(self.store, uuid4().hex) for _ in range(2)]
        self.appointment = await booked(self.store, self.clock, self.advisors[0])

    async def do(self, action: str, number: int) -> None:
        """Do one thing; what can not be done changes nothing."""
        who, by = self.advisors[number % 2], list(Party)[number % 3]
        with suppress(AppointmentRefused, SlotTaken):
            match action:
                case "moves":
                    slot = slot_of(who, TUESDAY + number * DAY / 24)
                    await move(self.store, self.clock, self.appointment, slot, by)
                case "asks":
                    await ask_to_move(self.store, self.clock, self.appointment)
                case "cancels":
                    await cancel(self.store, self.clock, self.appointment, by)
                case "waits":
                    self.clock.now += number * DAY / 8
        self.appointment = await kept(self.store, self.appointment.id)

    async def read_mail(self) -> None:
        async with self.store.transaction() as work:
            now = self.clock()
            claimed = await work.claim_mails(now=now, until=now, limit=99)
            for one in claimed:
                await work.drop_mail(one)
        mails = [one.mail for one in claimed if one.mail.to == EMAIL]
        self.calendar.take([mail.calendar for mail in mails if mail.calendar])

    def check_calendar(self) -> None:
        """It shows what is agreed, and nothing else."""
        stands = not self.appointment.is_cancelled and self.appointment.must_move_since is None
        shown = [(event.start, event.end) for event in self.calendar.events.values()]
        slot = self.appointment.slot
        assert shown == ([(slot.start, slot.end)] if stands else [])

    async def check_claims(self) -> None:
        """The time of the advisors is taken for what is agreed, and for nothing else."""
        async with self.store.reading() as work:
            span = Span(TUESDAY - 9 * DAY, TUESDAY + 9 * DAY)
            taken = await work.taken(span, now=self.clock())
        ours = [(one.id, len(taken[one.id].spans)) for one in self.advisors if one.id in taken]
        is_off = self.appointment.is_cancelled
        assert ours == ([] if is_off else [(self.appointment.slot.advisor, 1)])


_ACTIONS = st.tuples(
    st.sampled_from(["moves", "moves", "asks", "cancels", "waits"]), st.integers(0, 40)
)


@given(actions=st.lists(_ACTIONS, max_size=8), reads_each=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_calendar_never_shows_another_time_than_what_was_agreed(
    database_url: str, actions: list[tuple[str, int]], reads_each: bool
) -> None:
    async def run() -> None:
        database = connect(database_url)
        world = World(SqlStore(database), HandClock())
        try:
            await world.begin()
            for action, number in actions:
                await world.do(action, number)
                await world.check_claims()
                if reads_each:
                    await world.read_mail()
                    world.check_calendar()
            await world.read_mail()
            world.check_calendar()
        finally:
            await database.close()

    asyncio.run(run())
