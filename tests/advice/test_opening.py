"""People are there in the opening hours, on the clock on the wall, and not on a closing day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.closing_days import ClosingDay
from advice.content import Content
from advice.opening import Attendance, Opening
from advice.organisation import OpeningHours, Weekday
from kit.clock import AMSTERDAM

OFFICE = (("09:00", "17:00"),)
MINUTE = timedelta(minutes=1)
SPRING = date(2027, 3, 28)
AUTUMN = date(2026, 10, 25)

type Hours = tuple[tuple[str, str], ...]


def opening(*closing_days: ClosingDay, **days: Hours) -> Opening:
    hours = {Weekday(day): blocks for day, blocks in days.items()}
    return Opening(OpeningHours("als het kan", hours), closing_days)


def every_day(hours: Hours, *closing_days: ClosingDay) -> Opening:
    return opening(*closing_days, **{day.value: hours for day in Weekday})


def closing(day: date, *hours: tuple[str, str]) -> ClosingDay:
    return ClosingDay(day, "Boomfeestdag", confirmed=True, hours=hours)


def here(text: str, *, fold: int = 0) -> datetime:
    """Return the moment at which the clock in the Netherlands shows this."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


WEEK = opening(
    closing(date(2026, 12, 25)),
    closing(date(2026, 12, 24), ("10:00", "12:00")),
    maandag=(("09:00", "12:30"), ("13:00", "17:00")),
    donderdag=OFFICE,
    vrijdag=(("09:00", "13:00"),),
    zaterdag=(),
)


def test_in_the_hours_it_is_open_until_the_end_of_the_block() -> None:
    assert WEEK.at(here("2026-11-23 09:00")) == Attendance(
        is_open=True,
        closes_at=utc("2026-11-23 11:30"),
        opens_at=None,
        closed_day=None,
        opens_today=False,
        closed_for_today=False,
    )


def test_before_the_hours_it_opens_today() -> None:
    assert WEEK.at(here("2026-11-23 08:59:59.999999")) == Attendance(
        is_open=False,
        closes_at=None,
        opens_at=utc("2026-11-23 08:00"),
        closed_day=None,
        opens_today=True,
        closed_for_today=False,
    )


def test_in_the_lunch_break_it_opens_again_today() -> None:
    now = WEEK.at(here("2026-11-23 12:30"))

    assert (now.is_open, now.opens_today, now.closed_for_today) == (False, True, False)
    assert now.opens_at == here("2026-11-23 13:00")


def test_after_the_hours_it_is_closed_for_today_and_opens_on_the_next_day_with_hours() -> None:
    assert WEEK.at(here("2026-11-23 17:00")) == Attendance(
        is_open=False,
        closes_at=None,
        opens_at=here("2026-11-26 09:00"),
        closed_day=None,
        opens_today=False,
        closed_for_today=True,
    )


@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-28"])
def test_a_day_without_hours_is_closed_but_not_for_today(day: str) -> None:
    now = WEEK.at(here(f"{day} 12:00"))

    assert (now.is_open, now.opens_today, now.closed_for_today) == (False, False, False)
    assert now.closed_day is None


@pytest.mark.parametrize("clock", ["00:00", "10:00", "23:59"])
def test_a_closed_day_is_told_by_its_name_from_midnight_to_midnight(clock: str) -> None:
    assert WEEK.at(here(f"2026-12-25 {clock}")) == Attendance(
        is_open=False,
        closes_at=None,
        opens_at=here("2026-12-28 09:00"),
        closed_day="Boomfeestdag",
        opens_today=False,
        closed_for_today=False,
    )


@pytest.mark.parametrize("moment", ["2026-12-24 23:59", "2026-12-26 00:00"])
def test_the_name_of_a_closed_day_is_not_told_on_the_days_around_it(moment: str) -> None:
    assert WEEK.at(here(moment)).closed_day is None


def test_a_closed_day_has_its_name_also_when_nobody_would_have_been_there() -> None:
    quiet = opening(closing(date(2026, 12, 26)), maandag=OFFICE)

    assert quiet.at(here("2026-12-26 12:00")).closed_day == "Boomfeestdag"


def test_a_short_day_has_its_own_hours_and_no_name() -> None:
    assert not WEEK.at(here("2026-12-24 09:30")).is_open
    assert WEEK.at(here("2026-12-24 10:00")).closes_at == here("2026-12-24 12:00")

    after = WEEK.at(here("2026-12-24 12:00"))

    assert after.closed_for_today
    assert after.closed_day is None
    assert after.opens_at == here("2026-12-28 09:00")


def test_a_short_day_may_be_open_where_the_week_is_closed() -> None:
    saturday = opening(closing(date(2026, 11, 28), ("10:00", "12:00")), maandag=OFFICE)

    assert saturday.at(here("2026-11-28 11:00")).is_open


def test_blocks_that_touch_are_one_stretch() -> None:
    touching = opening(maandag=(("09:00", "12:00"), ("12:00", "13:00")))

    assert touching.at(here("2026-11-23 09:30")).closes_at == here("2026-11-23 13:00")


