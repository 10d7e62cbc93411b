"""What advisors read about appointments in the calendar they work with; it names nobody."""

from datetime import datetime

from advice.appointments.letter_words import TeamLetter
from advice.content import Content
from conversations.appointments import Appointment
from conversations.mail import Mail
from handoff.appointments.agendas import Span
from handoff.appointments.appointing import Appointing
from handoff.appointments.calendars import Entry
from handoff.ports import TeamWork


class CalendarTexts:
    """Puts appointments in words for calendars, and asks for letters about them."""

    def __init__(
        self, content: Content, appointing: Appointing, console: str, *, may_mail: bool
    ) -> None:
        """`console` is where the team logs in."""
        self.appointing = appointing
        self.content = content
        self._words = content.appointments.own_calendar
        self._console = console
        self._may_mail = may_mail

    def entry(self, appointment: Appointment, now: datetime) -> Entry:
        """Return what stands in the calendar for an appointment."""
        form = self.content.appointments.form(appointment.request.form)
        return Entry(
            appointment=appointment.id,
            version=appointment.version,
            span=time_of(appointment),
            title=self._filled(self._words.title.replace("{vorm}", form.title)),
            text=self._filled(self._words.text),
            written_at=now,
        )

    async def put_back(self, work: TeamWork, appointment: Appointment, now: datetime) -> None:
        """Write to the advisor that a change in the calendar could not be taken over."""
        await self._write(
            work, appointment, f"terug_{appointment.id.hex}", self._words.put_back, now
        )

    async def overlapping(self, work: TeamWork, appointment: Appointment, now: datetime) -> None:
        """Write to the advisor that something else stands there at the same time."""
        key = f"dubbel_{appointment.id.hex}"
        await self._write(work, appointment, key, self._words.overlapping, now)

    async def _write(
        self,
        work: TeamWork,
        appointment: Appointment,
        key: str,
        words: TeamLetter,
        now: datetime,
    ) -> None:
        meeting = await self.appointing.meetings.of(work, appointment)
        if self._may_mail and meeting.team_email:
            subject, text = (
                self._filled(meeting.fill(part)) for part in (words.subject, words.text)
            )
            letter = Mail(key, meeting.team_email, subject, text)
            await work.ask_mail(appointment.conversation, letter, now)

    def _filled(self, text: str) -> str:
        return self.content.organisation.fill(text.replace("{adres}", self._console))


def time_of(appointment: Appointment) -> Span:
    return Span(appointment.slot.start, appointment.slot.end)
