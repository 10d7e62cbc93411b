"""Time is aware and in UTC."""

from datetime import timedelta

from kit.clock import utc_now


def test_now_is_in_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)
