"""When advisors can be booked: rules of the team, its groups and its people, and days off."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from advice.appointments.rules import AgendaRules


class Span(Struct, frozen=True, order=True):
    """From a moment up to another, aware and in UTC."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class Absence(Struct, frozen=True, kw_only=True):
    """When somebody is not there: an advisor, a group of the desk, or, with neither, all."""

    id: UUID
    span: Span
    title: str
    advisor: UUID | None = None
    group: str | None = None

    def concerns(self, advisor: UUID, groups: Collection[str]) -> bool:
        """Tell whether somebody, who is in these groups, is not there."""
        if self.advisor is not None:
            return self.advisor == advisor
        return self.group is None or self.group in groups


class Agendas(Struct, frozen=True):
    """The rules that people and groups have of their own, by advisor and by group."""

    of_advisors: dict[UUID, AgendaRules]
    of_groups: dict[str, AgendaRules]


class Taken(Struct, frozen=True):
    """What keeps one advisor from being booked: `spans` with their buffers, in order.

    `starts` are those of appointments, for how many there may be on a day.
    """

    spans: tuple[Span, ...] = ()
    starts: tuple[datetime, ...] = ()
