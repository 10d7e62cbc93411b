"""What is shown and done on the pages about appointments, and who may do it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from litestar.exceptions import NotFoundException, PermissionDeniedException
from msgspec import Struct

from advice.appointments.rules import AgendaRules
from advice.closing_days import ClosingDay
from advice.content import Content
from conversations.appointments import Appointment, Ending, Party, Slot
from conversations.messages import Message
from handoff.advisors import Advisor, AuditLine, Deed, Role
from handoff.appointments.agendas import Absence, Span
from handoff.appointments.appointing import Appointing
from handoff.appointments.displaced import appointments_in
from handoff.appointments.meetings import Meeting
from handoff.appointments.ports import UnknownAppointment
from handoff.ports import TeamStore, TeamWork
from kit.clock import Clock, day_here, midnight_here

_A_WEEK = timedelta(days=7)
_FAR = timedelta(days=400)


class Day(Struct, frozen=True):
    """A day of a week: what is on it, and why nobody can be booked."""

    day: date
    closing: ClosingDay | None
    meetings: tuple[Meeting, ...]
    off: tuple[tuple[Absence, str], ...]


class Week(Struct, frozen=True):
    """A week as one person, or all, have it; `open_ends` are over and nobody told how it went."""

    monday: date
    days: tuple[Day, ...]
    must_move: tuple[Meeting, ...]
    open_ends: tuple[Meeting, ...]


class Shown(Struct, frozen=True):
    """All about one appointment: what was said, and the id of a scan that may be seen."""

    meeting: Meeting
    said: Sequence[Message]
    scan: UUID | None


class Times(Struct, frozen=True):
    """When somebody can be booked: the own rules, what holds otherwise, and absences."""

    own: AgendaRules
    otherwise: AgendaRules
    absences: Sequence[Absence]


type Owner = UUID | str | None
"""An advisor, a group, or None for the whole team."""


@dataclass(frozen=True)
class Planner:
    """The appointments of the team, for who is logged in."""

    store: TeamStore
    content: Content
    appointing: Appointing
    clock: Clock

    async def colleagues(self) -> Sequence[Advisor]:
        """Return who can have appointments, by name."""
        async with self.store.reading() as work:
            people = [account.advisor for account in await work.accounts()]
        return sorted((one for one in people if one.is_active), key=lambda one: one.name)

    async def week(self, monday: date, of: UUID | None, advisor: Advisor) -> Week:
        """Return a week of one colleague, or of all, as far as `advisor` may see it."""
        now = self.clock()
        span = Span(midnight_here(monday), midnight_here(monday + _A_WEEK))
        async with self.store.reading() as work:
            booked = await self._seen(work, await work.appointments(span, advisor=of), advisor)
            coming = await work.appointments(Span(now, now + _FAR), advisor=of)
            moving = await self._seen(work, [one for one in coming if one.must_move_since], advisor)
            over = await work.appointments_without_ending(now)
            ended = await self._seen(
                work, [one for one in over if of in (None, one.slot.advisor)], advisor
            )
            absences = await work.absences(span)
            people = {one.advisor.id: one.advisor for one in await work.accounts()}
        whose = people.get(of) if of else None
        off = [
            (one, self._whose(one, people))
            for one in absences
            if whose is None or one.concerns(whose.id, whose.groups)
        ]
        days = tuple(self._day(monday + timedelta(days=n), booked, off) for n in range(7))
        return Week(monday, days, tuple(moving), tuple(ended))

    async def show(self, id: UUID, advisor: Advisor) -> Shown:
        """Return one appointment with its conversation; seeing it is kept in the audit."""
        async with self.store.transaction() as work:
            appointment = await self._mine(work, id, advisor)
            view = await work.view(appointment.conversation, 0)
            scan = await work.scan_of_conversation(appointment.conversation)
            await self._note(work, Deed.APPOINTMENT_SEEN, advisor, id)
            meeting = await self.appointing.meetings.of(work, appointment)
        return Shown(meeting, view.messages, scan.scan.id if scan else None)

    async def move(self, id: UUID, start: datetime, advisor: Advisor) -> None:
        """Move to any time that no other appointment has; raise `SlotTaken` or a refusal."""

        async def act(work: TeamWork, one: Appointment, now: datetime) -> None:
            slot = Slot(start, start + (one.slot.end - one.slot.start), one.slot.advisor)
            await self.appointing.move(work, one, slot, Party.ADVISOR, now)

        await self._change(id, advisor, Deed.APPOINTMENT_MOVED, act)

    async def cancel(self, id: UUID, advisor: Advisor) -> None:
        """Call it off; raise a refusal."""

        async def act(work: TeamWork, one: Appointment, now: datetime) -> None:
            await self.appointing.cancel(work, one, Party.ADVISOR, now)

        await self._change(id, advisor, Deed.APPOINTMENT_CANCELLED, act)

    async def ask_to_move(self, id: UUID, advisor: Advisor) -> None:
        """Let the entrepreneur choose another time; raise a refusal."""

        async def act(work: TeamWork, one: Appointment, now: datetime) -> None:
            await self.appointing.ask_to_move(work, one, now)

        await self._change(id, advisor, Deed.APPOINTMENT_MOVED, act)

    async def end(self, id: UUID, ending: Ending, remark: str, advisor: Advisor) -> None:
        """Keep how it went; raise a refusal."""

        async def act(work: TeamWork, one: Appointment, now: datetime) -> None:
            await self.appointing.end(work, one, ending, remark, now)

        await self._change(id, advisor, Deed.APPOINTMENT_ENDED, act)

    async def times(self, owner: Owner) -> Times:
        """Return when an advisor, a group or the team can be booked."""
        now = self.clock()
        async with self.store.reading() as work:
            agendas = await work.agendas()
            absences = await work.absences(Span(now, now + _FAR))
            whose = await work.advisor(owner) if isinstance(owner, UUID) else None
        team = self.content.appointments.rules.team
        mine = [one for one in absences if _is_of(one, owner)]
        if isinstance(owner, UUID):
            group = next(iter(whose.groups), None) if whose else None
            other = agendas.of_groups.get(group or "", AgendaRules()).over(team)
            return Times(agendas.of_advisors.get(owner, AgendaRules()), other, mine)
        own = agendas.of_groups.get(owner or "", AgendaRules())
        return Times(own, team, mine)

    async def keep_times(self, owner: UUID | str, rules: AgendaRules, advisor: Advisor) -> None:
        """Keep the rules of an advisor or a group."""
        require_owner(advisor, owner)
        async with self.store.transaction() as work:
            await work.keep_agenda(owner, rules)
            await self._note(work, Deed.AGENDA_CHANGED, advisor, owner)

    async def keep_absence(self, absence: Absence, advisor: Advisor) -> int:
        """Keep an absence; return how many appointments fall in it."""
        require_owner(advisor, absence.advisor or absence.group)
        async with self.store.transaction() as work:
            await work.keep_absence(absence)
            await self._note(work, Deed.AGENDA_CHANGED, advisor, absence.advisor or absence.group)
            return len(await appointments_in(work, absence, self.clock()))

    async def in_the_way(self, owner: Owner) -> Sequence[Meeting]:
        """Return the appointments that fall in the absences of an advisor, a group or the team."""
        now = self.clock()
        async with self.store.reading() as work:
            absences = await work.absences(Span(now, now + _FAR))
            found = {
                one.id: one
                for absence in absences
                if _is_of(absence, owner)
                for one in await appointments_in(work, absence, now)
                if one.must_move_since is None
            }
            return [await self.appointing.meetings.of(work, one) for one in found.values()]

    async def drop_absence(self, id: UUID, owner: Owner, advisor: Advisor) -> None:
        """Forget an absence of an advisor, a group or the team."""
        require_owner(advisor, owner)
        async with self.store.transaction() as work:
            now = self.clock()
            known = await work.absences(Span(now, now + _FAR))
            if any(one.id == id and _is_of(one, owner) for one in known):
                await work.drop_absence(id)
                await self._note(work, Deed.AGENDA_CHANGED, advisor, owner)

    def may_see(self, advisor: Advisor, appointment: Appointment) -> bool:
        """Tell whether somebody may read it; what one has oneself one may."""
        group = self.content.desk.group(appointment.request.group)
        is_open = group is None or not group.is_closed or group.id in advisor.groups
        return _is_lead(advisor) or is_open or appointment.slot.advisor == advisor.id

    async def _change(
        self,
        id: UUID,
        advisor: Advisor,
        deed: Deed,
        act: Callable[[TeamWork, Appointment, datetime], Awaitable[None]],
    ) -> None:
        async with self.store.transaction() as work:
            await work.hold((await self._mine(work, id, advisor)).conversation)
            await act(work, await self._mine(work, id, advisor), self.clock())
            await self._note(work, deed, advisor, id)

    async def _mine(self, work: TeamWork, id: UUID, advisor: Advisor) -> Appointment:
        try:
            found = await work.appointment(id)
        except UnknownAppointment as error:
            raise NotFoundException from error
        if not self.may_see(advisor, found):
            raise NotFoundException
        return found

    async def _seen(
        self, work: TeamWork, found: Sequence[Appointment], advisor: Advisor
    ) -> Sequence[Meeting]:
        seen = [one for one in found if self.may_see(advisor, one)]
        return [await self.appointing.meetings.of(work, one) for one in seen]

    def _day(self, day: date, booked: Sequence[Meeting], off: Sequence[tuple[Absence, str]]) -> Day:
        span = Span(midnight_here(day), midnight_here(day + timedelta(days=1)))
        closing = next((c for c in self.content.opening.closing_days if c.day == day), None)
        on_it = (one for one in booked if day_here(one.appointment.slot.start) == day)
        away = ((one, whose) for one, whose in off if one.span.overlaps(span))
        return Day(day, closing, tuple(on_it), tuple(away))

    def _whose(self, absence: Absence, people: dict[UUID, Advisor]) -> str:
        if absence.advisor is not None:
            return people[absence.advisor].name
        group = self.content.desk.group(absence.group)
        return group.title if group else ""

    async def _note(self, work: TeamWork, deed: Deed, advisor: Advisor, what: Owner) -> None:
        await work.note(AuditLine(self.clock(), deed, advisor.id, str(what or "team")))


def require_owner(advisor: Advisor, owner: Owner) -> None:
    """Let people change their own times, and leads those of all; raise otherwise."""
    if owner != advisor.id and not _is_lead(advisor):
        raise PermissionDeniedException


def _is_lead(advisor: Advisor) -> bool:
    return advisor.role is not Role.ADVISOR


def _is_of(absence: Absence, owner: Owner) -> bool:
    if isinstance(owner, UUID):
        return absence.advisor == owner
    return absence.advisor is None and absence.group == owner