def test_the_day_is_the_day_here_and_not_in_utc() -> None:
    late = opening(closing(date(2026, 7, 14)), maandag=(("09:00", "23:59"),))

    assert late.at(utc("2026-07-13 21:58")).is_open
    assert late.at(utc("2026-07-13 22:00")).closed_day == "Boomfeestdag"


def test_a_moment_may_come_in_any_zone() -> None:
    moment = here("2026-11-23 10:00")

    assert WEEK.at(moment.astimezone(AMSTERDAM)) == WEEK.at(moment)


def test_what_opens_later_than_in_sixty_days_does_not_open() -> None:
    once = Opening(
        OpeningHours("een dag", {}),
        (closing(date(2027, 1, 23), ("09:00", "10:00")),),
    )

    assert once.at(here("2026-11-24 08:00")).opens_at == here("2027-01-23 09:00")
    assert once.at(here("2026-11-23 23:59")).opens_at is None
    assert once.at(here("2026-11-23 23:59")).opens_today is False


@pytest.mark.parametrize(
    ("night", "opens"),
    [(SPRING, utc("2027-03-28 07:00")), (AUTUMN, utc("2026-10-25 08:00"))],
)
def test_the_morning_after_the_clock_changed_has_the_same_hours_on_the_wall(
    night: date, opens: datetime
) -> None:
    week = every_day(OFFICE)

    evening = week.at(here(f"{night - timedelta(days=1)} 20:00"))

    assert evening.opens_at == opens
    assert week.at(opens).is_open
    assert not week.at(opens - MINUTE).is_open


@pytest.mark.parametrize(
    ("hours", "opens", "closes"),
    [
        (("02:30", "04:00"), "01:00", "02:00"),
        (("01:00", "02:30"), "00:00", "01:00"),
        (("01:00", "03:30"), "00:00", "01:30"),
    ],
)
def test_hours_that_the_spring_night_skips_are_not_there(
    hours: tuple[str, str], opens: str, closes: str
) -> None:
    night = opening(zondag=(hours,))

    before = night.at(utc("2027-03-27 23:00"))

    assert before.opens_at == utc(f"2027-03-28 {opens}")
    assert night.at(before.opens_at).closes_at == utc(f"2027-03-28 {closes}")


def test_a_block_that_the_spring_night_skips_whole_never_comes() -> None:
    night = Opening(
        OpeningHours("nooit", {Weekday.SUNDAY: (("02:15", "02:45"),)}), (closing(date(2027, 4, 4)),)
    )

    now = night.at(utc("2027-03-28 12:00"))

    assert not now.closed_for_today
    assert night.open_time(utc("2027-03-27 12:00"), utc("2027-03-28 12:00")) == timedelta()
    assert now.opens_at == here("2027-04-11 02:15")


@pytest.mark.parametrize("fold", [0, 1])
def test_half_past_two_in_the_autumn_night_is_open_both_times(fold: int) -> None:
    night = opening(zondag=(("02:00", "03:00"),))

    now = night.at(here("2026-10-25 02:30", fold=fold))

    assert now.is_open
    assert now.closes_at == utc("2026-10-25 02:00")


def test_hours_inside_the_hour_that_comes_twice_come_twice() -> None:
    night = opening(zondag=(("02:15", "02:45"),))

    first = night.at(utc("2026-10-24 23:00"))
    between = night.at(utc("2026-10-25 00:50"))
    after = night.at(utc("2026-10-25 01:45"))

    assert first.opens_at == utc("2026-10-25 00:15")
    assert (between.opens_today, between.closed_for_today) == (True, False)
    assert between.opens_at == utc("2026-10-25 01:15")
    assert (after.opens_today, after.closed_for_today) == (False, True)


def test_open_time_leaves_out_nights_breaks_and_closing_days() -> None:
    assert WEEK.open_time(here("2026-11-23 12:25"), here("2026-11-23 13:05")) == 10 * MINUTE
    assert WEEK.open_time(here("2026-11-23 16:50"), here("2026-11-26 09:05")) == 15 * MINUTE
    assert WEEK.open_time(here("2026-12-24 11:00"), here("2026-12-28 10:00")) == 120 * MINUTE


def test_open_time_that_runs_backwards_is_nothing() -> None:
    later, earlier = here("2026-11-26 12:00"), here("2026-11-23 12:00")

    assert WEEK.open_time(later, earlier) == timedelta()
    assert WEEK.open_time(later, later - MINUTE) == timedelta()


@pytest.mark.parametrize(("night", "minutes"), [(SPRING, 23 * 60 - 1), (AUTUMN, 25 * 60 - 1)])
def test_a_day_and_night_of_open_hours_is_as_long_as_that_day_lasts(
    night: date, minutes: int
) -> None:
    always = every_day((("00:00", "23:59"),))

    spent = always.open_time(here(f"{night} 00:00"), here(f"{night + timedelta(days=1)} 00:00"))

    assert spent == minutes * MINUTE


