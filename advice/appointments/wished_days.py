"""Which days are meant: dates, weeks and days of the week, and what is before or after them."""

import re
from datetime import date, timedelta

from msgspec import structs

from advice.appointments.time_words import WEEKDAY, any_week, next_such, weekdays_in
from advice.appointments.wished import Days, PastDay, ReadDays
from advice.appointments.wished_dates import DatesFound, dates_in
from advice.appointments.wished_periods import period_in

_OVER = re.compile(rf"\b(?:vorige|afgelopen)\s+(?:week|maand|{WEEKDAY.pattern})")
# "Een afspraak voor dinsdag" is on Tuesday.
_BOUND = re.compile(
    rf"\b(?P<how>niet voor|vanaf|na|tot en met|t/m|tot|uiterlijk)\s+"
    rf"(?:(?:op|de|het|{WEEKDAY.pattern})\s+)*$"
)
_A_DAY = timedelta(days=1)


def days_in(said: str, today: date) -> ReadDays | None:
    """Return the days that somebody can; None where a message names none."""
    if _OVER.search(said):
        return PastDay()
    found = dates_in(said, today) or _period(said, today) or _named(said, today)
    if found is None:
        weekdays = any_week(said)
        return Days(weekdays=tuple(sorted(weekdays))) if weekdays else None
    days, at = found
    return _bounded(days, said[:at]) if isinstance(days, Days) else days


def _period(said: str, today: date) -> DatesFound | None:
    """Read a week or a month, as far as the days of the week that are named with it."""
    found = period_in(said, today)
    if found is None:
        return None
    period, at = found
    return _narrowed(period, weekdays_in(said) or any_week(said)), at


def _narrowed(period: Days | PastDay, named: frozenset[int]) -> Days | PastDay:
    if isinstance(period, PastDay) or period.first is None or period.last is None:
        return period
    length = (period.last - period.first).days + 1
    days = [period.first + ahead * _A_DAY for ahead in range(length)]
    return _only([day for day in days if day.weekday() in named], named) or period


def _named(said: str, today: date) -> DatesFound | None:
    """Read days of the week: of each the next one is meant."""
    named, words = weekdays_in(said), WEEKDAY.search(said)
    found = _only(sorted(next_such(day, today) for day in named), named)
    return (found, words.start()) if found and words else None


def _only(days: list[date], named: frozenset[int]) -> Days | None:
    """Return the days from the first to the last; others in between only if they are named."""
    if not days:
        return None
    has_others = (days[-1] - days[0]).days + 1 > len(days)
    return Days(days[0], days[-1], tuple(sorted(named)) if has_others else ())


def _bounded(days: Days, before: str) -> Days:
    """Return the days from, after or until those that are named."""
    bound = _BOUND.search(before)
    if bound is None or days.first is None or days.last is None:
        return days
    match bound["how"]:
        case "vanaf" | "niet voor":
            return structs.replace(days, last=None)
        case "na":
            return Days(days.last + _A_DAY, None)
        case "tot":
            return Days(None, days.first - _A_DAY)
        case _:
            return Days(None, days.last)
