"""On which days the team is closed or open shorter: `data/sluitingsdagen.yml`."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from advice.dates import dutch_date
from advice.findings import Finding, finding
from advice.organisation import HourOfDay
from advice.reading import Document
from advice.values import Text


class ClosingDay(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    # What `schakel content closing-days` writes then looks like what people write.
    omit_defaults=True,
    rename={"day": "datum", "name": "naam", "confirmed": "bevestigd", "hours": "uren"},
):
    """A day on which the team is closed, or only there in `hours` (Europe/Amsterdam).

    `confirmed` says that a person of the office vouches for it; an unconfirmed day counts too.
    """

    day: date
    name: Text
    confirmed: bool
    hours: tuple[tuple[HourOfDay, HourOfDay], ...] = ()


def broken_days(document: Document[tuple[ClosingDay, ...]]) -> Iterator[Finding]:
    """Find a date that stands there twice, and hours that do not follow each other."""
    seen: set[date] = set()
    for at, closing_day in enumerate(document.value):
        if (day := closing_day.day) in seen:
            line = document.line_of(at, "datum")
            yield finding("closing_day_twice", document.file, line, day=dutch_date(day))
        seen.add(day)
        if not are_in_order(closing_day.hours):
            yield finding("hours_not_in_order", document.file, document.line_of(at, "uren"))


def are_in_order(hours: tuple[tuple[HourOfDay, HourOfDay], ...]) -> bool:
    """Tell whether every block ends after it begins, and not after the next one begins."""
    return all(begin < end for begin, end in hours) and all(
        end <= begin for (_, end), (begin, _) in pairwise(hours)
    )


def years_without_days(
    document: Document[tuple[ClosingDay, ...]], today: date
) -> Iterator[Finding]:
    """Find that nobody wrote down the days of this year, or of the next."""
    known = {closing_day.day.year for closing_day in document.value}
    for year in (today.year, today.year + 1):
        if year not in known:
            yield finding("closing_days_missing", document.file, year=year)
