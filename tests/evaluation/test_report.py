"""The report says what was measured, and what was not."""

from datetime import date
from xml.etree import ElementTree

from evaluation import plots, show
from evaluation.measured import (
    Bin,
    Calibration,
    Diet,
    EngineGrown,
    Growth,
    Intents,
    OfIntent,
    OnSplit,
    Point,
    Product,
    Ranked,
    SearchGrown,
    Speed,
)
from evaluation.report import Measurements, report
from evaluation.scoring import Outcome, Scored

DAY = date(2026, 11, 24)
BINS = (Bin(10, 0.35, 0.3), Bin(90, 0.95, 0.92))
POINTS = (Point(0.5, 1_000, 0.7, 0.6), Point(1.0, 2_000, 0.8, 0.75))


def _ranked() -> Ranked:
    intents = {
        "kind": OfIntent(50, 0.9, 0.8, 0.85, (("other", 3),)),
        "other": OfIntent(50, 1.0, 1.0, 1.0),
    }
    calibration = Calibration(0.03, BINS)
    return Ranked(100, 0.8, 0.75, 0.9, 0.05, 0.1, 10, 0.2, calibration, intents)


def _scored(outcome: Outcome) -> Scored:
    right = outcome is Outcome.RIGHT
    return Scored(
        "namen", "hoeveel is dat", ("faq/kosten",), ("other",), outcome, right, False, True, False
    )


def _everything(diet: Diet | None) -> Measurements:
    return Measurements(
        day=DAY,
        machine="2 cores, 24 GB",
        schemes=95,
        product=Product((_scored(Outcome.RIGHT), _scored(Outcome.WRONG)), 1.0),
        intents=Intents(_ranked(), POINTS, 20.0),
        diet=diet,
        speed=Speed(60.0, 13.0, 15.0),
        growth=Growth(
            DAY,
            (SearchGrown(1, 95, 0.3, 8.0), SearchGrown(10, 950, 3.9, 80.0)),
            (EngineGrown(1, 2_000, 400, 20.0, 0.7),),
        ),
    )


def test_each_goal_stands_beside_what_was_measured() -> None:
    text = report(_everything(None))

    assert "| right at the first answer | 50.0% | ≥ 90% | **not met** |" in text
    assert "| out of scope, yet answered | 0.0% | ≤ 3% | met |" in text
    assert "| training on everything | 60.0 s | ≤ 90 s | met |" in text
    assert "| parsing a sentence, p50 | 13.0 ms | ≤ 12 ms | **not met** |" in text
    assert "| search in 950 schemes, p50 | 3.9 ms | ≤ 3 ms | **not met** |" in text


def test_groups_and_confusions_are_listed() -> None:
    text = report(_everything(None))

    assert "| namen | 2 | 50.0% | 50.0% | 50.0% | 0.0% | 0.0% of 2 |" in text
    assert "| `kind` | 50 | 85.0% | 80.0% | 90.0% | `other` (3) |" in text


def test_the_default_pipeline_stands_beside_ours() -> None:
    text = report(_everything(Diet(DAY, OnSplit(_ranked(), 21.0), OnSplit(_ranked(), 1_200.0))))

    assert "| accuracy | 80.0% | 80.0% | 80.0% |" in text
    assert "| training | 20 s | 21 s | 1,200 s |" in text
    assert "was measured on 24 November 2026" in text


def test_what_was_not_measured_is_said() -> None:
    text = report(Measurements(day=DAY, machine="a machine", schemes=95))

    assert text.count("Not measured.") == 3


def test_a_missing_default_pipeline_is_said() -> None:
    assert "Rasa's default pipeline was not measured." in report(_everything(None))


def test_plots_are_svg_with_a_dot_for_each_bin_and_point() -> None:
    for plot, dots in ((plots.calibration(BINS), 2), (plots.learning_curve(POINTS), 4)):
        shapes = [shape.tag for shape in ElementTree.fromstring(plot).iter()]

        assert sum(tag.endswith("circle") for tag in shapes) == dots


def test_misses_are_shown_with_what_was_expected_and_given() -> None:
    shown = list(show.misses([_scored(Outcome.RIGHT), _scored(Outcome.WRONG)]))

    assert shown[0] == "[namen] WRONG: hoeveel is dat"
    assert [line.split() for line in shown[1:]] == [["expected", "faq/kosten"], ["got", "other"]]


def test_the_table_has_a_line_for_each_group_and_one_for_all() -> None:
    assert [line.split()[0] for line in show.table([_scored(Outcome.RIGHT)])] == [
        *("group", "namen", "all", "not")
    ]
