"""A week as one colleague has it, or all of them, as far as an advisor may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from advice.appointments.rules import AgendaRules
from advice.closing_days import ClosingDay
from advice.content import Content
from advice.organisation import Weekday
from conversations.appointments import Appointment
from gateway.console.appointments.rights import Rights
from gateway.console.appointments.views import (
    AwayView,
    Block,
    ClosingView,
    DayView,
    Lines,
    WeekView,
)
from gateway.console.appointments.weeks import (
    A_DAY,
    A_WEEK,
    FAR,
    days_from,
    part_of,
    week_of,
)
from handoff.advisors import Advisor
from handoff.appointments.agenda import rules_of
from handoff.appointments.agendas import Absence, Agendas, Span
from handoff.ports import TeamStore
from kit.clock import Clock, day_here

# What nobody ever ended is not shown for ever.
_MOST_TO_END = 50


@dataclass(frozen=True)
class WeekViews:
    """Makes the weeks."""

    store: TeamStore
    content: Content
    rights: Rights
    lines: Lines
    clock: Clock

    async def week(self, monday: date, of: UUID | None, reader: Advisor) -> WeekView:
        """Return the week that begins on `monday`, of one colleague, or of all."""
        now, span = self.clock(), days_from(monday, monday + 6 * A_DAY)
        async with self.store.reading() as work:
            booked = await work.appointments(span, advisor=of)
            ahead = await work.appointments(Span(now, now + FAR), advisor=of)
            over = await work.appointments_without_ending(now)
            absences = await work.absences(span)
            agendas = await work.agendas()
            people = {one.advisor.id: one.advisor for one in await work.accounts()}
        around = _Around(people, people.get(of) if of else None, reader, now)
        moving = [one for one in ahead if one.must_move_since]
        rules = self._rules(agendas, around.whose)
        off = [one for one in absences if around.is_concerned(one)]
        seen = self._seen(booked, reader, of)
        return WeekView(
            week=week_of(monday),
            before=week_of(monday - A_WEEK),
            after=week_of(monday + A_WEEK),
            this_week=week_of(day_here(now)),
            advisor=of,
            days=[
                self._day(monday + number * A_DAY, rules, off, seen, around) for number in range(7)
            ],
            must_move=self.lines.all(self._seen(moving, reader, of), around.names, now),
            to_end=self.lines.all(self._seen(over, reader, of)[-_MOST_TO_END:], around.names, now),
        )

    def _seen(
        self, found: Sequence[Appointment], reader: Advisor, of: UUID | None
    ) -> Sequence[Appointment]:
        return [
            one
            for one in found
            if of in {None, one.slot.advisor} and self.rights.may_see(reader, one)
        ]

    def _rules(self, agendas: Agendas, whose: Advisor | None) -> AgendaRules:
        """Return the rules of somebody in their first group, or those of the team."""
        team = self.content.appointments.rules.team
        if whose is None:
            return team
        return rules_of(agendas, team, whose, None)

    def _day(
        self,
        day: date,
        rules: AgendaRules,
        absences: Sequence[Absence],
        booked: Sequence[Appointment],
        around: "_Around",
    ) -> DayView:
        today = days_from(day, day)
        closing = next((one for one in self.content.opening.closing_days if one.day == day), None)
        return DayView(
            day=day,
            hours=_hours(rules, day, closing),
            closing=ClosingView(closing.name, [*closing.hours]) if closing else None,
            away=[
                AwayView(
                    one.id,
                    self._whose(one, around),
                    self.rights.title_for(around.reader, one),
                    *part_of(one.span, day),
                )
                for one in absences
                if one.span.overlaps(today)
            ],
            appointments=self.lines.all(
                [one for one in booked if day_here(one.slot.start) == day],
                around.names,
                around.now,
            ),
        )

    def _whose(self, absence: Absence, around: "_Around") -> str:
        """Return who is not there, if that is not clear; nobody is named if nobody is."""
        if absence.advisor is not None:
            return "" if around.whose else around.names.get(absence.advisor, "")
        group = self.content.desk.group(absence.group)
        return group.title if group else ""


class _Around(Struct, frozen=True):
    """For whom a week is made, and of whom: `whose` None is all `people`."""

    people: Mapping[UUID, Advisor]
    whose: Advisor | None
    reader: Advisor
    now: datetime

    @property
    def names(self) -> Mapping[UUID, str]:
        return {id: one.name for id, one in self.people.items()}

    def is_concerned(self, absence: Absence) -> bool:
        return self.whose is None or absence.concerns(self.whose.id, self.whose.groups)


def _hours(rules: AgendaRules, day: date, closing: ClosingDay | None) -> list[Block]:
    """Return when one can be booked; a closing day leaves the hours that it has itself."""
    if not rules.is_bookable:
        return []
    own = (rules.hours or {}).get(list(Weekday)[day.weekday()], ())
    if closing is None:
        return [*own]
    cut = [
        (max(begin, since), min(end, until)) for begin, end in own for since, until in closing.hours
    ]
    return [(begin, end) for begin, end in cut if begin < end]
