"""What appointments ask of the store."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from advice.appointments.rules import AgendaRules
from conversations.appointments import Appointment, Slot
from handoff.appointments.agendas import Absence, Agendas, Span, Taken


class UnknownAppointment(Exception):
    """There is no appointment with this id, or its conversation was erased."""


class Appointments(Protocol):
    """The part of a transaction that concerns appointments.

    A *claim* is the time of an advisor that an appointment or a held slot keeps free, with the
    buffers around it, from one five minutes on the clock up to another. The database lets no two
    claims of an advisor overlap, whoever locked what. Who changes anything for a conversation holds
    that first (`Work.hold`), so that nobody waits for somebody who waits for them.
    """

    async def lock_agendas(self, *advisors: UUID) -> None:
        """Let nobody else change the times of these advisors until this transaction ends.

        Who is to change more than one locks all of them at once, after their conversation.
        """
        ...

    async def hold_slot(
        self, conversation: UUID, slot: Slot, claim: Span, *, now: datetime, until: datetime
    ) -> None:
        """Hold a slot for a conversation instead of what it held before.

        It may overlap what the conversation has booked, which is to be moved there. Holds of others
        that ran out before `now` give way, and so does nothing else: raises `SlotTaken`, and the
        transaction is to be undone.
        """
        ...

    async def release(self, conversation: UUID) -> None:
        """Let go of what a conversation holds; nothing held is no error."""
        ...

    async def book(self, appointment: Appointment, claim: Span, *, now: datetime) -> None:
        """Keep a new appointment, in the place of what its conversation held.

        Raises `SlotTaken`, and the transaction is to be undone.
        """
        ...

    async def change_appointment(
        self, appointment: Appointment, claim: Span | None, *, now: datetime
    ) -> bool:
        """Keep what changed of one whose `version` is as it was read; the kept one is one higher.

        `claim` is what it takes from now on, in the place of what its conversation held; None if
        it takes nothing. While its slot stays the same, so does what it takes: a remark is kept
        whatever the rules are by now.

        False, and nothing changed, if it was changed since it was read. Raises `SlotTaken`, and
        the transaction is to be undone.
        """
        ...

    async def appointment(self, id: UUID) -> Appointment:
        """Return an appointment; raise `UnknownAppointment`."""
        ...

    async def booked_appointment(self, conversation: UUID, now: datetime) -> Appointment | None:
        """Return the one of a conversation that is not cancelled and not over at `now`."""
        ...

    async def appointments(
        self, span: Span, *, advisor: UUID | None = None
    ) -> Sequence[Appointment]:
        """Return those that are not cancelled and overlap `span`, the earliest first."""
        ...

    async def appointments_without_ending(self, before: datetime) -> Sequence[Appointment]:
        """Return those that were over before a moment, and of which nobody told how it went."""
        ...

    async def taken(
        self, span: Span, *, now: datetime, but_for: UUID | None = None
    ) -> Mapping[UUID, Taken]:
        """Return what is taken in `span` by advisor: claims, and what their calendars say.

        Holds that ran out before `now`, and claims of the conversation `but_for`, are left out.
        Absences are not in it, and who has nothing taken is not there. What is held counts in
        `starts` like an appointment: it may become one.
        """
        ...

    async def agendas(self) -> Agendas:
        """Return all rules that advisors and groups have of their own."""
        ...

    async def keep_agenda(self, owner: UUID | str, rules: AgendaRules) -> None:
        """Keep the rules of an advisor (by id) or of a group (by name)."""
        ...

    async def absences(self, span: Span) -> Sequence[Absence]:
        """Return those that overlap `span`, the earliest first."""
        ...

    async def keep_absence(self, absence: Absence) -> None:
        """Keep an absence; the same id again replaces it."""
        ...

    async def drop_absence(self, id: UUID) -> bool:
        """Forget an absence; False if there was none."""
        ...

    async def keep_busy(self, advisor: UUID, busy: Sequence[Span], until: datetime) -> None:
        """Keep what the calendar of an advisor says, up to `until`, instead of what it said.

        What it said of after `until` stays. Appointments stay whatever the calendar says.
        """
        ...
