"""What time it is: the only place that asks the machine."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

type Clock = Callable[[], datetime]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def utc_now() -> datetime:
    """Return the present moment, aware and in UTC."""
    return datetime.now(UTC)


def today_here(clock: Clock) -> date:
    """Return the day it is in the Netherlands."""
    return clock().astimezone(AMSTERDAM).date()


def months_after(moment: datetime, months: int) -> datetime:
    """Return the same day so many calendar months later, or the last day of a shorter month."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
