"""An appointment in the words for it: what both sides, their mail and their calendars are told."""

from uuid import UUID

from msgspec import Struct

from advice.appointments.rules import AgendaRules
from advice.appointments.wording import slot_sentence
from advice.content import Content
from conversations.appointments import Appointment, Form
from handoff.appointments.agenda import rules_of
from handoff.appointments.links import AppointmentLinks
from handoff.ports import TeamWork


class Meeting(Struct, frozen=True, kw_only=True):
    """An appointment with who it is with, how and where; `link` is where one changes it.

    `team_email` is the advisor's, as long as they may log in. `how` is a sentence; `address` is
    of our office or of the video talk, where that is known.
    """

    appointment: Appointment
    advisor: str
    team_email: str | None
    form: str
    how: str
    address: str | None
    link: str

    @property
    def place(self) -> str:
        """Where it is, as a calendar has it."""
        return self.address or self.form

    @property
    def when(self) -> str:
        return slot_sentence(self.appointment.slot)

    def fill(self, text: str) -> str:
        """Return `text` with all of this in it."""
        for placeholder, value in {
            "{hoe}": self.how,
            "{vorm}": self.form,
            "{wanneer}": self.when,
            "{adviseur}": self.advisor,
            "{link}": self.link,
        }.items():
            text = text.replace(placeholder, value)
        return text


class Meetings:
    """Looks up what is told of an appointment."""

    def __init__(self, content: Content, links: AppointmentLinks) -> None:
        self._texts = content.appointments
        self._links = links

    async def of(self, work: TeamWork, appointment: Appointment) -> Meeting:
        """Return all that is told of it, as things are now."""
        advisor = await work.advisor(appointment.slot.advisor)
        rules = await self.rules(work, appointment.slot.advisor, appointment.request.group)
        form, name = appointment.request.form, advisor.name if advisor else ""
        how = self._texts.letters.where.sentence(form, rules.place, rules.video)
        return Meeting(
            appointment=appointment,
            advisor=name,
            team_email=advisor.email if advisor and advisor.is_active else None,
            form=self._texts.form(form).title,
            how=how.replace("{adviseur}", name),
            address={Form.OFFICE: rules.place, Form.VIDEO: rules.video}.get(form),
            link=self._links.link(appointment.id),
        )

    async def rules(self, work: TeamWork, advisor: UUID, group: str | None) -> AgendaRules:
        """Return the complete rules by which an advisor is booked who was asked for by a group."""
        team, who = self._texts.rules.team, await work.advisor(advisor)
        return rules_of(await work.agendas(), team, who, group) if who else team
