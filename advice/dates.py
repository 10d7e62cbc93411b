"""Dates as people in the Netherlands write them."""

from datetime import date, datetime

from advice.organisation import Weekday
from kit.clock import AMSTERDAM

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def dutch_date(day: date) -> str:
    """Write a day out, such as `23 november 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def dutch_day(day: date) -> str:
    """Write a day of the near future out, such as `maandag 30 november`."""
    return f"{list(Weekday)[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def dutch_time(moment: datetime) -> str:
    """Write what the clock here shows at an aware moment, such as `9.30 uur`."""
    here = moment.astimezone(AMSTERDAM)
    return f"{here.hour}.{here:%M} uur"
