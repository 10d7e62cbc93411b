"""An appointment as calendars take it: iCalendar, the same event at every change."""

from datetime import datetime
from typing import Literal

from icalendar import Calendar, Event, vCalAddress
from icalendar.enums import PARTSTAT, STATUS

from advice.content import Content
from conversations.files import NewFile
from conversations.mail import CalendarPart
from handoff.appointments.meetings import Meeting

_PRODUCT = "-//Schakel//Afspraken//NL"

type _Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


class Invites:
    """Writes them. Times are in UTC: every calendar shows those as the clock of its owner does."""

    def __init__(self, content: Content) -> None:
        self._organisation = content.organisation
        self._words = content.appointments.letters.calendar

    def requested(self, meeting: Meeting, now: datetime) -> CalendarPart:
        """Return what puts it in a calendar by mail, or moves it there."""
        return CalendarPart("REQUEST", self._words.file, self._written("REQUEST", meeting, now))

    def cancelled(self, meeting: Meeting, now: datetime) -> CalendarPart:
        """Return what takes it out of a calendar by mail."""
        return CalendarPart("CANCEL", self._words.file, self._written("CANCEL", meeting, now))

    def file(self, meeting: Meeting, now: datetime) -> NewFile:
        """Return it for who opens it themselves; it does not tell who that is."""
        return NewFile(self._words.file, "text/calendar", self._written("PUBLISH", meeting, now))

    def _written(self, method: _Method, meeting: Meeting, now: datetime) -> bytes:
        appointment = meeting.appointment
        event = Event.new(
            uid=f"{appointment.id}@{self._organisation.email.rpartition('@')[2]}",
            sequence=appointment.version,
            stamp=now,
            created=appointment.booked_at,
            last_modified=now,
            start=appointment.slot.start,
            end=appointment.slot.end,
            status=STATUS.CANCELLED if method == "CANCEL" else STATUS.CONFIRMED,
            organizer=vCalAddress.new(self._organisation.email, cn=self._organisation.name),
            attendees=[] if method == "PUBLISH" else _who_asked(meeting),
            summary=self._filled(self._words.title, meeting),
            description=self._filled(self._words.text, meeting),
            location=meeting.place,
            url=meeting.link,
        )
        # `Calendar.new` would give each copy an id of its own.
        calendar = Calendar(prodid=_PRODUCT, version="2.0", method=method)
        calendar.add_component(event)
        return bytes(calendar.to_ical())

    def _filled(self, text: str, meeting: Meeting) -> str:
        return self._organisation.fill(meeting.fill(text))


def _who_asked(meeting: Meeting) -> list[vCalAddress]:
    """Return who gets the letter, and nobody else: programs look for their owner here."""
    email = meeting.appointment.request.email
    # They chose the time themselves, so nobody waits for an answer.
    accepted = PARTSTAT.ACCEPTED.value
    return [vCalAddress.new(email, partstat=accepted, rsvp=False)] if email else []
