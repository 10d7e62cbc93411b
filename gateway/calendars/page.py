"""What stands in one advisor's calendar beside what should: pure."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec import Struct

from conversations.appointments import Appointment
from handoff.appointments.calendar_ports import AdvisorCalendar, Written


class Page(Struct, frozen=True):
    """The calendar of an advisor as we know it: what is `ahead`, and what was `written` in it.

    `stray` is what is there, or in a calendar of before, and should not be.
    """

    calendar: AdvisorCalendar
    ahead: Mapping[UUID, Appointment]
    written: Mapping[UUID, Written]
    stray: tuple[Written, ...]

    @property
    def known(self) -> dict[UUID, str]:
        """The marks of what is ahead, as it was written."""
        return {id: one.mark for id, one in self.written.items() if id in self.ahead}

    @property
    def unwritten(self) -> list[Appointment]:
        """What is not there yet, or was changed here since, the earliest first."""
        return [one for id, one in self.ahead.items() if self._version(id) < one.version]

    def is_new(self, appointment: Appointment) -> bool:
        """Tell whether nothing of it is there at this time yet."""
        known, slot = self.written.get(appointment.id), appointment.slot
        return known is None or (known.span.start, known.span.end) != (slot.start, slot.end)

    def _version(self, id: UUID) -> int:
        return self.written[id].version if id in self.written else -1


def page_of(
    calendar: AdvisorCalendar, ahead: Iterable[Appointment], written: Iterable[Written]
) -> Page:
    """Put together what is known."""
    kept: dict[UUID, Written] = {}
    stray: list[Written] = []
    for one in written:
        if one.is_wanted and one.path == calendar.path:
            kept[one.appointment] = one
        else:
            stray.append(one)
    return Page(calendar, {one.id: one for one in ahead}, kept, tuple(stray))
