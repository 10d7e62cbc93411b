"""The letters about an appointment: to who asked for it, to the advisor and to team leads."""

from datetime import datetime
from uuid import uuid5

from advice.appointments.letter_words import AppointmentLetter, TeamLetter
from advice.content import Content
from advice.promise import call_back_before
from conversations.appointments import Party
from conversations.mail import CalendarPart, Mail
from handoff.advisors import Role
from handoff.appointments.invites import Invites
from handoff.appointments.lines import DAY_BEFORE, day_before
from handoff.appointments.meetings import Meeting
from handoff.ports import TeamWork

_MINUTES = 60


class Letters:
    """Asks for them; those to the team say nothing of who it is about."""

    def __init__(self, content: Content, invites: Invites, console: str) -> None:
        """`console` is where the team logs in; without it no letters are sent, to nobody."""
        self._content = content
        self._words = content.appointments.letters
        self._fill = content.organisation.fill
        self._invites = invites
        self._console = console

    async def booked(self, work: TeamWork, meeting: Meeting, now: datetime) -> None:
        """Write to both that there is a new one."""
        invite = self._invites.requested(meeting, now)
        await self._write(work, meeting, self._words.booked, invite, now)
        await self._remind(work, meeting, now)
        await self._write_to_advisor(work, meeting, self._words.team_booked, now)

    async def moved(
        self, work: TeamWork, before: Meeting, meeting: Meeting, by: Party, now: datetime
    ) -> None:
        """Write that it is at another time, or with somebody else."""
        invite = self._invites.requested(meeting, now)
        await self._write(work, meeting, self._words.moved, invite, now)
        await self._remind(work, meeting, now)
        await self._forget_unchosen(work, meeting, now)
        if before.appointment.slot.advisor == meeting.appointment.slot.advisor:
            if by is Party.ENTREPRENEUR:
                await self._write_to_advisor(work, meeting, self._words.team_moved, now)
            return
        await self._write_to_advisor(work, meeting, self._words.team_booked, now)
        # Who could not come knows that it is off.
        if before.appointment.must_move_since is None:
            await self._write_to_advisor(work, before, self._words.team_cancelled, now)

    async def cancelled(self, work: TeamWork, meeting: Meeting, by: Party, now: datetime) -> None:
        """Write that it does not take place."""
        is_own = by is Party.ENTREPRENEUR
        words = self._words.cancelled_yourself if is_own else self._words.cancelled
        invite = self._invites.cancelled(meeting, now)
        await self._write(work, meeting, words, invite, now)
        await self.do_not_remind(work, meeting, now)
        await self._forget_unchosen(work, meeting, now)
        if is_own and meeting.appointment.must_move_since is None:
            await self._write_to_advisor(work, meeting, self._words.team_cancelled, now)

    async def must_move(self, work: TeamWork, meeting: Meeting, now: datetime) -> None:
        """Ask who wanted it to choose anew; team leads hear of it if that takes long."""
        invite = self._invites.cancelled(meeting, now)
        await self._write(work, meeting, self._words.must_move, invite, now)
        await self.do_not_remind(work, meeting, now)
        hours = self._words.unchosen_hours
        at = call_back_before(self._content.opening, now, hours * _MINUTES)
        for account in await work.accounts():
            lead = account.advisor
            if self._console and lead.is_active and lead.role is not Role.ADVISOR:
                letter = self._to_team(
                    f"kies_{lead.id.hex}", lead.email, self._words.team_unchosen, meeting, at
                )
                await work.ask_mail(meeting.appointment.conversation, letter, now)

    async def do_not_remind(self, work: TeamWork, meeting: Meeting, now: datetime) -> None:
        await work.ask_mail(meeting.appointment.conversation, Mail(DAY_BEFORE), now)

    async def _remind(self, work: TeamWork, meeting: Meeting, now: datetime) -> None:
        at = day_before(meeting.appointment.slot.start)
        if at > now:
            letter = self._letter(DAY_BEFORE, meeting, self._words.reminder, at=at)
        else:
            letter = Mail(DAY_BEFORE)
        await work.ask_mail(meeting.appointment.conversation, letter, now)

    async def _write(
        self,
        work: TeamWork,
        meeting: Meeting,
        words: AppointmentLetter,
        invite: CalendarPart,
        now: datetime,
    ) -> None:
        key = f"af_{meeting.appointment.id.hex}"
        letter = self._letter(key, meeting, words, invite=invite)
        await work.ask_mail(meeting.appointment.conversation, letter, now)

    def _letter(
        self,
        key: str,
        meeting: Meeting,
        words: AppointmentLetter,
        *,
        invite: CalendarPart | None = None,
        at: datetime | None = None,
    ) -> Mail:
        """Return a letter to who wanted it; without an address it only calls off what waits."""
        return Mail(
            key,
            meeting.appointment.request.email if self._console else None,
            self._filled(words.subject, meeting),
            self._filled(words.text, meeting),
            # An address that does not work is told of once: not with a reminder again.
            if_refused=self._fill(self._words.if_refused) if invite else "",
            at=at,
            calendar=invite,
        )

    async def _write_to_advisor(
        self, work: TeamWork, meeting: Meeting, words: TeamLetter, now: datetime
    ) -> None:
        if self._console and meeting.team_email:
            appointment = meeting.appointment
            key = f"team_{uuid5(appointment.id, appointment.slot.advisor.hex).hex}"
            letter = self._to_team(key, meeting.team_email, words, meeting)
            await work.ask_mail(appointment.conversation, letter, now)

    def _to_team(
        self,
        key: str,
        to: str,
        words: TeamLetter,
        meeting: Meeting,
        at: datetime | None = None,
    ) -> Mail:
        text = self._filled(words.text, meeting).replace("{adres}", self._console)
        return Mail(key, to, self._filled(words.subject, meeting), text, at=at)

    async def _forget_unchosen(self, work: TeamWork, meeting: Meeting, now: datetime) -> None:
        for account in await work.accounts():
            letter = Mail(f"kies_{account.advisor.id.hex}")
            await work.ask_mail(meeting.appointment.conversation, letter, now)

    def _filled(self, text: str, meeting: Meeting) -> str:
        return self._fill(meeting.fill(text))
