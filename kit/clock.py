"""What time it is: the only place that asks the machine."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

type Clock = Callable[[], datetime]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def utc_now() -> datetime:
    """Return the present moment, aware and in UTC."""
    return datetime.now(UTC)


def day_here(moment: datetime) -> date:
    """Return the day it is in the Netherlands at an aware moment."""
    return moment.astimezone(AMSTERDAM).date()


def today_here(clock: Clock) -> date:
    """Return the day it is in the Netherlands."""
    return day_here(clock())


def moment_here(day: date, at: time) -> datetime | None:
    """Return when the clock here shows `at`, aware and in UTC; None where it skips that.

    What it shows twice is the first time.
    """
    moment = datetime.combine(day, at, AMSTERDAM).astimezone(UTC)
    return moment if moment.astimezone(AMSTERDAM).time() == at else None


def midnight_here(day: date) -> datetime:
    """Return when a day begins in the Netherlands, aware and in UTC."""
    return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)


def months_after(moment: datetime, months: int) -> datetime:
    """Return the same day so many calendar months later, or the last day of a shorter month."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
