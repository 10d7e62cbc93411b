"""Who of the team may see an appointment, and who may change when somebody can be booked."""

from uuid import UUID

from advice.desk import DeskTexts
from conversations.appointments import Appointment
from handoff.advisors import Advisor, Role
from handoff.appointments.agendas import Absence

TEAM = "team"
"""What the whole team is called where an advisor or a group could stand."""

type Owner = UUID | str
"""Whose times they are: those of an advisor, a group, or `TEAM`."""


class Rights:
    """Tells it for each advisor, by the groups of the desk."""

    def __init__(self, desk: DeskTexts) -> None:
        self._desk = desk

    def may_see(self, advisor: Advisor, appointment: Appointment) -> bool:
        """Tell whether somebody may read it: it is theirs, of a group of theirs, or they lead."""
        is_own = appointment.slot.advisor == advisor.id
        return is_lead(advisor) or is_own or self.is_in(advisor, appointment.request.group)

    def is_in(self, advisor: Advisor, group: str | None) -> bool:
        """Tell whether somebody belongs to a group; to one without subjects everybody does."""
        known = self._desk.group(group)
        if known is None:
            return False
        return known.id in advisor.groups or not (known.themes or known.is_closed)

    def may_read(self, advisor: Advisor, owner: Owner) -> bool:
        """Tell whether somebody may read when an owner can be booked."""
        return not isinstance(owner, UUID) or self.may_edit(advisor, owner)

    def may_edit(self, advisor: Advisor, owner: Owner) -> bool:
        """Tell whether somebody may change it: people their own, who leads that of all."""
        return is_lead(advisor) or owner == advisor.id

    def title_for(self, advisor: Advisor, absence: Absence) -> str | None:
        """Return what an absence is called; why a colleague is away is theirs and the lead's."""
        return absence.title if self.may_read(advisor, owner_of(absence)) else None


def is_lead(advisor: Advisor) -> bool:
    return advisor.role is not Role.ADVISOR


def owner_of(absence: Absence) -> Owner:
    return absence.advisor or absence.group or TEAM
