"""Weeks and days as the calendar on the wall has them."""

import re
from datetime import date, timedelta

from handoff.appointments.agendas import Span
from kit.clock import AMSTERDAM, midnight_here

A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)
FAR = timedelta(days=400)
"""Longer than anybody can book ahead."""

_WRITTEN = re.compile(r"(20\d\d)-W(\d\d)")


class NoSuchWeek(ValueError):
    """A week that the calendar does not have."""


def monday_of(week: str) -> date:
    """Return the first day of a week that is written as `2026-W49`; raise `NoSuchWeek`."""
    if _WRITTEN.fullmatch(week) is None:
        raise NoSuchWeek
    try:
        return date.fromisoformat(f"{week}-1")
    except ValueError as error:
        raise NoSuchWeek from error


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def days_from(first: date, last: date) -> Span:
    """Return from the begin of the first day up to the end of the last one."""
    return Span(midnight_here(first), midnight_here(last + A_DAY))


def part_of(span: Span, day: date) -> tuple[str, str]:
    """Return from when to when a span lasts on a day, such as `13:00` and `24:00`."""
    start, end = span.start.astimezone(AMSTERDAM), span.end.astimezone(AMSTERDAM)
    since = f"{start:%H:%M}" if start.date() == day else "00:00"
    return since, f"{end:%H:%M}" if end.date() == day else "24:00"
