"""Who has an appointment that cannot take place any more is asked to choose another time."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import structlog

from advice.content import Content
from conversations.appointments import Appointment
from conversations.ports import UnknownConversation
from handoff.appointments.appointing import Appointing
from handoff.appointments.displaced import cannot_take_place
from handoff.ports import TeamStore
from kit.clock import Clock

_ROUND_SECONDS = 15

log = structlog.get_logger()


class Watching:
    """Looks for appointments of who left the team, and on days on which we are closed.

    Whoever closes an account or a day need not think of it, and what was missed is made up for.
    """

    def __init__(
        self, content: Content, appointing: Appointing, *, store: TeamStore, clock: Clock
    ) -> None:
        self._closing_days = content.opening.closing_days
        self._appointing = appointing
        self._store = store
        self._clock = clock

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.round()
            await asyncio.sleep(_ROUND_SECONDS)

    async def round(self) -> None:
        """Ask, once for each appointment, who is to choose another time now."""
        async with self._store.reading() as work:
            found = await cannot_take_place(work, self._closing_days, self._clock())
        for appointment in found:
            await self._ask(appointment)

    async def _ask(self, appointment: Appointment) -> None:
        """Ask, if it still cannot take place, in a transaction of its own."""
        now = self._clock()
        async with self._store.transaction() as work:
            try:
                await work.hold(appointment.conversation)
            except UnknownConversation:
                return
            same = _same(await cannot_take_place(work, self._closing_days, now), appointment.id)
            if same is None:
                return
            await self._appointing.ask_to_move(work, same, now)
        log.info("appointment.must_move", appointment=str(appointment.id))


def _same(found: Sequence[Appointment], id: UUID) -> Appointment | None:
    return next((one for one in found if one.id == id), None)
