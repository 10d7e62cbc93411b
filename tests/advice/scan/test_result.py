"""What comes out: levels, what matters most, who helps and what may fit."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.eligibility.fact import DoesNotKnow, Facts, Range
from advice.eligibility.verdict import Outcome
from advice.scan.definition import Level, Scan
from advice.scan.result import Assessor, ScanResult, level_of
from tests.advice.small_scan import SCAN

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def assess(real: Content) -> Assessor:
    return Assessor(real.schemes, real.partners)


def test_a_theme_stands_as_well_as_its_answers_on_average() -> None:
    scan = msgspec.convert(SCAN, Scan)
    facts: Facts = {"personeel_aantal": Range(1, 1), "scan_mensen": "goed", "scan_leren": "slecht"}

    standings = _small(scan, facts)

    assert standings["mensen"] is Level.BEGUN
    assert standings["geld"] is None


def test_who_does_not_know_has_nothing_in_order_yet() -> None:
    scan = msgspec.convert(SCAN, Scan)

    assert _small(scan, {"scan_geld": DoesNotKnow()})["geld"] is Level.NOTHING


def test_who_does_not_know_is_not_told_to_have_worries(real: Content, assess: Assessor) -> None:
    facts = {question.key: DoesNotKnow() for question in real.scan.own_questions}

    result = assess.result(real.scan, facts, TODAY)

    assert {standing.why for standing in result.standings} == {real.scan.not_known}


def test_money_comes_first_among_what_stands_equally_bad(real: Content, assess: Assessor) -> None:
    result = assess.result(real.scan, _all(real, worst=True), TODAY)

    assert [point.standing.theme.id for point in result.points][:2] == ["geld", "uzelf"]


def test_who_has_money_worries_is_sent_to_a_person_who_helps_with_that(
    real: Content, assess: Assessor
) -> None:
    result = assess.result(real.scan, _all(real, worst=True), TODAY)

    assert result.points[0].partners[0].id == "zelfstandigen-loket-flevoland"


@given(data=st.data())
def test_every_outcome_names_an_organisation_and_at_most_three_points(
    real: Content, assess: Assessor, data: st.DataObject
) -> None:
    facts: dict[str, object] = {
        question.key: data.draw(st.sampled_from([answer.id for answer in question.answers]))
        for question in real.scan.own_questions
        if data.draw(st.booleans())
    }
    facts["gemeente"] = data.draw(st.sampled_from(["urk", "almere", DoesNotKnow()]))

    result: ScanResult = assess.result(real.scan, facts, TODAY)  # type: ignore[arg-type]

    assert 1 <= len(result.points) <= 3
    assert all(point.partners for point in result.points)
    assert all(1 <= len(point.actions) <= 2 for point in result.points)
    assert {judged.outcome for judged in result.schemes} <= {Outcome.LIKELY, Outcome.POSSIBLE}


def test_a_desk_of_another_municipality_is_not_named(real: Content, assess: Assessor) -> None:
    for place in ("urk", "lelystad"):
        result = assess.result(real.scan, {**_all(real, worst=True), "gemeente": place}, TODAY)
        for partner in (partner for point in result.points for partner in point.partners):
            assert not partner.municipalities or place in partner.municipalities


def _small(scan: Scan, facts: Facts) -> dict[str, Level | None]:
    return {theme.id: level_of(scan, theme, facts) for theme in scan.themes}


def _all(real: Content, *, worst: bool) -> Facts:
    pick = min if worst else max
    return {
        question.key: pick(question.answers, key=lambda answer: answer.score).id
        for question in real.scan.own_questions
    }
