"""What an advisor does with one appointment: each deed in a transaction of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advice.content import Content
from conversations.appointments import Appointment, Ending, Party, Slot
from gateway.console.appointments import wording
from gateway.console.appointments.asked import BadField, Version
from gateway.console.appointments.rights import Rights
from gateway.console.appointments.views import AppointmentView, Lines
from gateway.console.appointments.weeks import FAR
from gateway.console.desk.scan_view import scan_view
from gateway.console.desk.views import said
from handoff.advisors import Advisor, AuditLine, Deed
from handoff.appointments.ports import UnknownAppointment
from handoff.appointments.refusals import ChangedMeanwhile
from handoff.moves import Moves
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock

type _Act = Callable[[TeamWork, Appointment, datetime], Awaitable[Appointment]]


@dataclass(frozen=True)
class Secretary:
    """One appointment at a time, for who is logged in.

    Everything raises `UnknownAppointment` for one that this advisor may not see. What changes one
    takes the `version` that was seen, and raises `ChangedMeanwhile` if it is another by now, and
    what `Appointing` raises.
    """

    store: TeamStore
    content: Content
    moves: Moves
    rights: Rights
    lines: Lines
    clock: Clock

    async def show(self, id: UUID, advisor: Advisor) -> AppointmentView:
        """Return all about one; that somebody looked is written down."""
        async with self.store.transaction() as work:
            found = await self._seen(work, id, advisor)
            await work.note(AuditLine(self.clock(), Deed.APPOINTMENT_SEEN, advisor.id, str(id)))
            return await self._view(work, found, advisor)

    async def move(self, id: UUID, version: Version, start: datetime, advisor: Advisor) -> None:
        """Move it to any time that no claim forbids; raise `BadField` and `SlotTaken` too."""

        async def act(work: TeamWork, one: Appointment, now: datetime) -> Appointment:
            if start == one.slot.start and one.must_move_since is None:
                raise BadField("start", wording.SAME_MOMENT)
            slot = Slot(start, start + (one.slot.end - one.slot.start), one.slot.advisor)
            return await self.moves.appointing.move(work, one, slot, Party.ADVISOR, now)

        now = self.clock()
        if start <= now:
            raise BadField("start", wording.IN_PAST)
        if start > now + FAR:
            raise BadField("start", wording.TOO_FAR)
        await self._change(id, version, advisor, Deed.APPOINTMENT_MOVED, act)

    async def cancel(self, id: UUID, version: Version, advisor: Advisor) -> None:
        """Call it off."""

        async def act(work: TeamWork, one: Appointment, now: datetime) -> Appointment:
            return await self.moves.appointing.cancel(work, one, Party.ADVISOR, now)

        await self._change(id, version, advisor, Deed.APPOINTMENT_CANCELLED, act)

    async def ask_to_move(self, id: UUID, version: Version, advisor: Advisor) -> None:
        """Let the entrepreneur choose another time."""
        act = self.moves.appointing.ask_to_move
        await self._change(id, version, advisor, Deed.APPOINTMENT_MOVED, act)

    async def end(
        self, id: UUID, version: Version, ending: Ending, remark: str, advisor: Advisor
    ) -> None:
        """Keep how it went."""

        async def act(work: TeamWork, one: Appointment, now: datetime) -> Appointment:
            return await self.moves.appointing.end(work, one, ending, remark, now)

        await self._change(id, version, advisor, Deed.APPOINTMENT_ENDED, act)

    async def _change(
        self, id: UUID, version: Version, advisor: Advisor, deed: Deed, act: _Act
    ) -> None:
        """Change it and write that down, together or not at all."""
        async with self.store.transaction() as work:
            await work.hold((await self._seen(work, id, advisor)).conversation)
            found = await self._seen(work, id, advisor)
            if found.version != version:
                raise ChangedMeanwhile
            await act(work, found, self.clock())
            await work.note(AuditLine(self.clock(), deed, advisor.id, str(id)))

    async def _seen(self, work: TeamWork, id: UUID, advisor: Advisor) -> Appointment:
        found = await work.appointment(id)
        if not self.rights.may_see(advisor, found):
            raise UnknownAppointment
        return found

    async def _view(self, work: TeamWork, one: Appointment, advisor: Advisor) -> AppointmentView:
        now, request = self.clock(), one.request
        names = {account.advisor.id: account.advisor.name for account in await work.accounts()}
        meeting = await self.moves.appointing.meetings.of(work, one)
        scan = await work.scan_of_conversation(one.conversation)
        group = self.content.desk.group(request.group)
        return AppointmentView(
            line=self.lines.line(one, names, now),
            conversation=one.conversation,
            handoff=await self._handoff(work, one.conversation, advisor),
            group=group.title if group else None,
            place=meeting.address,
            question=request.question,
            topics=[title for topic in request.topics if (title := self._topic(topic))],
            phone=request.phone,
            email=request.email,
            address=request.address,
            consent_at=request.consent.at,
            booked_at=one.booked_at,
            cancelled_at=one.cancelled_at,
            cancelled_by=one.cancelled_by,
            must_move_since=one.must_move_since,
            ending=one.ending,
            remark=one.remark,
            may_change=not one.is_cancelled and now < one.slot.end,
            may_end=not one.is_cancelled and one.slot.start <= now,
            scan=scan_view(self.content, scan) if scan else None,
            messages=said((await work.view(one.conversation, 0)).messages),
        )

    async def _handoff(self, work: TeamWork, conversation: UUID, advisor: Advisor) -> UUID | None:
        """Return the newest request in the conversation that this advisor may open."""
        cases = [
            case.handoff
            for case in await work.cases_of(conversation)
            if self.moves.may_see(advisor, case.handoff)
        ]
        return max(cases, key=lambda one: one.asked_at).id if cases else None

    def _topic(self, id: str) -> str | None:
        scheme = self.content.schemes.get(id)
        theme = None if scheme else self.content.scan.theme(id)
        return scheme.short_name if scheme else theme.name if theme else None
