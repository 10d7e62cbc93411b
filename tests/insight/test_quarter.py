"""A quarter begins and ends at midnight in the Netherlands, in winter and in summer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.quarter import Quarter

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "2026KW04"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "2027KW01"),
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), "2026KW01"),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), "2026KW02"),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), "2026KW03"),
    ],
)
def test_it_turns_at_midnight_here(moment: datetime, quarter: str) -> None:
    assert str(Quarter.of(moment)) == quarter


def test_its_limits_are_moments_in_utc() -> None:
    autumn = Quarter(2026, 4)

    assert autumn.since == datetime(2026, 9, 30, 22, tzinfo=UTC)
    assert autumn.until == datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert autumn.since.tzinfo is UTC


def test_it_is_finished_from_its_last_midnight_on() -> None:
    autumn = Quarter(2026, 4)

    assert not autumn.is_finished(autumn.until - timedelta(microseconds=1))
    assert autumn.is_finished(autumn.until)


@given(MOMENTS)
def test_every_moment_is_in_one_quarter(moment: datetime) -> None:
    quarter = Quarter.of(moment)

    assert quarter.since <= moment < quarter.until
    assert quarter < quarter.next
    assert Quarter.of(quarter.until) == quarter.next
