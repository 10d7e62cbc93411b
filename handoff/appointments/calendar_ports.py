"""What calendars elsewhere ask of the store."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from handoff.appointments.agendas import Span


class AdvisorCalendar(Struct, frozen=True, kw_only=True):
    """The calendar of an advisor, as far as we know it; no `path`: it is not connected any more.

    `token` is from where to ask for changes, `busy_at` when all times were read.
    """

    advisor: UUID
    path: str | None
    token: str
    look_at: datetime
    busy_at: datetime | None


class Written(Struct, frozen=True, kw_only=True):
    """What a calendar has of an appointment: its `version` and time as written, with that `mark`.

    `is_wanted` until it is cancelled, erased, or with another advisor.
    """

    appointment: UUID
    path: str
    version: int
    span: Span
    mark: str
    is_wanted: bool = True


class Calendars(Protocol):
    """The part of a transaction that concerns calendars elsewhere."""

    async def claim_calendars(
        self, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[AdvisorCalendar]:
        """Take at most `limit` calendars in which something is to be written or looked at.

        Nobody else gets them before `until`.
        """
        ...

    async def free_calendar(
        self, calendar: AdvisorCalendar, *, not_before: datetime, problem: str = ""
    ) -> None:
        """Keep what is known of a calendar now, and give it back from a moment on."""
        ...

    async def calendar_of(self, advisor: UUID) -> str | None:
        """Return the path of the calendar of an advisor who has one."""
        ...

    async def written(self, advisor: UUID) -> Sequence[Written]:
        """Return what the calendars of an advisor have of ours, by any path."""
        ...

    async def keep_written(self, advisor: UUID, *written: Written) -> None:
        """Keep what a calendar has of appointments, instead of what it had."""
        ...

    async def drop_written(self, *dropped: Written) -> None:
        """Forget what a calendar has not any more."""
        ...

    async def add_busy(self, advisor: UUID, busy: Sequence[Span]) -> None:
        """Keep more of what a calendar says than was kept before."""
        ...
