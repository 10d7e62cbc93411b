"""What an entrepreneur does with the link of an appointment: look, move and cancel."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import structlog
from msgspec import Struct

from advice.appointments.wording import slot_title
from conversations.appointments import Agenda, Appointment, Party, Slot, WantedSlot
from conversations.files import NewFile
from handoff.appointments.appointing import Appointing
from handoff.appointments.meetings import Meeting
from handoff.appointments.refusals import ChangedMeanwhile, TooLate
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock

_OFFERS = 3

log = structlog.get_logger()


class WasCancelled(Exception):
    """The appointment of a link is off."""


class IsPast(Exception):
    """The time of the appointment of a link is over."""


class Opened(Struct, frozen=True):
    """An appointment that is ahead, and whether its entrepreneur may still change it."""

    meeting: Meeting
    may_change: bool

    @property
    def appointment(self) -> Appointment:
        return self.meeting.appointment


class Offer(Struct, frozen=True):
    """A time that can be chosen instead; `advisor` only if that is somebody else."""

    slot: Slot
    title: str
    advisor: str


class Changing:
    """Lets in who has a link.

    Each call raises `BadLink`, `UnknownAppointment`, `WasCancelled` and `IsPast` when the link
    leads to nothing that can be changed.
    """

    def __init__(
        self, appointing: Appointing, agenda: Agenda, *, store: TeamStore, clock: Clock
    ) -> None:
        self._appointing = appointing
        self._agenda = agenda
        self._store = store
        self._clock = clock

    async def open(self, token: str) -> Opened:
        """Return what a link leads to."""
        id = self._appointing.links.opened(token)
        async with self._store.reading() as work:
            appointment = await self._ahead(work, id)
            meeting = await self._appointing.meetings.of(work, appointment)
            may_change = await self._appointing.may_change(work, appointment, self._clock())
        return Opened(meeting, may_change)

    async def file(self, token: str) -> NewFile:
        """Return the appointment for a calendar."""
        opened = await self.open(token)
        return self._appointing.invites.file(opened.meeting, self._clock())

    async def offers(self, opened: Opened, after: datetime | None) -> Sequence[Offer]:
        """Return times of the same advisor, or of others where that one has none."""
        appointment = opened.appointment
        own = None if appointment.must_move_since else appointment.slot.advisor
        found = await self._free(appointment, own, after)
        if own and not found:
            found = await self._free(appointment, None, after)
        return [await self._offer(slot, appointment) for slot in found]

    async def move(self, token: str, version: int, slot: Slot) -> None:
        """Give it a time that is really free; the same time again changes nothing.

        Raises `SlotTaken`, `TooLate`, and `ChangedMeanwhile` if it is not at `version` any more.
        """
        opened = await self.open(token)
        appointment = opened.appointment
        if appointment.slot == slot and appointment.must_move_since is None:
            return
        _require_same(appointment, version)
        if not opened.may_change:
            raise TooLate
        request = appointment.request
        await self._agenda.hold(appointment.conversation, slot, request.form, request.group)
        async with self._store.transaction() as work:
            held = await self._held(work, appointment, version)
            await self._appointing.move(work, held, slot, Party.ENTREPRENEUR, self._clock())
        log.info("appointment.moved", appointment=str(appointment.id), by=Party.ENTREPRENEUR)

    async def cancel(self, token: str, version: int) -> None:
        """Call it off; raises `TooLate`, and `ChangedMeanwhile` as for `move`."""
        appointment = (await self.open(token)).appointment
        async with self._store.transaction() as work:
            held = await self._held(work, appointment, version)
            await self._appointing.cancel(work, held, Party.ENTREPRENEUR, self._clock())
        log.info("appointment.cancelled", appointment=str(appointment.id), by=Party.ENTREPRENEUR)

    async def _held(self, work: TeamWork, read: Appointment, version: int) -> Appointment:
        """Return it as it is now; nobody else changes it until the transaction ends."""
        await work.hold(read.conversation)
        appointment = await self._ahead(work, read.id)
        _require_same(appointment, version)
        return appointment

    async def _ahead(self, work: TeamWork, id: UUID) -> Appointment:
        appointment = await work.appointment(id)
        if appointment.is_cancelled:
            raise WasCancelled
        if appointment.slot.end <= self._clock():
            raise IsPast
        return appointment

    async def _free(
        self, appointment: Appointment, advisor: UUID | None, after: datetime | None
    ) -> Sequence[Slot]:
        request = appointment.request
        wanted = WantedSlot(form=request.form, group=request.group, after=after, advisor=advisor)
        return await self._agenda.offers(appointment.conversation, wanted, limit=_OFFERS)

    async def _offer(self, slot: Slot, appointment: Appointment) -> Offer:
        is_other = slot.advisor != appointment.slot.advisor
        name = await self._agenda.advisor_name(slot.advisor) if is_other else ""
        return Offer(slot, slot_title(slot), name)


def _require_same(appointment: Appointment, version: int) -> None:
    if appointment.version != version:
        raise ChangedMeanwhile
