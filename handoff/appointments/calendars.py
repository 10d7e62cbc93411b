"""The calendar that an advisor works with elsewhere, in which our appointments stand as well."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Protocol
from uuid import UUID

from msgspec import Struct

from handoff.appointments.agendas import Span


class CalendarAbilities(Struct, frozen=True):
    """What a server can do beyond keeping events."""

    tells_changes: bool
    """Tells what changed since a token; where it cannot, all of a calendar is looked through."""


class Entry(Struct, frozen=True, kw_only=True):
    """An appointment as we write it in a calendar: it names nobody."""

    appointment: UUID
    version: int
    span: Span
    title: str
    text: str
    written_at: datetime


class Standing(Struct, frozen=True):
    """How an appointment stands in a calendar: `mark` is another one after each change.

    No `span`: it was made something that cannot be an appointment, such as a whole day. `is_off`:
    it was called off there, and stands there still.
    """

    mark: str
    span: Span | None
    is_off: bool = False


class Changes(Struct, frozen=True):
    """What became of appointments in a calendar; None: it was taken out.

    `token` is from where to ask on; "" where the server has none.
    """

    token: str
    found: dict[UUID, Standing | None]


class CalendarError(Exception):
    """A calendar did not do what was asked; nothing is lost by trying again."""

    is_final: ClassVar[bool] = False
    """It will go on like this until a person changes something."""


class CalendarAway(CalendarError):
    """The server cannot be reached, was too slow or asks to try later; it may have been done."""


class CalendarRefused(CalendarError):
    """There is no such calendar, or we may not do this in it."""

    is_final = True


class StandsOtherwise(CalendarError):
    """What stands there is not what was expected, so nothing was written."""


class Calendar(Protocol):
    """One server with the calendars of all advisors, each by its path.

    Every call raises `CalendarAway` or `CalendarRefused`. What is ours is an appointment that was
    written with `put`, whatever was done to it since.
    """

    @property
    def abilities(self) -> CalendarAbilities:
        """What the server can do, as far as is known by now."""
        ...

    async def busy(self, path: str, span: Span) -> Sequence[Span]:
        """Return when somebody is not free, in order, but for what is ours.

        Each time that something is repeated counts, a whole day is one on the clock here, and what
        is marked as free or was called off does not count. May reach beyond `span`.
        """
        ...

    async def standing(self, path: str, appointment: UUID) -> Standing | None:
        """Return how one of ours stands there; None if it does not."""
        ...

    async def put(self, path: str, entry: Entry, expect: str | None) -> str:
        """Write one of ours and return its mark.

        `expect` is the mark of what stands there, None that nothing does. Raises `StandsOtherwise`.
        """
        ...

    async def remove(self, path: str, appointment: UUID, expect: str) -> None:
        """Take one of ours out; it is gone already: nothing happens. Raises `StandsOtherwise`."""
        ...

    async def changes(self, path: str, token: str, known: Mapping[UUID, str]) -> Changes:
        """Return which of `known` stand there otherwise than with the mark they have in it.

        What did not change since `token` is left out as well; "" is since ever.
        """
        ...

    async def close(self) -> None:
        """Close its connections."""
        ...