def test_the_office_we_ship_is_closed_at_christmas(real: Content) -> None:
    christmas = real.opening.at(here("2026-12-25 10:00"))

    assert christmas.closed_day == "Eerste Kerstdag"
    assert christmas.opens_at == here("2026-12-28 09:00")


DAYS = st.one_of(
    st.dates(date(2026, 10, 20), date(2026, 10, 30)), st.dates(date(2027, 3, 23), date(2027, 4, 2))
)
MOMENTS = st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + minutes * MINUTE,
    DAYS,
    st.integers(0, 24 * 60 - 1),
)


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Blocks of a day, often at night and sometimes touching each other."""
    clocks = st.one_of(st.times(time(0, 30), time(3, 30)), st.times())
    drawn = draw(st.lists(clocks.map(lambda at: f"{at:%H:%M}"), max_size=6, unique=True))
    edges = sorted(drawn)
    if draw(st.booleans()) and len(edges) > 2:
        return ((edges[0], edges[1]), (edges[1], edges[2]))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


OPENINGS = st.builds(
    Opening,
    st.builds(
        OpeningHours,
        st.just("soms"),
        st.dictionaries(st.sampled_from(Weekday), hours()),
    ),
    st.lists(st.builds(closing, DAYS), max_size=3).map(tuple)
    | st.lists(
        st.builds(lambda day, hours: closing(day, *hours), DAYS, hours()),
        max_size=3,
        unique_by=lambda closing_day: closing_day.day,
    ).map(tuple),
)


def on_the_wall(opening: Opening, moment: datetime) -> bool:
    """Tell from the clock on the wall whether people are there, for one minute at a time."""
    wall = moment.astimezone(AMSTERDAM)
    special = {closing_day.day: closing_day.hours for closing_day in opening.closing_days}
    usual = opening.hours.days.get(list(Weekday)[wall.weekday()], ())
    minute = wall.hour * 60 + wall.minute
    blocks = [
        [int(clock[:2]) * 60 + int(clock[3:]) for clock in block]
        for block in special.get(wall.date(), usual)
    ]
    return any(begin <= minute < end for begin, end in blocks)


@given(OPENINGS, MOMENTS)
def test_it_is_never_open_outside_the_hours(opening: Opening, moment: datetime) -> None:
    assert opening.at(moment).is_open is on_the_wall(opening, moment)


@given(OPENINGS, MOMENTS)
def test_it_is_never_open_on_a_closed_day(opening: Opening, moment: datetime) -> None:
    day = moment.astimezone(AMSTERDAM).date()
    closed = Opening(opening.hours, (closing(day), *opening.closing_days))

    now = closed.at(moment)

    assert not now.is_open
    assert not now.opens_today
    assert now.closed_day == "Boomfeestdag"


@given(OPENINGS, MOMENTS)
def test_the_next_turn_is_always_the_first_minute_at_which_it_is_otherwise(
    opening: Opening, moment: datetime
) -> None:
    now = opening.at(moment)

    turn = now.closes_at or now.opens_at
    within_three_days = (moment + minutes * MINUTE for minutes in range(1, 3 * 24 * 60))
    first = next(
        (at for at in within_three_days if on_the_wall(opening, at) is not now.is_open), None
    )

    assert (now.closes_at is None) is not now.is_open
    assert first is None or turn == first
    assert first is not None or turn is None or turn >= moment + timedelta(days=3)


@given(OPENINGS, MOMENTS)
def test_closed_is_before_between_or_after_the_hours_of_today_or_without_them(
    opening: Opening, moment: datetime
) -> None:
    now = opening.at(moment)

    wall = moment.astimezone(AMSTERDAM)
    today = [moment + minutes * MINUTE for minutes in range(-26 * 60, 26 * 60)]
    open_today = [
        at
        for at in today
        if at.astimezone(AMSTERDAM).date() == wall.date() and on_the_wall(opening, at)
    ]
    assert now.opens_today is (not now.is_open and any(at > moment for at in open_today))
    assert now.closed_for_today is (bool(open_today) and all(at < moment for at in open_today))


@given(OPENINGS, MOMENTS, st.integers(0, 30 * 60))
def test_open_time_is_every_minute_that_the_wall_clock_is_in_the_hours(
    opening: Opening, start: datetime, minutes: int
) -> None:
    counted = sum(on_the_wall(opening, start + at * MINUTE) for at in range(minutes))

    assert opening.open_time(start, start + minutes * MINUTE) == counted * MINUTE


@given(OPENINGS, st.lists(MOMENTS, min_size=3, max_size=3).map(sorted))
def test_open_time_adds_up(opening: Opening, moments: list[datetime]) -> None:
    start, between, end = moments

    whole = opening.open_time(start, end)

    assert whole == opening.open_time(start, between) + opening.open_time(between, end)
    assert timedelta() <= whole <= end - start


@given(OPENINGS, MOMENTS)
def test_nothing_is_open_until_it_opens(opening: Opening, moment: datetime) -> None:
    opens_at = opening.at(moment).opens_at

    if opens_at is not None:
        assert opening.at(opens_at).is_open
        assert opening.open_time(moment, opens_at) == timedelta()
