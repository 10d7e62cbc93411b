"""Makes, moves and ends appointments, and tells the other side.

Each call is one transaction of the caller, who holds the conversation.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.content import Content
from conversations.appointments import Appointment, Booking, Ending, Party, Slot, SlotTaken
from conversations.handoffs import Way
from conversations.messages import Reply
from handoff.appointments.agendas import Span
from handoff.appointments.displaced import is_closed
from handoff.appointments.invites import Invites
from handoff.appointments.letters import Letters
from handoff.appointments.lines import Lines
from handoff.appointments.links import AppointmentLinks
from handoff.appointments.meetings import Meetings
from handoff.appointments.refusals import ChangedMeanwhile, IsOver, NotYet, TooLate
from handoff.appointments.slots import claim_of
from handoff.ports import TeamWork


class Appointing:
    """All that is done with an appointment, with the words for it."""

    def __init__(self, content: Content, links: AppointmentLinks, *, console: str = "") -> None:
        """`console` is where the team logs in; without it no letters are sent, to nobody."""
        self.links = links
        self._closing_days = content.opening.closing_days
        self.invites = Invites(content)
        self.meetings = Meetings(content, links)
        self._lines = Lines(content, self.invites)
        self._letters = Letters(content, self.invites, console)

    async def carry_out(
        self, work: TeamWork, conversation: UUID, replies: Sequence[Reply], now: datetime
    ) -> Sequence[Reply]:
        """Book, move and cancel what replies bring along; return them as they are to be said.

        Raises `SlotTaken` and `AppointmentRefused`; then none of it is true any more, and the
        transaction is to be undone.
        """
        brings_one = any(reply.appointment for reply in replies)
        is_first = brings_one and await work.booked_appointment(conversation, now) is None
        said = [await self._carry_out(work, conversation, reply, now) for reply in replies]
        if is_first and await _is_called(work, conversation):
            said.append(self._lines.called_too())
        return said

    async def book(
        self, work: TeamWork, conversation: UUID, booking: Booking, now: datetime
    ) -> Appointment:
        """Book a time for a conversation that has none; raise `SlotTaken`."""
        appointment = Appointment(
            id=uuid4(),
            version=0,
            conversation=conversation,
            slot=booking.slot,
            request=booking.request,
            booked_at=now,
        )
        await work.book(appointment, await self._claim(work, appointment, now), now=now)
        meeting = await self.meetings.of(work, appointment)
        await self._letters.booked(work, meeting, now)
        await self._lines.remind(work, meeting, now)
        return appointment

    async def move(
        self, work: TeamWork, appointment: Appointment, slot: Slot, by: Party, now: datetime
    ) -> Appointment:
        """Give it another time, perhaps with another advisor, and say so in the conversation.

        Raises `SlotTaken`, `TooLate`, `IsOver` and `ChangedMeanwhile`.
        """
        moved = await self._move(work, appointment, slot, by, now)
        await self._lines.moved(work, await self.meetings.of(work, moved), now)
        return moved

    async def cancel(
        self, work: TeamWork, appointment: Appointment, by: Party, now: datetime
    ) -> Appointment:
        """Call it off, and say so in the conversation.

        Raises `TooLate`, `IsOver` and `ChangedMeanwhile`.
        """
        cancelled = await self._cancel(work, appointment, by, now)
        await self._lines.cancelled(work, await self.meetings.of(work, cancelled), by, now)
        return cancelled

    async def ask_to_move(
        self, work: TeamWork, appointment: Appointment, now: datetime
    ) -> Appointment:
        """Let who wanted it choose another time, because the advisor cannot come; once.

        Raises `IsOver` and `ChangedMeanwhile`.
        """
        if appointment.must_move_since is not None:
            return appointment
        require_ahead(appointment, now)
        asked = await self._keep_time(work, structs.replace(appointment, must_move_since=now), now)
        meeting = await self.meetings.of(work, asked)
        await self._letters.must_move(work, meeting, now)
        await self._lines.do_not_remind(work, meeting)
        await self._lines.must_move(work, meeting, now)
        return asked

    async def end(
        self,
        work: TeamWork,
        appointment: Appointment,
        ending: Ending,
        remark: str,
        now: datetime,
    ) -> Appointment:
        """Keep how it went, also instead of what was kept before; nobody is told.

        Raises `NotYet`, `IsOver` if it was cancelled, and `ChangedMeanwhile`.
        """
        if appointment.is_cancelled:
            raise IsOver
        if now < appointment.slot.start:
            raise NotYet
        ended = structs.replace(appointment, ending=ending, remark=remark or None)
        return await self._keep_time(work, ended, now)

    async def may_change(self, work: TeamWork, appointment: Appointment, now: datetime) -> bool:
        """Tell whether the entrepreneur may still move or cancel one that is ahead."""
        if appointment.must_move_since is not None:
            return True
        rules = await self._rules(work, appointment)
        return now < appointment.slot.start - timedelta(hours=rules.change_hours or 0)

    def refusal(self, refused: Exception) -> Reply:
        """Return what is said instead of replies that `carry_out` could not carry out."""
        return self._lines.refusal(refused)

    async def _carry_out(
        self, work: TeamWork, conversation: UUID, reply: Reply, now: datetime
    ) -> Reply:
        booked = await work.booked_appointment(conversation, now)
        if reply.appointment_cancelled and booked:
            await self._cancel(work, booked, Party.ENTREPRENEUR, now)
            booked = None
        if reply.appointment is None:
            return reply
        if booked is None:
            made = await self.book(work, conversation, reply.appointment, now)
        else:
            wanted = structs.replace(booked, request=reply.appointment.request)
            slot = reply.appointment.slot
            made = await self._move(work, wanted, slot, Party.ENTREPRENEUR, now)
        return self._lines.kept(reply, await self.meetings.of(work, made), now)

    async def _move(
        self, work: TeamWork, appointment: Appointment, slot: Slot, by: Party, now: datetime
    ) -> Appointment:
        await self._require_changeable(work, appointment, by, now)
        await work.lock_agendas(appointment.slot.advisor, slot.advisor)
        before = await self.meetings.of(work, appointment)
        moved = structs.replace(appointment, slot=slot, must_move_since=None)
        kept = await _keep(work, moved, await self._claim(work, moved, now), now)
        meeting = await self.meetings.of(work, kept)
        await self._letters.moved(work, before, meeting, by, now)
        await self._lines.remind(work, meeting, now)
        return kept

    async def _cancel(
        self, work: TeamWork, appointment: Appointment, by: Party, now: datetime
    ) -> Appointment:
        await self._require_changeable(work, appointment, by, now)
        cancelled = structs.replace(appointment, cancelled_at=now, cancelled_by=by)
        kept = await _keep(work, cancelled, None, now)
        meeting = await self.meetings.of(work, kept)
        await self._letters.cancelled(work, meeting, by, now)
        await self._lines.do_not_remind(work, meeting)
        return kept

    async def _require_changeable(
        self, work: TeamWork, appointment: Appointment, by: Party, now: datetime
    ) -> None:
        require_ahead(appointment, now)
        is_own = by is Party.ENTREPRENEUR
        if is_own and not await self.may_change(work, appointment, now):
            raise TooLate

    async def _keep_time(
        self, work: TeamWork, appointment: Appointment, now: datetime
    ) -> Appointment:
        """Keep what else changed."""
        rules = await self._rules(work, appointment)
        return await _keep(work, appointment, claim_of(appointment.slot, rules), now)

    async def _claim(self, work: TeamWork, appointment: Appointment, now: datetime) -> Span:
        """Return what it takes of an advisor's time; raise `SlotTaken` if that is not to be had."""
        slot = appointment.slot
        advisor = await work.advisor(slot.advisor)
        if advisor is None or not advisor.is_active:
            raise SlotTaken
        if slot.start <= now or is_closed(slot, self._closing_days):
            raise SlotTaken
        return claim_of(slot, await self._rules(work, appointment))

    async def _rules(self, work: TeamWork, appointment: Appointment) -> AgendaRules:
        return await self.meetings.rules(work, appointment.slot.advisor, appointment.request.group)


def require_ahead(appointment: Appointment, now: datetime) -> None:
    """Raise `IsOver` for one that was cancelled, or has ended."""
    if appointment.is_cancelled or appointment.slot.end <= now:
        raise IsOver


async def _is_called(work: TeamWork, conversation: UUID) -> bool:
    """Tell whether somebody is to be called or written to, and nobody has that in hand."""
    handoff = await work.open_handoff(conversation)
    if handoff is None or handoff.advisor is not None:
        return False
    return handoff.request.way is Way.CALL_BACK


async def _keep(
    work: TeamWork, appointment: Appointment, claim: Span | None, now: datetime
) -> Appointment:
    if not await work.change_appointment(appointment, claim, now=now):
        raise ChangedMeanwhile
    return structs.replace(appointment, version=appointment.version + 1)
