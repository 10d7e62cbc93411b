"""What can be promised to who waits: before when, and how long it usually takes."""

from datetime import datetime, timedelta
from math import ceil

from advice.opening import Opening

_STEP = timedelta(minutes=5)
_MINUTE = 60


def call_back_before(opening: Opening, now: datetime, minutes: int) -> datetime | None:
    """Return when we will have been open for so many minutes, up to the next five (UTC).

    None when that does not come within the days that `opening` looks ahead.
    """
    moment, left = now, timedelta(minutes=minutes)
    while left > timedelta():
        here = opening.at(moment)
        if not here.is_open:
            if here.opens_at is None:
                return None
            moment = here.opens_at
            continue
        until = min(moment + left, here.closes_at or moment + left)
        moment, left = until, left - (until - moment)
    return _rounded_up(moment)


def usual_minutes(seconds: tuple[float, float]) -> tuple[int, int]:
    """Return a range of whole minutes that is not shorter than this one, and never one number."""
    low, high = (max(1, ceil(each / _MINUTE)) for each in seconds)
    return low, max(high, low + 1)


def _rounded_up(moment: datetime) -> datetime:
    over = (moment - moment.min.replace(tzinfo=moment.tzinfo)) % _STEP
    return moment + (_STEP - over) if over else moment
