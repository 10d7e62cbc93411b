"""What time it is: the only place that asks the machine."""

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
