"""When somebody can come is read from what they type."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.appointments.wished import NoSuchDay, PastDay
from advice.appointments.wishes import WishReader
from conversations.appointments import TimeWish
from kit.clock import AMSTERDAM

MONDAY = datetime(2026, 11, 30, 10, tzinfo=AMSTERDAM)
read = WishReader().read


def december(first: int, last: int | None = None) -> tuple[date, date]:
    return date(2026, 12, first), date(2026, 12, last or first)


def january(first: int, last: int | None = None) -> tuple[date, date]:
    return date(2027, 1, first), date(2027, 1, last or first)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("morgen", december(1)),
        ("goede morgen, kan het overmorgen?", december(2)),
        ("graag een afspraak voor dinsdag", december(1)),
        ("doe maar woensdag", december(2)),
        ("komende donderdag", december(3)),
        ("vrijdags kan ik altijd", december(4)),
        ("di of wo", december(1, 2)),
        ("van dinsdag tot donderdag", december(1, 3)),
        ("volgende week", december(7, 13)),
        ("vrijdag volgende week", december(11)),
        ("over twee weken donderdag", december(17)),
        ("in week 51 op donderdag", december(17)),
        ("de week van 14 december", december(14, 20)),
        ("over 3 dagen", december(3)),
        ("eind van de week", december(3, 4)),
        ("begin volgende week", december(7, 8)),
        ("dit weekend", december(5, 6)),
        ("volgende maand", december(1, 31)),
        ("half december", december(11, 19)),
        ("1 dec", december(1)),
        ("op 14 december", december(14)),
        ("1 t/m 4 december", december(1, 4)),
        ("1/12 of 2/12", december(1, 2)),
        ("14-12", december(14)),
        ("14/12/2026", december(14)),
        ("14.12.26", december(14)),
        ("2026-12-14", december(14)),
        ("de 14e", december(14)),
        ("15 januari", january(15)),
        ("ergens in januari", january(1, 31)),
        ("eind januari", january(20, 31)),
        ("in de eerste week van januari", january(4, 10)),
        ("laatste week van januari graag", january(25, 31)),
        ("derde week van december", december(14, 20)),
        ("in de kerstvakantie", (date(2026, 12, 19), date(2027, 1, 3))),
        ("tussen kerst en oud en nieuw", december(27, 31)),
    ],
)
def test_days_are_read(text: str, days: tuple[date, date]) -> None:
    assert read(text, MONDAY) == TimeWish(*days)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("vanaf 7 december", date(2026, 12, 7), None),
        ("na de kerstvakantie", date(2027, 1, 4), None),
        ("pas na volgende week", date(2026, 12, 14), None),
        ("na de kerst", date(2026, 12, 27), None),
        ("niet voor de 14e", date(2026, 12, 14), None),
        ("tot vrijdag", None, date(2026, 12, 3)),
        ("uiterlijk 18 december", None, date(2026, 12, 18)),
    ],
)
def test_days_may_be_open_to_one_side(text: str, first: date | None, last: date | None) -> None:
    assert read(text, MONDAY) == TimeWish(first, last)


@pytest.mark.parametrize(
    ("text", "days", "weekdays"),
    [
        ("donderdag of maandag", (date(2026, 12, 3), date(2026, 12, 7)), (0, 3)),
        ("volgende week maandag of woensdag", december(7, 9), (0, 2)),
        ("ergens in januari op een dinsdag", january(5, 26), (1,)),
        ("doordeweeks", (None, None), (0, 1, 2, 3, 4)),
        ("niet op maandag of vrijdag", (None, None), (1, 2, 3, 5, 6)),
        ("alle dagen behalve woensdag", (None, None), (0, 1, 3, 4, 5, 6)),
    ],
)
def test_days_in_between_that_nobody_named_are_left_out(
    text: str, days: tuple[date | None, date | None], weekdays: tuple[int, ...]
) -> None:
    assert read(text, MONDAY) == TimeWish(*days, weekdays=weekdays)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("liefst na vieren", time(16), None),
        ("niet na vieren", None, time(16)),
        ("na 15.00 uur", time(15), None),
        ("vanaf half vier", time(15, 30), None),
        ("na kwart over drie", time(15, 15), None),
        ("niet voor tien uur", time(10), None),
        ("voor elf uur graag", None, time(11)),
        ("'s middags", time(12), time(18)),
        ("einde van de middag", time(15), time(18)),
        ("tussen de middag", time(12), time(13, 30)),
        ("'s morgens vroeg", None, time(10)),
        ("in de ochtend", None, time(12)),
        ("ochtend of middag", None, time(18)),
        ("tussen 2 en 4", time(14), time(16)),
        ("van 9.00 tot half twaalf", time(9), time(11, 30)),
        ("10-12 uur", time(10), time(12)),
        ("van 7 tot 10", time(7), time(10)),
        ("om half 3", time(14, 30), time(15)),
        ("om acht uur 's avonds", time(20), time(20, 30)),
        ("10 uur", time(10), time(10, 30)),
        ("rond 11 uur", time(10, 15), time(11, 45)),
        ("om een uur of drie", time(14, 15), time(15, 45)),
    ],
)
def test_times_of_the_day_are_read(text: str, since: time | None, until: time | None) -> None:
    assert read(text, MONDAY) == TimeWish(since=since, until=until)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("volgende week dinsdagmiddag", TimeWish(*december(8), time(12), time(18))),
        ("morgenochtend", TimeWish(*december(1), None, time(12))),
        ("overmorgenmiddag na 3", TimeWish(*december(2), time(15), time(18))),
        ("vanmiddag", TimeWish(date(2026, 11, 30), date(2026, 11, 30), time(12), time(18))),
        ("vrijdagochtend voor elf uur", TimeWish(*december(4), None, time(11))),
        ("ik kan alleen op maandag na 13:00", TimeWish(*december(7), time(13), None)),
        ("1 dec om half 3", TimeWish(*december(1), time(14, 30), time(15))),
        ("do 10/12 14:30", TimeWish(*december(10), time(14, 30), time(15))),
        ("ik ben de 14e vrij na 3 uur", TimeWish(*december(14), time(15), None)),
        (
            "maandag of dinsdag ochtend",
            TimeWish(date(2026, 12, 1), date(2026, 12, 7), None, time(12), (0, 1)),
        ),
    ],
)
def test_a_day_and_a_time_are_read_together(text: str, wish: TimeWish) -> None:
    assert read(text, MONDAY) == wish


@pytest.mark.parametrize(
    "text", ["zo snel mogelijk", "z.s.m.", "maakt niet uit", "de eerste de beste"]
)
def test_who_has_no_wish_has_all_times(text: str) -> None:
    assert read(text, MONDAY) == TimeWish()


@pytest.mark.parametrize(
    "text", ["30 februari", "31-04", "1-13", "35 december", "29-02-2027", "de 40e"]
)
def test_a_day_that_no_calendar_has_is_told_apart(text: str) -> None:
    assert read(text, MONDAY) == NoSuchDay()


@pytest.mark.parametrize("text", ["gisteren", "vorige week", "2 november", "1-12-2025"])
def test_a_day_that_is_over_is_told_apart(text: str) -> None:
    assert read(text, MONDAY) == PastDay()


@pytest.mark.parametrize(
    "text",
    [
        "wat is de wbso?",
        "ja",
        "nee dank u",
        "",
        "0320-123456",
        "bel 06-12 34 56 78",
        "ik bel om een afspraak te maken",
        "een afspraak voor een gesprek over personeel",
        "een cursus voor 10 medewerkers",
        "het gaat om 1000 euro",
        "mijn omzet is 2.500 euro",
        "goedemiddag",
        "om 25 uur",
    ],
)
def test_what_says_nothing_of_a_time_is_no_wish(text: str) -> None:
    assert read(text, MONDAY) is None


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(23, 59, date(2026, 12, 1)), (0, 1, date(2026, 12, 1))]
)
def test_tomorrow_goes_by_the_clock_here(hour: int, minute: int, day: date) -> None:
    now = datetime(2026, 11, 30, hour, minute, tzinfo=AMSTERDAM)

    assert read("morgen", now) == TimeWish(day, day)


@pytest.mark.parametrize(
    ("now", "text", "days"),
    [
        (datetime(2026, 12, 30, 9, tzinfo=AMSTERDAM), "begin januari", january(1, 10)),
        (datetime(2026, 12, 30, 9, tzinfo=AMSTERDAM), "volgende maand", january(1, 31)),
        (datetime(2026, 12, 30, 9, tzinfo=AMSTERDAM), "de 3e", january(3)),
        (datetime(2026, 12, 5, 9, tzinfo=AMSTERDAM), "eind van de week", december(10, 11)),
        (datetime(2026, 12, 24, 9, tzinfo=AMSTERDAM), "week 1", january(4, 10)),
    ],
)
def test_what_is_nearly_over_goes_on_in_the_next(
    now: datetime, text: str, days: tuple[date, date]
) -> None:
    assert read(text, now) == TimeWish(*days)


_PIECES = st.sampled_from(
    [
        *("niet", "voor", "na", "tot", "over", "de", "week", "half", "kwart", "tussen", "en", "om"),
        *("maandag", "vr", "februari", "dec", "morgen", "'s middags", "uur", "weken", "14e", "-"),
        *("0", "7", "12", "31", "99", "2026", "00:00", "31/02", "1-1-0000", "٣", "eind", "kerst"),
    ]
)


@given(
    pieces=st.lists(_PIECES | st.text(max_size=5), max_size=7),
    hours=st.integers(0, 50_000),
)
def test_whatever_is_typed_days_and_hours_are_in_order_and_not_over(
    pieces: list[str], hours: int
) -> None:
    now = MONDAY + timedelta(hours=hours)

    wish = read(" ".join(pieces), now)

    if isinstance(wish, TimeWish) and wish.first is not None:
        assert wish.first >= now.date()
        assert wish.last is None or wish.first <= wish.last
    if isinstance(wish, TimeWish) and wish.since is not None:
        assert wish.until is None or wish.since < wish.until
