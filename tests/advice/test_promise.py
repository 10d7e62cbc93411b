"""What is promised to who waits: before when, and how long it usually takes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.opening import Opening
from advice.organisation import OpeningHours, Weekday
from advice.promise import call_back_before, usual_minutes

HOURS = {
    Weekday.MONDAY: (("09:00", "12:00"), ("13:00", "17:00")),
    Weekday.FRIDAY: (("09:00", "13:00"),),
}
OPENING = Opening(OpeningHours("zin", HOURS))


@pytest.mark.parametrize(
    ("now", "promised"),
    [
        ((2026, 11, 23, 9, 0), (2026, 11, 23, 10, 0)),
        ((2026, 11, 23, 9, 1), (2026, 11, 23, 10, 5)),
        ((2026, 11, 23, 10, 30), (2026, 11, 23, 12, 30)),
        ((2026, 11, 23, 10, 0), (2026, 11, 23, 11, 0)),
        ((2026, 11, 23, 15, 30), (2026, 11, 27, 8, 30)),
    ],
)
def test_a_lunch_and_a_weekend_do_not_count(
    now: tuple[int, int, int, int, int], promised: tuple[int, int, int, int, int]
) -> None:
    moment = datetime(*now, tzinfo=UTC)

    assert call_back_before(OPENING, moment, 60) == datetime(*promised, tzinfo=UTC)


def test_where_nobody_ever_comes_nothing_is_promised() -> None:
    never = Opening(OpeningHours("nooit", {}))

    assert call_back_before(never, datetime(2026, 11, 23, tzinfo=UTC), 60) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), st.integers(5, 600))  # noqa: DTZ001
def test_there_is_always_so_much_open_time_before_it(naive: datetime, minutes: int) -> None:
    now = naive.replace(tzinfo=UTC)

    before = call_back_before(OPENING, now, minutes)

    assert before is not None
    assert OPENING.open_time(now, before) >= timedelta(minutes=minutes)
    assert OPENING.open_time(now, before) < timedelta(minutes=minutes + 5)


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [((0.0, 0.0), (1, 2)), ((61.0, 300.0), (2, 5)), ((600.0, 600.0), (10, 11))],
)
def test_the_usual_wait_is_a_range_that_is_not_too_short(
    seconds: tuple[float, float], minutes: tuple[int, int]
) -> None:
    assert usual_minutes(seconds) == minutes
