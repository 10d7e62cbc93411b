"""Whatever stands in a calendar, it is read as it is meant or left out, and never stops us."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.calendars.caldav.events import Unreadable, busy_in, standing_in, written
from handoff.appointments.agendas import Span
from kit.clock import AMSTERDAM
from tests.gateway.calendars.hours import DAY, HOUR, NINE, WINTER, entry

YEAR = Span(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))


def event(*lines: str) -> str:
    inside = ("BEGIN:VEVENT", "UID:x", "DTSTAMP:20261123T090000Z", *lines, "END:VEVENT")
    whole = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *inside, "END:VCALENDAR", "")
    return "\r\n".join(whole)


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:onzin"],
        ["SUMMARY:zonder tijd"],
        ["DTSTART:20261201T090000Z", "RRULE:FREQ=SOMS"],
        ["DTSTART:20261201T090000Z", "DTSTART:20261202T090000Z"],
        ["DTSTART:20261201T090000Z", "RRULE;VALUE=DATE:20261201"],
        ["DTSTART:20261201T090000Z", "DURATION:20261201T090000Z"],
        ["DTSTART:20261201T090000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"],
        ["DTSTART:20261201T090000Z", "DURATION:PT1S", "RRULE:FREQ=MINUTELY"],
    ],
    ids=[
        *("bad time", "no time", "bad rule", "two times", "a rule that is a day", "no duration"),
        *("each second", "each minute"),
    ],
)
def test_an_event_without_sense_is_unreadable(lines: list[str]) -> None:
    with pytest.raises(Unreadable):
        list(busy_in(event(*lines), DAY))


LINES = st.builds(
    "{}{}:{}".format,
    st.sampled_from(
        [*("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE"), "RECURRENCE-ID", "STATUS"]
    ),
    st.sampled_from(["", ";VALUE=DATE", ";TZID=Mars", ";VALUE=PERIOD", ";RANGE=THISANDFUTURE"]),
    st.sampled_from(
        [
            *("20261201T090000Z", "20261201", "20261201T090000", "PT1H", "-PT1H", "FREQ=DAILY"),
            *("FREQ=HOURLY;COUNT=3", "CANCELLED", "VALARM", "99991231T235959Z", "00010101T000000Z"),
        ]
    ),
)


@given(st.lists(st.text(max_size=60) | LINES, max_size=6))
def test_no_event_ever_stops_us(lines: list[str]) -> None:
    for text in ("\n".join(lines), event(*lines), event("DTSTART:20261201T090000Z", *lines)):
        standing_in(text, "mark")
        try:
            found = list(busy_in(text, DAY))
        except Unreadable:
            continue
        assert all(span.start < span.end for span in found)


@given(st.dates(min_value=YEAR.start.date(), max_value=YEAR.end.date() - timedelta(days=2)))
def test_a_whole_day_is_always_that_day_on_the_clock_here(day: datetime) -> None:
    [span] = busy_in(event(f"DTSTART;VALUE=DATE:{day:%Y%m%d}"), YEAR)

    since, until = (moment.astimezone(AMSTERDAM) for moment in (span.start, span.end))
    assert (since.date(), since.hour, until.hour) == (day, 0, 0)
    assert until.date() - since.date() == timedelta(days=1)


@given(st.integers(min_value=-30_000, max_value=30_000))
def test_what_we_write_is_what_we_read(quarters: int) -> None:
    one = entry(NINE + timedelta(minutes=15 * quarters))

    standing = standing_in(written(one), "mark")

    assert standing.span == one.span
    assert not standing.is_off


def test_what_we_write_keeps_nobody_busy_but_a_copy_of_it_does() -> None:
    one = entry()
    copy = written(one).replace(f"{one.appointment}@schakel", str(uuid4()))

    assert list(busy_in(written(one), WINTER)) == []
    assert list(busy_in(copy, WINTER)) == [Span(NINE, NINE + HOUR)]
