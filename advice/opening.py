"""Whether people are there at a moment, and when they will be or were."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import batched

from msgspec import Struct

from advice.closing_days import ClosingDay
from advice.organisation import HourOfDay, OpeningHours, Weekday
from kit.clock import AMSTERDAM, day_here

_MOST_DAYS_AHEAD = 60
# https://eur-lex.europa.eu/eli/dir/2000/84/oj: summer time begins and ends at 01:00 UTC.
_CLOCK_CHANGE = time(1, tzinfo=UTC)


class Attendance(Struct, frozen=True):
    """Whether people are there; moments are aware and in UTC, "today" is the day here.

    `closes_at` is there when open. `opens_at` is there when closed, unless that takes more than
    60 days. `closed_day` is the name of the day when we are closed for it from morning to night.
    """

    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    closed_day: str | None
    opens_today: bool
    """Closed now, but open later today."""
    closed_for_today: bool
    """There were hours today, and they are over."""


class Opening(Struct, frozen=True):
    """The hours as the clock on the wall shows them; what it skips or shows twice counts as such.

    The end of a block of hours is no part of it.
    """

    hours: OpeningHours
    closing_days: tuple[ClosingDay, ...] = ()

    def at(self, moment: datetime) -> Attendance:
        """Return how it is at an aware `moment`."""
        day = day_here(moment)
        today = tuple(self._turns(day))
        turn = self._turn_after(moment)
        is_open = self._is_open(moment)
        closing_day = self._closing_day(day)
        return Attendance(
            is_open=is_open,
            closes_at=turn if is_open else None,
            opens_at=None if is_open else turn,
            closed_day=closing_day.name if closing_day and not closing_day.hours else None,
            opens_today=not is_open and turn in today,
            closed_for_today=bool(today) and today[-1] <= moment,
        )

    def open_time(self, start: datetime, end: datetime) -> timedelta:
        """Return how long we are open between two aware moments; nothing if `end` comes first."""
        total = timedelta()
        for day in _days(day_here(start), day_here(end)):
            for opens, closes in batched(self._turns(day), 2):
                total += max(min(closes, end) - max(opens, start), timedelta())
        return total

    def _turn_after(self, moment: datetime) -> datetime | None:
        first = day_here(moment)
        days = _days(first, first + timedelta(days=_MOST_DAYS_AHEAD))
        return next((turn for day in days for turn in self._turns(day) if turn > moment), None)

    def _turns(self, day: date) -> Iterator[datetime]:
        """Give the moments of one day at which we open and close, by turns."""
        is_open = False
        for edge in sorted(self._edges(day)):
            if self._is_open(edge) is not is_open:
                is_open = not is_open
                yield edge

    def _edges(self, day: date) -> set[datetime]:
        """Return when opening or closing is possible: an hour that comes twice has two moments."""
        hours = [hour for block in self._hours_on(day) for hour in block]
        here = [datetime.combine(day, time.fromisoformat(hour), AMSTERDAM) for hour in hours]
        both = {moment.replace(fold=fold).astimezone(UTC) for moment in here for fold in (0, 1)}
        return both | {datetime.combine(day, _CLOCK_CHANGE)}

    def _is_open(self, moment: datetime) -> bool:
        here = moment.astimezone(AMSTERDAM)
        return any(begin <= f"{here:%H:%M}" < end for begin, end in self._hours_on(here.date()))

    def _hours_on(self, day: date) -> tuple[tuple[HourOfDay, HourOfDay], ...]:
        if closing_day := self._closing_day(day):
            return closing_day.hours
        return self.hours.days.get(list(Weekday)[day.weekday()], ())

    def _closing_day(self, day: date) -> ClosingDay | None:
        return next((closing for closing in self.closing_days if closing.day == day), None)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
