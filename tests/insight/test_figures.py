"""Ten businesses are a number, rounded down; fewer are nothing at all."""

import pytest
from hypothesis import given

from advice.content import Content, load_content
from conversations.scans import CountedScan
from insight.figures import Row, figures
from insight.groups import Division
from insight.quarter import Quarter
from insight.subjects import Kind
from tests.advice.folder import Folder
from tests.insight.counted import DURING, QUARTER, between, businesses, said, scan, scans
from tests.insight.strategies import crowds

FLEVOLAND = (Division.REGION, "FL")


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, []), (1, []), (9, []), (10, [10]), (19, [10]), (20, [20]), (1234, [1230])],
)
def test_a_number_is_in_tens_and_below_ten_there_is_none(
    real: Content, count: int, shown: list[int]
) -> None:
    rows = figures(QUARTER, scans(count), real)

    assert [row.count for row in rows] == shown


def test_a_row_says_of_which_quarter_group_and_subject_it_is(real: Content) -> None:
    rows = figures(QUARTER, scans(12, {"gemeente": "urk", "scan_plan": "in_hoofd"}), real)

    urk = [row for row in rows if row.division is Division.MUNICIPALITY]
    assert urk == [
        Row("2026KW04", Division.MUNICIPALITY, "GM0184", Kind.BUSINESSES, "", "", 0, 10),
        Row(
            "2026KW04",
            Division.MUNICIPALITY,
            "GM0184",
            Kind.QUESTION,
            "scan_plan",
            "in_hoofd",
            1,
            10,
        ),
    ]


def test_a_business_counts_once_with_its_newest_scan(real: Content) -> None:
    newer = scans(10, levels={"geld": 3})
    older = scans(10, levels={"geld": 0}, at=DURING.replace(day=1))

    for order in (older + newer, newer + older):
        rows = figures(QUARTER, order, real)

        assert businesses(rows) == {FLEVOLAND: 10}
        assert said(rows) == {("geld", "3", 1): 10}


@pytest.mark.parametrize(
    ("staff", "size"),
    [
        ("0", "0"),
        ("4", "2-10"),
        ("3-4", "2-10"),
        ("2-10", "2-10"),
        ("250-", "250-"),
        ("900", "250-"),
    ],
)
def test_a_number_of_people_falls_in_a_size(real: Content, staff: str, size: str) -> None:
    rows = figures(QUARTER, scans(10, {"personeel_aantal": staff}), real)

    assert businesses(rows) == {FLEVOLAND: 10, (Division.SIZE, size): 10}


@pytest.mark.parametrize("staff", ["1-2", "11-", "weet_niet", "veel"])
def test_a_size_that_is_not_known_is_no_group(real: Content, staff: str) -> None:
    rows = figures(QUARTER, scans(10, {"personeel_aantal": staff}), real)

    assert businesses(rows) == {FLEVOLAND: 10}


def test_a_place_that_is_not_known_counts_for_the_region_only(real: Content) -> None:
    rows = figures(QUARTER, [*scans(5), *scans(5, {"gemeente": "weet_niet"}, first=6)], real)

    assert businesses(rows) == {FLEVOLAND: 10}


def test_a_business_outside_the_region_counts_nowhere(real: Content) -> None:
    away = scans(50, {"gemeente": "anders", "personeel_aantal": "0", "scan_plan": "in_hoofd"})

    assert figures(QUARTER, away, real) == []


def test_a_municipality_without_a_code_counts_for_the_region_only(folder: Folder) -> None:
    content = load_content(folder.path)

    rows = figures(QUARTER, scans(10, {"gemeente": "urk"}), content)

    assert businesses(rows) == {FLEVOLAND: 10}


def test_not_knowing_is_an_answer_and_leaving_open_is_none(real: Content) -> None:
    rows = figures(QUARTER, [*scans(10, {"scan_plan": "weet_niet"}), *scans(10, first=11)], real)

    assert said(rows) == {("scan_plan", "weet_niet", 1): 10}


def test_who_does_not_know_can_not_be_told_from_who_stands_worst(real: Content) -> None:
    worst = scans(15, {"scan_plan": "dag_tot_dag"}, levels={"plannen": 0})
    unknown = scans(7, {"scan_plan": "weet_niet"}, levels={"plannen": 0}, first=16)

    rows = figures(QUARTER, [*worst, *unknown], real)

    assert said(rows) == {("plannen", "0", 1): 10, ("scan_plan", "dag_tot_dag", 1): 10}


def test_an_answer_about_staff_does_not_count_for_who_has_none_any_more(real: Content) -> None:
    rows = figures(QUARTER, scans(10, {"personeel_aantal": "0", "scan_leren": "af_en_toe"}), real)

    assert said(rows) == {}


def test_what_the_version_of_the_scan_does_not_know_is_never_shown(real: Content) -> None:
    odd = {"scan_plan": "Bakkerij Voorbeeld", "eigen_woorden": "ja", "rechtsvorm": "bv"}

    rows = figures(QUARTER, scans(30, odd, levels={"dromen": 2, "geld": 7}), real)

    assert said(rows) == {}
    assert businesses(rows) == {FLEVOLAND: 30}


def test_answers_are_counted_by_version_and_businesses_over_all(folder: Folder) -> None:
    folder.scan(version=2)
    content = load_content(folder.path)
    first = scans(10, {"scan_geld": "goed"})
    second = scans(20, {"scan_geld": "goed"}, version=2, first=11)
    unknown = scans(10, {"scan_geld": "goed"}, version=3, first=31)

    rows = figures(QUARTER, first + second + unknown, content)

    assert businesses(rows) == {FLEVOLAND: 40}
    assert said(rows) == {("scan_geld", "goed", 1): 10, ("scan_geld", "goed", 2): 20}


@pytest.mark.parametrize("few", range(10))
def test_a_few_who_answered_look_the_same_as_nobody(real: Content, few: int) -> None:
    crowd = [
        *scans(few, {"gemeente": "urk", "scan_plan": "dag_tot_dag"}),
        *scans(30 - few, first=few + 1),
    ]

    assert figures(QUARTER, crowd, real) == figures(QUARTER, scans(30), real)


def test_one_business_in_a_small_place_can_not_be_found_by_subtracting(real: Content) -> None:
    urk = scans(19, {"gemeente": "urk", "scan_plan": "in_hoofd"})
    one_in_zeewolde = scan(99, {"gemeente": "zeewolde", "scan_plan": "dag_tot_dag"})

    without = figures(QUARTER, urk, real)
    rows = figures(QUARTER, [*urk, one_in_zeewolde], real)

    assert businesses(without) == {FLEVOLAND: 10, (Division.MUNICIPALITY, "GM0184"): 10}
    assert businesses(rows) == {FLEVOLAND: 20, (Division.MUNICIPALITY, "GM0184"): 10}
    assert set(between(rows)) <= {0, 10, 20}


@given(crowd=crowds())
def test_no_number_and_no_difference_is_about_fewer_than_ten(
    real: Content, crowd: list[CountedScan]
) -> None:
    rows = figures(Quarter.of(DURING), crowd, real)

    assert all(row.count >= 10 and row.count % 10 == 0 for row in rows)
    assert all(difference % 10 == 0 for difference in between(rows))


@given(crowd=crowds())
def test_a_number_never_says_more_than_there_are(real: Content, crowd: list[CountedScan]) -> None:
    rows = figures(QUARTER, crowd, real)

    everyone = len({scan.business for scan in crowd})
    assert all(row.count <= everyone for row in rows)
    assert rows == sorted(set(rows))
