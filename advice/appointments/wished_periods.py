"""Which weeks and months are meant: "volgende week", "eind januari", "na de kerst"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from advice.appointments.time_words import MONTH, NUMBER, month_of, number_of
from advice.appointments.wished import Days, PastDay

_SO_MANY = re.compile(rf"\bover\s+(?P<number>{NUMBER})\s+(?P<what>week|weken|maand|maanden)\b")
_NUMBERED_WEEK = re.compile(r"\bweek\s+(?P<number>\d{1,2})\b")
_WEEK = re.compile(r"\b(?P<which>volgend|volgende|aankomende|komende|aanstaande|deze|dit)\s+week")
_PART_OF_WEEK = re.compile(
    r"\b(?P<part>begin|midden|halverwege|eind)e?\b.*\bweek\b|\b(?P<weekend>weekend)"
)
_DAYS_OF_WEEK = {
    **{"begin": (0, 1), "midden": (1, 3), "halverwege": (1, 3), "eind": (3, 4)},
    **{"weekend": (5, 6), "week": (0, 6)},
}
_THIS_WEEK = ("deze", "dit")

_PART = r"(?:\b(?P<part>begin|half|midden|eind)e?\s+(?:van\s+)?)?\b"
_NAMED_MONTH = re.compile(rf"{_PART}{MONTH}")
_NEAR_MONTH = re.compile(rf"{_PART}(?P<which>volgende|komende|deze|de)\s+maand\b")
_DAYS_OF_MONTH = {"begin": (1, 10), "half": (11, 19), "midden": (11, 19), "eind": (20, 31)}
_NTH_WEEK = re.compile(
    rf"\b(?P<nth>eerste|tweede|derde|vierde|laatste)\s+(?:volle\s+)?week\s+(?:van|in)\s+{MONTH}"
)
_NTH = ("eerste", "tweede", "derde", "vierde", "laatste")
_NEXT_YEAR = re.compile(r"\bvolgend jaar\b")

# Month and day of the first day, and how many days there are.
_FEASTS = (
    (re.compile(r"\btussen kerst en (?:oud en )?nieuw(?:jaar)?\b"), (12, 27, 5)),
    (re.compile(r"\bkerst(?:mis|dag|dagen)?\b"), (12, 25, 2)),
    (re.compile(r"\b(?:nieuwjaar|oud en nieuw|jaarwisseling)\b"), (1, 1, 1)),
)

# Of all schools: two weeks from the first Saturday after 18 December.
_CHRISTMAS_HOLIDAY = re.compile(r"\bkerstvakantie\b")

# What just was is over; what was longer ago comes again.
_MONTHS_BACK = 2

type Period = tuple[Days | PastDay, int]
"""What is meant, and where in the message it is."""


def period_in(said: str, today: date) -> Period | None:
    """Return the week or the month that is named; None where none is."""
    for read in (
        *(_so_many, _feast, _holiday, _numbered_week),
        *(_week_of_month, _month, _week, _year),
    ):
        if found := read(said, today):
            period, at = found
            return (period.since(today) if isinstance(period, Days) else period), at
    return None


def without_periods(said: str) -> str:
    """Return a message without the numbers that are of weeks: they are no time of a day."""
    return _NUMBERED_WEEK.sub(" ", _SO_MANY.sub(" ", said))


def week_of(day: date) -> Days:
    """Return the week, from Monday to Sunday, that a day is in."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6))


def _so_many(said: str, today: date) -> Period | None:
    far = _SO_MANY.search(said)
    if far is None:
        return None
    weeks = number_of(far["number"]) * (1 if far["what"].startswith("we") else 4)
    return week_of(today + timedelta(weeks=weeks)), far.start()


def _feast(said: str, today: date) -> Period | None:
    for pattern, (month, day, number) in _FEASTS:
        if found := pattern.search(said):
            first, length = date(today.year, month, day), timedelta(days=number - 1)
            if first + length < today:
                first = first.replace(year=today.year + 1)
            return Days(first, first + length), found.start()
    return None


def _holiday(said: str, today: date) -> Period | None:
    found = _CHRISTMAS_HOLIDAY.search(said)
    if found is None:
        return None
    length = timedelta(days=15)
    begins = (_saturday_from(date(year, 12, 19)) for year in (today.year - 1, today.year))
    first = next(first for first in begins if first + length >= today)
    return Days(first, first + length), found.start()


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(5 - day.weekday()) % 7)


def _numbered_week(said: str, today: date) -> Period | None:
    found = _NUMBERED_WEEK.search(said)
    if found is None or not 1 <= int(found["number"]) <= 52:
        return None
    year, number = today.isocalendar().year, int(found["number"])
    if number < today.isocalendar().week:
        year += 1
    return week_of(date.fromisocalendar(year, number, 1)), found.start()


def _week_of_month(said: str, today: date) -> Period | None:
    """Read "eerste week van januari"; a week is of the month in which most of its days are."""
    found = _NTH_WEEK.search(said)
    if found is None:
        return None
    month, nth = _next_month(found["month"], today), _NTH.index(found["nth"])
    last = monthrange(month.year, month.month)[1]
    thursdays = [day for n in range(last) if (day := month.replace(day=n + 1)).weekday() == 3]
    week = week_of(thursdays[min(nth, len(thursdays) - 1)])
    is_over = week.last is not None and week.last < today
    return (PastDay() if is_over else week), found.start()


def _month(said: str, today: date) -> Period | None:
    if near := _NEAR_MONTH.search(said):
        this_month = today.replace(day=1)
        is_next = near["which"] in ("volgende", "komende")
        month = (this_month + timedelta(days=32)).replace(day=1) if is_next else this_month
        return _part_of_month(month, near["part"], today), near.start()
    if named := _NAMED_MONTH.search(said):
        month = _next_month(named["month"], today)
        return _part_of_month(month, named["part"], today), named.start()
    return None


def _next_month(name: str, today: date) -> date:
    """Return the first day of a month that is named."""
    number = month_of(name)
    return date(today.year + (number < today.month - _MONTHS_BACK), number, 1)


def _part_of_month(month: date, part: str | None, today: date) -> Days | PastDay:
    begin, end = _DAYS_OF_MONTH.get(part or "", (1, 31))
    last = month.replace(day=min(end, monthrange(month.year, month.month)[1]))
    return PastDay() if last < today else Days(month.replace(day=begin), last)


def _week(said: str, today: date) -> Period | None:
    named, part = _WEEK.search(said), _PART_OF_WEEK.search(said)
    found = part or named
    if found is None:
        return None
    is_next = named is not None and named["which"] not in _THIS_WEEK
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=is_next)
    begin, end = _DAYS_OF_WEEK[part["part"] or "weekend" if part else "week"]
    if monday + timedelta(days=end) < today:
        monday += timedelta(weeks=1)
    return Days(monday + timedelta(days=begin), monday + timedelta(days=end)), found.start()


def _year(said: str, today: date) -> Period | None:
    found = _NEXT_YEAR.search(said)
    if found is None:
        return None
    return Days(date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)), found.start()
