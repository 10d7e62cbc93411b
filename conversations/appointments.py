"""An appointment with an advisor: what is wanted, when it is, and how it goes on."""

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from conversations.scans import Given


class Form(StrEnum):
    """How the two meet."""

    PHONE = "telefonisch"
    VIDEO = "video"
    OFFICE = "op_locatie"
    VISIT = "bij_u"


class Slot(Struct, frozen=True, order=True):
    """A time of one advisor; `start` and `end` are aware and in UTC."""

    start: datetime
    end: datetime
    advisor: UUID


class TimeWish(Struct, frozen=True):
    """When somebody can: days, and when on the clock here one may begin; None is any.

    Only on these `weekdays` of the days (Monday is 0); none is all of them.
    """

    first: date | None = None
    last: date | None = None
    since: time | None = None
    until: time | None = None
    weekdays: tuple[int, ...] = ()

    def allows(self, day: date) -> bool:
        """Tell whether it is one of the days."""
        return (
            (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
            and (not self.weekdays or day.weekday() in self.weekdays)
        )


class WantedSlot(Struct, frozen=True, kw_only=True):
    """What free times are looked for; `after` gives only what begins later than that moment."""

    form: Form
    group: str | None = None
    """Who of the team is asked first: an id of `data/balie.yml`."""
    wish: TimeWish = TimeWish()
    after: datetime | None = None
    advisor: UUID | None = None
    """Only with this advisor, for who moves an appointment."""


class AppointmentRequest(Struct, frozen=True, kw_only=True):
    """What somebody wants to talk about, how, and how to reach them.

    `municipality` and `topics` are ids of our content, `address` is where to come to for
    `Form.VISIT`, `consent` is to hand all this and the conversation to the advisor.
    """

    form: Form
    question: str
    consent: Given
    group: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    municipality: str | None = None
    topics: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show nothing of who it is about: a value may end up in a log."""
        return f"AppointmentRequest(form={self.form.value!r})"


class Booking(Struct, frozen=True):
    """What a reply brings along to book, or to move what the conversation has booked."""

    slot: Slot
    request: AppointmentRequest


class Ending(StrEnum):
    """What became of an appointment whose time has come."""

    MET = "doorgegaan"
    NO_SHOW = "niet_verschenen"
    NOT_NEEDED = "niet_nodig"


class Party(StrEnum):
    """Who changed an appointment: the other one is told."""

    ENTREPRENEUR = "ondernemer"
    ADVISOR = "adviseur"
    CALENDAR = "agenda"
    """An advisor, in the calendar they work with."""


class Appointment(Struct, frozen=True, kw_only=True):
    """An appointment as it is kept; every change raises `version`, which begins at 0.

    Ahead of us until `slot.end`, unless it was cancelled.
    """

    id: UUID
    version: int
    conversation: UUID
    slot: Slot
    request: AppointmentRequest
    booked_at: datetime
    cancelled_at: datetime | None = None
    cancelled_by: Party | None = None
    must_move_since: datetime | None = None
    """The advisor cannot come, and the entrepreneur was asked to choose another time."""
    ending: Ending | None = None
    remark: str | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class SlotTaken(Exception):
    """Somebody else has that time of the advisor, or the advisor does not have it any more."""


class Terms(Struct, frozen=True, kw_only=True):
    """What holds for a time of an advisor: where it is, and until when it can be changed.

    `place` is where our office is, `video` the address of the talk, where there is one.
    """

    change_until: datetime
    place: str | None = None
    video: str | None = None


class Agenda(Protocol):
    """The free times of the team, for who looks for one in a conversation."""

    async def offers(self, conversation: UUID, wanted: WantedSlot, *, limit: int) -> Sequence[Slot]:
        """Return at most `limit` good free times, the earliest first; none: an empty sequence.

        What the conversation itself holds or has booked does not count as taken; the very time
        that it has booked is not offered.
        """
        ...

    async def hold(
        self, conversation: UUID, slot: Slot, form: Form, group: str | None = None
    ) -> None:
        """Keep a free time for a conversation, ten minutes from now on, instead of what it held.

        `group` is the one by which it was offered: its rules count. The same again lengthens it.
        Raises `SlotTaken`, and then nothing is held.
        """
        ...

    async def booked(self, conversation: UUID) -> Appointment | None:
        """Return the appointment of a conversation that is ahead of us."""
        ...

    async def advisor_name(self, advisor: UUID) -> str:
        """Return what an advisor is called."""
        ...

    async def terms(self, slot: Slot, group: str | None) -> Terms:
        """Return what holds for a time of an advisor who was asked for by way of `group`."""
        ...
