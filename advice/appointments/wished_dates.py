"""Which days of the calendar are meant: "1 december", "14-12", "de 14e", "overmorgen"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import dateparser

from advice.appointments.time_words import MONTH, NUMBER, month_of, number_of
from advice.appointments.wished import Days, NoSuchDay, PastDay, ReadDays
from advice.appointments.wished_periods import week_of

_NTH = r"(?:e|ste|de)?"
_DATE = re.compile(
    rf"(?<![\d:.,])(?:(?P<from>\d{{1,2}}){_NTH}\s*(?:of|en|t/m|tot en met|tot|-|–)\s*)?"
    rf"\b(?P<day>\d{{1,2}}){_NTH}\s+{MONTH}(?:\s+(?P<year>\d{{4}})\b)?"
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
# Not "10-12 uur", not "10.00-12.00" and not "06-12 34 56 78".
_NOT_AFTER = r"\b(?![:.-]?\d|\s*(?:uur|u)\b|\s\d\d\b(?![:.]))"
_NUMERIC = re.compile(
    rf"(?<![\d:.-])\b(?P<day>\d{{1,2}})[-/](?P<month>\d{{1,2}})(?:[-/](?P<year>\d{{4}}|\d\d))?"
    rf"{_NOT_AFTER}"
)
_DOTTED = re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)\b")
_DATES = (_DATE, _ISO, _NUMERIC, _DOTTED)
_ORDINAL = re.compile(r"\b(?:de|den)\s+(?P<day>\d{1,2})(?:e|ste|de)\b")
_SO_MANY = re.compile(rf"\bover\s+(?P<number>{NUMBER})\s+(?:dag|dagen)\b")
_NEAR = re.compile(
    r"\b(?P<near>eergisteren|gisteren|vandaag|overmorgen|morgen)(?:ochtend|vroeg|middag|avond)?\b"
    r"|\bvan(?:ochtend|morgen|middag|avond)\b"
)
_WHOLE_WEEK = re.compile(r"\bweek\s+van\s+(?:de\s+|\w+dag\s+)*$")
# A day so shortly ago was not meant for next year.
_JUST_OVER = timedelta(days=60)
# Every day of the month is within so many days.
_TWO_MONTHS = 62

type DatesFound = tuple[ReadDays, int]
"""What is meant, and where in the message it is."""


def dates_in(said: str, today: date) -> DatesFound | None:
    """Return the days that are named by date, or by how far off they are."""
    if dates := sorted(_dates(said, today), key=lambda one: one[1]):
        return _several(dates, said, today)
    if ordinal := _ORDINAL.search(said):
        return _nth(int(ordinal["day"]), today), ordinal.start()
    if far := _SO_MANY.search(said):
        day = today + timedelta(days=number_of(far["number"]))
        return Days(day, day), far.start()
    if near := _NEAR.search(said):
        day = _parsed(near["near"] or "vandaag", today) or today
        return PastDay() if day < today else Days(day, day), near.start()
    return None


def without_dates(said: str) -> str:
    """Return a message without the numbers that are of days: they are no time of a day."""
    for pattern in (*_DATES, _ORDINAL, _SO_MANY):
        said = pattern.sub(" ", said)
    return said


type _OneDay = date | NoSuchDay | PastDay


def _dates(said: str, today: date) -> Iterator[tuple[_OneDay, int]]:
    for pattern in _DATES:
        for found in pattern.finditer(said):
            part = found.groupdict()
            month, year = month_of(part["month"]), part["year"]
            for day in filter(None, (part.get("from"), part["day"])):
                yield _day(int(day), month, year, today), found.start()


def _day(day: int, month: int, year: str | None, today: date) -> _OneDay:
    """Return it; without a year the next one is meant, unless the day was only just."""
    # Dateparser reads "1-13" the other way round.
    if not 1 <= month <= 12:
        return NoSuchDay()
    if year:
        found = _parsed(f"{day}-{month}-{year if len(year) == 4 else '20' + year}", today)
        return PastDay() if found and found < today else found or NoSuchDay()
    near = _parsed(f"{day}-{month}-{today.year}", today)
    if near and near >= today:
        return near
    if near and today - near < _JUST_OVER:
        return PastDay()
    return _parsed(f"{day}-{month}-{today.year + 1}", today) or NoSuchDay()


def _parsed(written: str, today: date) -> date | None:
    """Return the day that dateparser reads; it refuses what no calendar has."""
    settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": datetime.combine(today, time())}
    found = dateparser.parse(written, languages=["nl"], settings=settings)
    return found.date() if found else None


def _several(dates: list[tuple[_OneDay, int]], said: str, today: date) -> DatesFound:
    """Return the days from the first to the last, or what is the matter with one of them."""
    known: list[date] = []
    for day, at in dates:
        if not isinstance(day, date):
            return day, at
        known.append(day)
    at = dates[0][1]
    if _WHOLE_WEEK.search(said[:at]):
        return week_of(known[0]).since(today), at
    return Days(min(known), max(known)), at


def _nth(number: int, today: date) -> Days | NoSuchDay:
    ahead = (today + timedelta(days=days) for days in range(_TWO_MONTHS))
    day = next((day for day in ahead if day.day == number), None)
    return Days(day, day) if day else NoSuchDay()
