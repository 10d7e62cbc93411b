"""A verdict says no more than what is known: unknown excludes nothing, doubt is never likely."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.eligibility.condition import Answered, Condition
from advice.eligibility.fact import DoesNotKnow, Range, Value
from advice.eligibility.verdict import Outcome, verdict
from advice.schemes.scheme import Period, Scheme, Status
from advice.values import Certainty
from tests.advice.eligibility.small import (
    KNOWN,
    NOT_ON_PEAT,
    ON_CLAY,
    OWNER,
    SMALL_STAFF,
    SOME_STAFF,
    TODAY,
    firms,
    scheme,
    schemes,
    values,
)

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"grond": "klei", "eigenaar": "ja"}, Outcome.LIKELY),
        ({"grond": "klei"}, Outcome.POSSIBLE),
        ({}, Outcome.POSSIBLE),
        ({"grond": "klei", "eigenaar": DoesNotKnow()}, Outcome.POSSIBLE),
        ({"grond": "zand", "eigenaar": "ja"}, Outcome.NO_FIT),
        ({"grond": "zand"}, Outcome.NO_FIT),
    ],
)
def test_an_open_scheme_fits_likely_possibly_or_not(
    facts: dict[str, Value], outcome: Outcome
) -> None:
    assert verdict(scheme("bomen", ON_CLAY, OWNER), facts, TODAY).outcome is outcome


@pytest.mark.parametrize("status", [Status.CLOSED, Status.ENDED])
def test_what_is_closed_or_ended_can_not_be_had_now_whatever_fits(status: Status) -> None:
    closed = scheme("bomen", ON_CLAY, status=status)

    assert verdict(closed, {"grond": "klei"}, TODAY).outcome is Outcome.NOT_NOW
    assert verdict(closed, {"grond": "veen"}, TODAY).outcome is Outcome.NOT_NOW


def test_a_round_is_open_on_its_last_day_and_closed_the_day_after() -> None:
    bomen = scheme("bomen", ON_CLAY, period=Period(closes=TODAY))
    facts = {"grond": "klei"}

    assert verdict(bomen, facts, TODAY).outcome is Outcome.LIKELY
    assert verdict(bomen, facts, TODAY + timedelta(days=1)).outcome is Outcome.NOT_NOW


def test_a_scheme_without_a_round_does_not_close_by_itself() -> None:
    bomen = scheme("bomen", ON_CLAY, period=Period(opens=TODAY))

    later = TODAY + timedelta(days=365)

    assert verdict(bomen, {"grond": "klei"}, later).outcome is Outcome.LIKELY


def test_a_scheme_without_conditions_is_never_more_than_possible() -> None:
    assert verdict(scheme("bomen"), {"grond": "klei"}, TODAY).outcome is Outcome.POSSIBLE


def test_a_number_that_is_half_known_leaves_it_possible() -> None:
    bomen = scheme("bomen", SMALL_STAFF)

    judged = verdict(bomen, {"tuinlieden": Range(5, 20)}, TODAY)

    assert judged.outcome is Outcome.POSSIBLE
    assert judged.open_facts == ("tuinlieden",)


def test_every_condition_has_its_reason_in_the_order_of_the_scheme() -> None:
    bomen = scheme("bomen", ON_CLAY, SOME_STAFF, OWNER)

    judged = verdict(bomen, {"grond": "klei", "eigenaar": "nee"}, TODAY)

    assert [(r.condition, r.answered) for r in judged.reasons] == [
        (ON_CLAY, Answered.MET),
        (SOME_STAFF, Answered.OPEN),
        (OWNER, Answered.NOT_MET),
    ]
    assert judged.having(Answered.NOT_MET) == (OWNER,)
    assert judged.open_facts == ("tuinlieden",)


def test_two_conditions_on_one_fact_are_both_judged() -> None:
    bomen = scheme("bomen", SOME_STAFF, SMALL_STAFF)

    assert verdict(bomen, {"tuinlieden": Range(1, 10)}, TODAY).outcome is Outcome.LIKELY
    assert verdict(bomen, {"tuinlieden": Range(11, 12)}, TODAY).outcome is Outcome.NO_FIT


@given(bomen=schemes(), firm=firms(), today=DAYS)
def test_low_certainty_or_one_open_condition_is_never_likely(
    bomen: Scheme, firm: dict[str, Value], today: date
) -> None:
    judged = verdict(bomen, firm, today)

    if judged.outcome is Outcome.LIKELY:
        assert bomen.certainty is not Certainty.LOW
        assert judged.reasons
        assert {reason.answered for reason in judged.reasons} == {Answered.MET}


@given(bomen=schemes(), asked=st.lists(st.sampled_from(sorted(KNOWN))), today=DAYS)
def test_what_nobody_knows_never_excludes(bomen: Scheme, asked: list[str], today: date) -> None:
    facts = {id: DoesNotKnow() for id in asked}

    assert verdict(bomen, facts, today).outcome is not Outcome.NO_FIT


@given(bomen=schemes(), firm=firms(), today=DAYS, data=st.data())
def test_one_more_fact_never_makes_fit_what_was_excluded(
    bomen: Scheme, firm: dict[str, Value], today: date, data: st.DataObject
) -> None:
    before = verdict(bomen, firm, today).outcome
    new = data.draw(st.sampled_from(sorted(KNOWN)))

    after = verdict(bomen, {new: data.draw(values(new)), **firm}, today).outcome

    if before in (Outcome.NO_FIT, Outcome.NOT_NOW, Outcome.LIKELY):
        assert after is before


@given(bomen=schemes(), low=st.integers(0, 30), width=st.integers(0, 30), data=st.data())
def test_a_more_precise_number_never_takes_an_exclusion_back(
    bomen: Scheme, low: int, width: int, data: st.DataObject
) -> None:
    rough = {"tuinlieden": Range(low, low + width)}
    exact = {"tuinlieden": Range.exactly(data.draw(st.integers(low, low + width)))}

    before, after = verdict(bomen, rough, TODAY).outcome, verdict(bomen, exact, TODAY).outcome

    assert after is before or before is Outcome.POSSIBLE


@given(bomen=schemes(), firm=firms(), today=DAYS)
def test_what_can_not_be_applied_for_is_never_hopeful(
    bomen: Scheme, firm: dict[str, Value], today: date
) -> None:
    closes = bomen.period.closes if bomen.period else None
    has_passed = bomen.status is Status.OPEN and closes is not None and closes < today

    judged = verdict(bomen, firm, today)

    if has_passed or bomen.status in (Status.CLOSED, Status.ENDED):
        assert judged.outcome is Outcome.NOT_NOW
    else:
        assert judged.outcome is not Outcome.NOT_NOW


def test_of_a_firm_we_know_nothing_about_no_scheme_we_ship_is_excluded(real: Content) -> None:
    for shipped in real.schemes:
        outcome = verdict(shipped, {}, TODAY).outcome
        assert outcome in (Outcome.POSSIBLE, Outcome.NOT_NOW), shipped.id


@pytest.mark.parametrize("condition", [NOT_ON_PEAT, ON_CLAY])
def test_an_answer_the_condition_does_not_name_is_judged_too(condition: Condition) -> None:
    judged = verdict(scheme("bomen", condition), {"grond": "zand"}, TODAY)

    is_allowed = condition is NOT_ON_PEAT
    assert judged.outcome is (Outcome.LIKELY if is_allowed else Outcome.NO_FIT)
