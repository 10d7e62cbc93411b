"""What may fit: only what can be applied for, within the aim, the surest first."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.eligibility.fact import DoesNotKnow, Value
from advice.eligibility.matches import matches
from advice.eligibility.verdict import Outcome
from advice.schemes.certainty import is_available
from advice.schemes.scheme import Period, Scheme, Status
from advice.values import Certainty
from tests.advice.eligibility.small import (
    ON_CLAY,
    OWNER,
    SOME_STAFF,
    TODAY,
    firms,
    scheme,
    schemes,
)


def ids(schemes: list[Scheme], facts: dict[str, Value]) -> list[str]:
    return [judged.scheme.id for judged in matches(schemes, facts, TODAY)]


def test_what_is_closed_ended_or_excluded_is_left_out() -> None:
    all_of_them = [
        scheme("open"),
        scheme("dicht", status=Status.CLOSED),
        scheme("gestopt", status=Status.ENDED),
        scheme("voorbij", period=Period(closes=TODAY - timedelta(days=1))),
        scheme("klei", ON_CLAY),
    ]

    assert ids(all_of_them, {"grond": "zand"}) == ["open"]


def test_likely_stands_before_possible_and_more_met_conditions_before_fewer() -> None:
    all_of_them = [
        scheme("niets-bekend"),
        scheme("een-van-twee", ON_CLAY, OWNER),
        scheme("een-van-drie", ON_CLAY, OWNER, SOME_STAFF),
        scheme("past", ON_CLAY),
    ]

    assert ids(all_of_them, {"grond": "klei"}) == [
        "past",
        "een-van-twee",
        "een-van-drie",
        "niets-bekend",
    ]


def test_what_we_doubt_ourselves_stands_behind_its_equal() -> None:
    all_of_them = [scheme("a", certainty=Certainty.LOW), scheme("b")]

    assert ids(all_of_them, {}) == ["b", "a"]


@pytest.mark.parametrize(
    ("aim", "found"),
    [
        ("groen", ["bomen"]),
        ("droge-voeten", ["sloten"]),
        ("alles", ["bomen", "sloten"]),
        (DoesNotKnow(), ["bomen", "sloten"]),
        (None, ["bomen", "sloten"]),
    ],
)
def test_the_aim_leaves_out_other_subjects_and_no_aim_leaves_out_nothing(
    aim: Value | None, found: list[str]
) -> None:
    all_of_them = [scheme("bomen"), scheme("sloten", themes=("water", "droge voeten"))]

    assert ids(all_of_them, {"doel": aim} if aim is not None else {}) == found


def test_an_order_that_nothing_decides_is_still_the_same_every_time() -> None:
    all_of_them = [scheme("b"), scheme("a")]

    assert ids(all_of_them, {}) == ids(all_of_them[::-1], {}) == ["a", "b"]


@given(st.lists(schemes(), max_size=5), firms())
def test_nothing_closed_or_excluded_is_ever_in_the_list_and_likely_comes_first(
    all_of_them: list[Scheme], firm: dict[str, Value]
) -> None:
    found = matches(all_of_them, firm, TODAY)

    outcomes = [judged.outcome for judged in found]
    assert set(outcomes) <= {Outcome.LIKELY, Outcome.POSSIBLE}
    assert outcomes == sorted(outcomes, key=lambda outcome: outcome is Outcome.POSSIBLE)
    assert all(is_available(judged.scheme, TODAY) for judged in found)


def test_every_aim_that_can_be_chosen_leads_to_a_scheme_that_is_open(real: Content) -> None:
    for choice in real.facts["doel"].choices:
        assert matches(real.schemes, {"doel": choice.id}, TODAY), choice.id
