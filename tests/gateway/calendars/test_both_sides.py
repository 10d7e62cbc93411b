"""Whatever advisors and entrepreneurs do at the same time, in the end both sides say the same."""

import asyncio
from datetime import timedelta
from random import Random

import pytest

from conversations.appointments import Appointment, SlotTaken
from gateway.calendars.caldav.server import CalDavServer
from handoff.appointments.agendas import Span
from handoff.appointments.refusals import AppointmentRefused
from tests.gateway.calendars.offices import DAY, HOUR, Office, stamp
from tests.handoff.appointments.bookings import TUESDAY, booked, cancel, kept, move, slot_of

_STEPS = 12


class Chance:
    """Does what comes to mind, on either side; what cannot be is not done."""

    def __init__(self, office: Office, seed: int) -> None:
        self._office, self._chance = office, Random(seed)
        self.made: list[Appointment] = []

    async def do(self) -> None:
        what = self._chance.choice(["book", "move", "cancel", "drag", "delete", "own", "wait"])
        one = self._chance.choice(self.made) if self.made else None
        try:
            await self._do(what, await kept(self._office.store, one.id) if one else None)
        except (SlotTaken, AppointmentRefused):
            return

    async def _do(self, what: str, one: Appointment | None) -> None:
        office, chance = self._office, self._chance
        start = TUESDAY + chance.randrange(4) * HOUR + chance.randrange(2) * DAY
        match what:
            case "book":
                self.made.append(await booked(office.store, office.clock, office.who, start))
            case "move" if one:
                await move(office.store, office.clock, one, slot_of(office.who, start))
            case "cancel" if one:
                await cancel(office.store, office.clock, one)
            case "drag" if one and office.desktop.event(str(one.id)):
                office.drag(one, chance.choice([HOUR, DAY, -HOUR, timedelta(minutes=30)]))
            case "delete" if one and office.desktop.event(str(one.id)):
                office.desktop.delete(str(one.id))
            case "own":
                office.desktop.put(f"eigen-{chance.random()}", f"DTSTART:{stamp(start)}")
            case _:
                office.clock.forward(150)


@pytest.mark.parametrize("seed", range(6))
async def test_in_the_end_both_say_the_same(
    office: Office, calendar: CalDavServer, seed: int
) -> None:
    chance = Chance(office, seed)

    for _ in range(_STEPS):
        await asyncio.gather(office.sync.round(), chance.do())
    for _ in range(3):
        await office.look()

    here = [await kept(office.store, one.id) for one in chance.made]
    stands = {str(one.id): one for one in here if not one.is_cancelled}
    assert [one for one in office.desktop.names() if "eigen" not in one] == sorted(stands)
    for one in stands.values():
        standing = await calendar.standing(office.desktop.path, one.id)
        assert standing is not None
        assert standing.span == Span(one.slot.start, one.slot.end)
