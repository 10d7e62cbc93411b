"""The list of closing days is read as it is written, and filled from the public holidays."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from advice.closing_days import ClosingDay
from advice.content import Content, load_content
from advice.findings import ContentError
from advice.public_days import YearUnknown, as_yaml, missing_days
from advice.reading import read
from tests.advice.conftest import DATA
from tests.advice.folder import Folder

HOLIDAYS_OF_2027 = [
    ("2027-01-01", "Nieuwjaarsdag"),
    ("2027-03-26", "Goede Vrijdag"),
    ("2027-03-28", "Eerste Paasdag"),
    ("2027-03-29", "Tweede Paasdag"),
    ("2027-04-27", "Koningsdag"),
    ("2027-05-06", "Hemelvaartsdag"),
    ("2027-05-16", "Eerste Pinksterdag"),
    ("2027-05-17", "Tweede Pinksterdag"),
    ("2027-12-25", "Eerste Kerstdag"),
    ("2027-12-26", "Tweede Kerstdag"),
]

shipped = read(DATA / "sluitingsdagen.yml", tuple[ClosingDay, ...], folder=DATA).value


def test_a_day_is_closed_all_day_unless_it_has_hours(folder: Folder) -> None:
    christmas, _, party = load_content(folder.path).opening.closing_days

    assert christmas == ClosingDay(date(2026, 12, 25), "Eerste Kerstdag", confirmed=True)
    assert party.hours == (("09:00", "12:00"),)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ({"datum": "2026-12-24", "naam": "Kerstavond"}, "de sleutel ‘bevestigd’ ontbreekt"),
        ({"datum": "24 december", "naam": "x", "bevestigd": True}, "regel 13: ‘datum’ klopt niet"),
        (
            {"datum": "2026-12-24", "naam": "x", "bevestigd": True, "uren": [["9", "12"]]},
            "heeft niet de goede vorm",
        ),
        (
            {"datum": "2026-12-24", "naam": "x", "bevestigd": True, "tijden": []},
            "de sleutel ‘tijden’ bestaat niet",
        ),
    ],
)
def test_a_day_that_cannot_be_read_is_told(
    folder: Folder, day: dict[str, object], told: str
) -> None:
    folder.closing_days(day)

    with pytest.raises(ContentError, match=told):
        load_content(folder.path)


def test_a_region_may_close_on_no_day_at_all(folder: Folder) -> None:
    folder.write("sluitingsdagen.yml", "[]\n")

    assert load_content(folder.path).opening.closing_days == ()


@pytest.mark.parametrize("year", ["2027", "2028"])
def test_we_ship_the_public_holidays_of_the_coming_years(year: str) -> None:
    assert missing_days(year, shipped) == ()


def test_what_we_ship_is_for_the_office_to_confirm_and_decides_when_people_are_there(
    real: Content,
) -> None:
    assert real.opening.closing_days == shipped
    assert {closing_day.confirmed for closing_day in shipped} == {False}


def test_the_holidays_of_a_year_are_in_order_named_and_unconfirmed() -> None:
    found = missing_days("2027", ())

    assert [(day.day.isoformat(), day.name) for day in found] == HOLIDAYS_OF_2027
    assert {(day.confirmed, day.hours) for day in found} == {(False, ())}


def test_a_known_date_is_not_missing_whatever_its_name() -> None:
    known = ClosingDay(date(2027, 12, 25), "Kerst", confirmed=True)

    assert [day.name for day in missing_days("2027", [known])] == [
        name for _, name in HOLIDAYS_OF_2027 if name != "Eerste Kerstdag"
    ]


def test_liberation_day_is_a_holiday_in_lustrum_years_only() -> None:
    with_it = [
        year
        for year in range(2026, 2037)
        if date(year, 5, 5) in {found.day for found in missing_days(str(year), ())}
    ]

    assert with_it == [2030, 2035]


@pytest.mark.parametrize("count", [1, 10])
def test_lines_to_paste_are_read_back_as_the_same_days(tmp_path: Path, count: int) -> None:
    days = missing_days("2029", ())[:count]

    lines = as_yaml(days)

    assert len(lines.splitlines()) == count
    assert convert(yaml.safe_load(lines), tuple[ClosingDay, ...]) == days


def test_a_short_day_is_read_back_with_its_hours() -> None:
    hours = (("09:00", "12:00"),)
    short = ClosingDay(date(2027, 12, 24), "Kerstavond", confirmed=True, hours=hours)

    lines = as_yaml([short])

    assert convert(yaml.safe_load(lines), tuple[ClosingDay, ...]) == (short,)


@given(st.one_of(st.text(), st.integers().map(str)).filter(lambda year: len(year) != 4))
def test_a_year_that_has_not_four_digits_is_always_refused(year: str) -> None:
    with pytest.raises(YearUnknown, match="Geef een jaar van 2020 tot en met 2100"):
        missing_days(year, ())


@pytest.mark.parametrize("year", ["2019", "2101", "1999", "20.7"])
def test_a_year_out_of_reach_is_refused(year: str) -> None:
    with pytest.raises(YearUnknown, match=f"‘{year}’ kan hier niet"):
        missing_days(year, ())


@pytest.mark.parametrize("year", ["2020", "2100"])
def test_the_first_and_the_last_year_are_known(year: str) -> None:
    assert len(missing_days(year, ())) >= 10
