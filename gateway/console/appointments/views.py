"""What the agenda shows; also the JSON of its API."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from advice.appointments.rules import AgendaRules
from advice.content import Content
from advice.organisation import Weekday
from conversations.appointments import Appointment, Ending, Form, Party
from gateway.console.appointments import wording
from gateway.console.desk.scan_view import ScanView
from gateway.console.desk.views import Said

type Block = tuple[str, str]
"""From when to when on the clock here, such as `09:00` and `12:30`."""


class Standing(StrEnum):
    """How it is with an appointment now."""

    BOOKED = "booked"
    MUST_MOVE = "must_move"
    TO_END = "to_end"
    """It is over, and nobody told how it went."""
    MET = "met"
    NO_SHOW = "no_show"
    NOT_NEEDED = "not_needed"
    CANCELLED = "cancelled"


class Line(Struct):
    """An appointment in a week or a list."""

    id: UUID
    version: int
    start: datetime
    end: datetime
    standing: Standing
    form: Form
    name: str | None
    municipality: str | None
    advisor: str
    advisor_id: UUID


class ClosingView(Struct):
    """Why we are closed on a day, or open shorter."""

    name: str
    hours: list[Block]


class AwayView(Struct):
    """On a day: from when to when who is not there. `title` is None where only they know it."""

    id: UUID
    whose: str
    title: str | None
    since: str
    until: str


class DayView(Struct):
    """A day of a week; `hours` are those in which one can be booked."""

    day: date
    hours: list[Block]
    closing: ClosingView | None
    away: list[AwayView]
    appointments: list[Line]


class WeekView(Struct):
    """A week of one colleague (`advisor`) or of all, and what is still to be done."""

    week: str
    before: str
    after: str
    this_week: str
    advisor: UUID | None
    days: list[DayView]
    must_move: list[Line]
    to_end: list[Line]


class AppointmentView(Struct):
    """All about one appointment; `handoff` is the request in it that may be opened."""

    line: Line
    conversation: UUID
    handoff: UUID | None
    group: str | None
    place: str | None
    question: str
    topics: list[str]
    phone: str | None
    email: str | None
    address: str | None
    consent_at: datetime
    booked_at: datetime
    cancelled_at: datetime | None
    cancelled_by: Party | None
    must_move_since: datetime | None
    ending: Ending | None
    remark: str | None
    may_change: bool
    may_end: bool
    scan: ScanView | None
    messages: list[Said]


class RulesView(Struct):
    """Rules by our own names; None is left to somebody else."""

    is_bookable: bool | None
    hours: dict[Weekday, list[Block]] | None
    forms: list[Form] | None
    minutes: int | None
    before: int | None
    after: int | None
    notice_hours: int | None
    change_hours: int | None
    horizon_days: int | None
    most_a_day: int | None
    place: str | None
    video: str | None
    calendar: str | None


class TimesView(Struct):
    """When an owner can be booked: the own rules, and what holds where those leave it open.

    `from_group` are the names of the rules that then come from the group, not from the team.
    """

    owner: str
    title: str
    is_person: bool
    may_edit: bool
    version: str
    own: RulesView
    otherwise: RulesView
    group: str | None
    from_group: list[str]


class AbsenceView(Struct):
    """When an owner is not there, by days; `since` and `until` where it is not whole days.

    `hits` are the appointments in it that nobody asked to move yet.
    """

    id: UUID
    title: str
    first: date
    last: date
    since: str | None
    until: str | None
    hits: list[Line]


class AbsencesView(Struct):
    """Those of one owner, the earliest first."""

    owner: str
    absences: list[AbsenceView]


_STANDINGS = {
    Ending.MET: Standing.MET,
    Ending.NO_SHOW: Standing.NO_SHOW,
    Ending.NOT_NEEDED: Standing.NOT_NEEDED,
}


def standing_of(appointment: Appointment, now: datetime) -> Standing:
    """Return how it is with an appointment at a moment."""
    if appointment.is_cancelled:
        return Standing.CANCELLED
    if appointment.ending is not None:
        return _STANDINGS[appointment.ending]
    if appointment.slot.end <= now:
        return Standing.TO_END
    return Standing.MUST_MOVE if appointment.must_move_since else Standing.BOOKED


type Names = Mapping[UUID, str]


class Lines:
    """Makes lines of appointments; `names` are those of advisors by id."""

    def __init__(self, content: Content) -> None:
        self._places = {place.id: place.name for place in content.organisation.municipalities}

    def line(self, one: Appointment, names: Names, now: datetime) -> Line:
        request, slot = one.request, one.slot
        return Line(
            id=one.id,
            version=one.version,
            start=slot.start,
            end=slot.end,
            standing=standing_of(one, now),
            form=request.form,
            name=request.name,
            municipality=self._places.get(request.municipality or ""),
            advisor=names.get(slot.advisor, wording.FORMER_COLLEAGUE),
            advisor_id=slot.advisor,
        )

    def all(self, found: Sequence[Appointment], names: Names, now: datetime) -> list[Line]:
        return [self.line(one, names, now) for one in found]


def rules_view(rules: AgendaRules) -> RulesView:
    return RulesView(
        hours=None if rules.hours is None else {day: [*one] for day, one in rules.hours.items()},
        forms=None if rules.forms is None else [*rules.forms],
        **{name: getattr(rules, name) for name in _AS_THEY_ARE},
    )


_AS_THEY_ARE = (
    *("is_bookable", "minutes", "before", "after", "notice_hours", "change_hours"),
    *("horizon_days", "most_a_day", "place", "video", "calendar"),
)
