"""Which times are free: by rules, days off and what is taken, on the clock of the wall."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from advice.appointments.rules import AgendaRules
from advice.closing_days import ClosingDay
from advice.organisation import Weekday
from conversations.appointments import Form, Slot, TimeWish
from handoff.appointments.agendas import Span, Taken
from handoff.appointments.slots import (
    Diary,
    claim_of,
    free_slots,
    good_offers,
    is_free,
    one_for_each_time,
)
from kit.clock import AMSTERDAM

ANNA, BRAM = uuid4(), uuid4()
MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)
ANY_TIME = TimeWish()
TUESDAY = TimeWish(date(2026, 12, 1), date(2026, 12, 1))
WORKDAYS = list(Weekday)[:5]
RULES = AgendaRules(
    is_bookable=True,
    hours={day: (("09:00", "12:00"), ("13:00", "17:00")) for day in WORKDAYS},
    forms=(Form.PHONE,),
    minutes=45,
    before=0,
    after=15,
    notice_hours=24,
    change_hours=4,
    horizon_days=42,
    most_a_day=4,
)


def diary(**changes: object) -> Diary:
    return structs.replace(Diary(advisor=ANNA, rules=RULES), **changes)


def slots(of: Diary, now: datetime = MONDAY, wish: TimeWish = ANY_TIME) -> list[Slot]:
    return list(free_slots(of, now, wish))


def here(slot: Slot) -> str:
    return f"{slot.start.astimezone(AMSTERDAM):%a %d %b %H:%M}"


def test_the_first_time_is_when_notice_is_over() -> None:
    found = slots(diary())

    assert here(found[0]) == "Tue 01 Dec 09:00"
    assert found[0].end - found[0].start == timedelta(minutes=45)


def test_no_talk_ends_after_the_hours_or_is_in_the_break() -> None:
    day = [
        here(slot)[-5:]
        for slot in slots(diary(), wish=TimeWish(date(2026, 12, 1), date(2026, 12, 1)))
    ]

    assert (day[0], day[-1]) == ("09:00", "16:15")
    assert not {"11:30", "11:45", "12:00", "12:45"} & set(day)


def test_the_horizon_ends_it() -> None:
    assert max(slots(diary())).start <= MONDAY + timedelta(days=42)


def test_a_full_day_offers_nothing_more() -> None:
    tuesday = [datetime(2026, 12, 1, hour, tzinfo=UTC) for hour in (8, 9, 10, 12)]
    full = diary(taken=Taken(starts=tuple(tuesday)))

    assert here(slots(full)[0]) == "Wed 02 Dec 09:00"


def test_a_closing_day_is_not_offered_and_a_short_one_by_its_hours() -> None:
    closed = ClosingDay(date(2026, 12, 1), "Studiedag", confirmed=True)
    short = ClosingDay(date(2026, 12, 2), "Korte dag", confirmed=True, hours=(("10:00", "12:00"),))
    found = slots(diary(closing_days=(closed, short)))

    assert here(found[0]) == "Wed 02 Dec 10:00"
    assert here([slot for slot in found if slot.start.day == 2][-1]) == "Wed 02 Dec 11:15"


def test_a_holiday_added_later_takes_its_day_away() -> None:
    wanted = next(slot for slot in slots(diary()) if slot.start.day == 1)
    holiday = Span(MONDAY + timedelta(hours=16), MONDAY + timedelta(hours=40))

    assert not is_free(diary(off=(holiday,)), wanted, MONDAY)


def test_a_time_that_nobody_offered_is_not_free() -> None:
    wanted = slots(diary())[0]
    night = structs.replace(wanted, start=wanted.start - timedelta(hours=6))
    other_length = structs.replace(wanted, end=wanted.end + timedelta(minutes=15))

    assert [is_free(diary(), slot, MONDAY) for slot in (wanted, night, other_length)] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("now", "day", "hours_utc"),
    [
        (datetime(2026, 10, 20, 6, tzinfo=UTC), date(2026, 10, 23), 7),
        (datetime(2026, 10, 20, 6, tzinfo=UTC), date(2026, 10, 26), 8),
        (datetime(2027, 3, 22, 6, tzinfo=UTC), date(2027, 3, 26), 8),
        (datetime(2027, 3, 22, 6, tzinfo=UTC), date(2027, 3, 29), 7),
    ],
)
def test_nine_stays_nine_when_the_clock_is_changed(
    now: datetime, day: date, hours_utc: int
) -> None:
    first = slots(diary(), now, TimeWish(day, day))[0]

    assert (here(first)[-5:], first.start.hour) == ("09:00", hours_utc)


def test_the_hour_that_the_clock_skips_is_never_offered() -> None:
    night = structs.replace(RULES, hours={Weekday.SUNDAY: (("01:00", "05:00"),)}, minutes=15)
    now, day = datetime(2027, 3, 22, 6, tzinfo=UTC), date(2027, 3, 28)

    found = [here(slot)[-5:] for slot in slots(diary(rules=night), now, TimeWish(day, day))]

    assert not [at for at in found if at.startswith("02:")]
    assert "03:00" in found


def test_a_night_on_which_an_hour_comes_twice_is_right() -> None:
    night = structs.replace(RULES, hours={Weekday.SUNDAY: (("01:00", "04:00"),)}, minutes=45)
    now, day = datetime(2026, 10, 20, 6, tzinfo=UTC), date(2026, 10, 25)

    found = slots(diary(rules=night), now, TimeWish(day, day))

    assert len({here(slot) for slot in found}) == len(found)
    assert {slot.end - slot.start for slot in found} == {timedelta(minutes=45)}
    assert all(slot.end.astimezone(AMSTERDAM).time() <= time(4) for slot in found)


def test_only_the_wished_days_of_the_week_are_offered() -> None:
    wish = TimeWish(date(2026, 12, 1), date(2026, 12, 11), weekdays=(0, 3))

    days = {slot.start.date().isoformat() for slot in slots(diary(), wish=wish)}

    assert days == {"2026-12-03", "2026-12-07", "2026-12-10"}


def _blocks(quarters: list[int]) -> tuple[tuple[str, str], ...]:
    edges = [f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in sorted(quarters)]
    return tuple(zip(edges[::2], edges[1::2], strict=False))


_HOURS = st.lists(st.integers(0, 95), max_size=5, unique=True).map(_blocks)
# Around both changes of the clock.
_CLOCK_CHANGES = st.sampled_from(
    [datetime(2026, 10, 20, 6, tzinfo=UTC), datetime(2027, 3, 22, 6, tzinfo=UTC)]
)


@given(
    now=_CLOCK_CHANGES,
    hours=st.dictionaries(st.sampled_from(list(Weekday)), _HOURS),
    closing=st.lists(st.tuples(st.integers(0, 14), _HOURS), max_size=3),
    minutes=st.integers(5, 120),
)
def test_no_free_time_is_ever_outside_the_hours_or_on_a_closed_day(
    now: datetime,
    hours: dict[Weekday, tuple[tuple[str, str], ...]],
    closing: list[tuple[int, tuple[tuple[str, str], ...]]],
    minutes: int,
) -> None:
    rules = structs.replace(RULES, hours=hours, minutes=minutes, horizon_days=14)
    days = {now.date() + timedelta(days=ahead): left for ahead, left in closing}
    closing_days = tuple(ClosingDay(day, "Dicht", True, left) for day, left in days.items())

    for slot in slots(diary(rules=rules, closing_days=closing_days), now):
        begin, end = (moment.astimezone(AMSTERDAM) for moment in (slot.start, slot.end))
        day = begin.date()
        assert slot.end - slot.start == timedelta(minutes=minutes)
        assert _is_within(begin, end, hours.get(list(Weekday)[day.weekday()], ()))
        assert day not in days or _is_within(begin, end, days[day])


def _is_within(begin: datetime, end: datetime, hours: tuple[tuple[str, str], ...]) -> bool:
    is_one_day = begin.date() == end.date()
    return is_one_day and any(
        opens <= f"{begin:%H:%M}" and f"{end:%H:%M}" <= closes for opens, closes in hours
    )


@given(starts=st.lists(st.integers(0, 40 * 24), max_size=12), most=st.integers(1, 3))
def test_no_day_that_is_full_is_ever_offered(starts: list[int], most: int) -> None:
    booked = tuple(MONDAY + timedelta(hours=hour) for hour in starts)
    on_day = Counter(start.astimezone(AMSTERDAM).date() for start in booked)
    rules = structs.replace(RULES, most_a_day=most)

    for slot in slots(diary(rules=rules, taken=Taken(starts=booked))):
        assert on_day[slot.start.astimezone(AMSTERDAM).date()] < most


_QUARTERS = st.integers(0, 42 * 96)
_SPANS = st.lists(
    st.builds(
        lambda at, length: Span(
            MONDAY + timedelta(minutes=15 * at), MONDAY + timedelta(minutes=15 * (at + length))
        ),
        _QUARTERS,
        st.integers(1, 60),
    ),
    max_size=15,
)


@given(taken=_SPANS, off=_SPANS, notice=st.integers(0, 100))
def test_no_free_time_ever_overlaps_what_is_taken_or_off(
    taken: list[Span], off: list[Span], notice: int
) -> None:
    rules = structs.replace(RULES, notice_hours=notice)
    of = diary(rules=rules, taken=Taken(tuple(sorted(taken))), off=tuple(off))

    for slot in slots(of):
        claim = claim_of(slot, rules)
        at = slot.start.astimezone(AMSTERDAM)
        assert not any(claim.overlaps(span) for span in (*taken, *off))
        assert slot.start >= MONDAY + timedelta(hours=notice)
        assert at.weekday() < 5
        assert time(9) <= at.time() <= time(16, 15)


def test_three_offers_are_on_other_days_and_in_other_parts_of_the_day() -> None:
    offers = good_offers(slots(diary()), 3)

    assert [here(slot) for slot in offers] == [
        "Tue 01 Dec 09:00",
        "Wed 02 Dec 13:00",
        "Thu 03 Dec 09:00",
    ]


@given(places=st.lists(st.integers(0, 300), max_size=40, unique=True), limit=st.integers(0, 6))
def test_offers_are_of_the_free_ones_in_order_and_none_twice(places: list[int], limit: int) -> None:
    free = slots(diary())
    some = [free[place] for place in sorted(places)]

    offers = good_offers(some, limit)

    assert list(offers) == sorted(set(offers))
    assert len(offers) == min(limit, len(some))
    assert set(offers) <= set(some)


def test_at_one_time_who_has_the_fewest_appointments_is_offered() -> None:
    of_anna = slots(diary())[0]
    of_bram = structs.replace(of_anna, advisor=BRAM)

    assert one_for_each_time([of_anna, of_bram], {ANNA: 2, BRAM: 1}) == [of_bram]
