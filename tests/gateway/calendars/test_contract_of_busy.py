"""What holds on every calendar server of events that are not ours: no hour of them is wrong."""

from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from gateway.calendars.caldav.server import CalDavServer
from handoff.appointments.agendas import Span
from tests.gateway.calendars.hours import DAY, HOUR, NINE, WINTER, entry, hours
from tests.support.calendars import Desktop


@pytest.mark.parametrize(
    ("lines", "busy"),
    [
        (["DTSTART:20261201T090000Z", "DTEND:20261201T100000Z"], hours(NINE)),
        (["DTSTART:20261201T090000Z", "DURATION:PT1H", "STATUS:TENTATIVE"], hours(NINE)),
        (["DTSTART:20261201T090000Z", "DURATION:PT1H", "STATUS:CANCELLED"], []),
        (["DTSTART:20261201T090000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"], []),
        (["DTSTART;VALUE=DATE:20261201"], [DAY]),
        (["DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261202"], [DAY]),
        (["DTSTART;TZID=Europe/Amsterdam:20261201T100000", "DURATION:PT1H"], hours(NINE)),
        (["DTSTART;TZID=America/New_York:20261201T040000", "DURATION:PT1H"], hours(NINE)),
        (["DTSTART:20261201T100000", "DURATION:PT1H"], hours(NINE)),
        (["DTSTART:20261201T090000Z"], []),
    ],
    ids=[
        *("certain", "perhaps", "called off", "marked as free", "a whole day", "with its end"),
        *("time here", "time elsewhere", "no zone", "no time"),
    ],
)
async def test_an_event_of_their_own_takes_its_time(
    calendar: CalDavServer, desktop: Desktop, lines: list[str], busy: list[Span]
) -> None:
    desktop.put("van-mij", *lines)

    assert await calendar.busy(desktop.path, DAY) == busy


async def test_what_is_ours_is_not_what_keeps_somebody_busy(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    await calendar.put(desktop.path, entry(), None)
    desktop.put("kopie", "DTSTART:20261201T130000Z", "DURATION:PT1H")

    assert await calendar.busy(desktop.path, DAY) == hours(NINE + 4 * HOUR)


async def test_what_is_every_week_is_at_the_same_time_here_all_winter(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    desktop.put(
        "elke-week",
        "DTSTART;TZID=Europe/Amsterdam:20261020T090000",
        "DTEND;TZID=Europe/Amsterdam:20261020T100000",
        "RRULE:FREQ=WEEKLY;COUNT=30",
        "EXDATE;TZID=Europe/Amsterdam:20261222T090000",
    )

    busy = await calendar.busy(desktop.path, WINTER)

    starts = [span.start for span in busy]
    # The clock goes back on 25 October 2026, and forward on 28 March 2027.
    assert datetime(2026, 10, 20, 7, tzinfo=UTC) in starts
    assert datetime(2026, 10, 27, 8, tzinfo=UTC) in starts
    assert datetime(2027, 3, 23, 8, tzinfo=UTC) in starts
    assert datetime(2027, 3, 30, 7, tzinfo=UTC) in starts
    assert datetime(2026, 12, 22, 8, tzinfo=UTC) not in starts
    assert len(starts) == 24


async def test_one_time_of_many_that_was_moved_counts_where_it_is_now(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    desktop.put(
        "elke-dag",
        "DTSTART:20261130T090000Z",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY;COUNT=5",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:elke-dag",
        "DTSTAMP:20261123T090000Z",
        "RECURRENCE-ID:20261201T090000Z",
        "DTSTART:20261201T140000Z",
        "DURATION:PT1H",
    )

    assert await calendar.busy(desktop.path, DAY) == hours(NINE + 5 * HOUR)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        # The second of the two hours that are called half past two begins an hour later.
        ("20261025T013000", "20261025T033000", ((2026, 10, 24, 23, 30), (2026, 10, 25, 2, 30))),
        ("20270328T013000", "20270328T033000", ((2027, 3, 28, 0, 30), (2027, 3, 28, 1, 30))),
    ],
    ids=["25 October", "28 March"],
)
async def test_a_night_in_which_the_clock_changes_is_as_long_as_it_is(
    calendar: CalDavServer,
    desktop: Desktop,
    start: str,
    end: str,
    span: tuple[tuple[int, int, int, int, int], tuple[int, int, int, int, int]],
) -> None:
    zone = "TZID=Europe/Amsterdam"
    desktop.put("nacht", f"DTSTART;{zone}:{start}", f"DTEND;{zone}:{end}")

    busy = await calendar.busy(desktop.path, WINTER)

    assert busy == [Span(datetime(*span[0], tzinfo=UTC), datetime(*span[1], tzinfo=UTC))]


async def test_a_zone_that_nobody_knows_counts_as_the_time_here_and_is_logged(
    calendar: CalDavServer, desktop: Desktop
) -> None:
    desktop.put("reis", "DTSTART;TZID=Mars/Olympus:20261201T100000", "DURATION:PT1H")

    with capture_logs() as logged:
        busy = await calendar.busy(desktop.path, DAY)

    assert busy == hours(NINE)
    assert [(line["event"], line["zone"]) for line in logged] == [
        ("calendar.unknown_zone", "Mars/Olympus")
    ]
