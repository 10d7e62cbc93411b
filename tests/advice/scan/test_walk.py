"""The way through a scan: what comes next, how far it is, and what makes sense to ask."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.eligibility.fact import DoesNotKnow, Range
from advice.scan.definition import Scan
from advice.scan.walk import (
    Progress,
    Walk,
    applicable,
    next_question,
    progress,
    question_before,
)
from tests.advice.small_scan import SCAN

KEYS = [question.get("feit") or question["id"] for question in SCAN["vragen"]]
ANSWERS = st.dictionaries(
    st.sampled_from(KEYS), st.sampled_from(["goed", "slecht", DoesNotKnow(), Range(0, 0)])
)


@pytest.fixture(scope="module")
def scan() -> Scan:
    return msgspec.convert(SCAN, Scan)


def test_it_begins_with_the_first_question(scan: Scan) -> None:
    question = next_question(scan, Walk(version=1), {})

    assert question is not None
    assert question.key == "gemeente"
    assert progress(scan, Walk(version=1), {}) == Progress(1, 6, 3)
    assert question_before(scan, Walk(version=1), {}, "gemeente") is None


def test_who_has_no_staff_is_not_asked_about_it_and_who_may_have_is(scan: Scan) -> None:
    without = applicable(scan, {"personeel_aantal": Range(0, 0)})
    unknown = applicable(scan, {"personeel_aantal": DoesNotKnow()})

    assert "scan_leren" not in [question.key for question in without]
    assert "scan_leren" in [question.key for question in unknown]


def test_a_question_that_is_opened_again_comes_next_whether_answered_or_skipped(scan: Scan) -> None:
    walk = Walk(version=1).skipping("gemeente").skipping("personeel_aantal")

    question = next_question(scan, walk.reopening("gemeente"), {})

    assert question is not None
    assert question.key == "gemeente"


@given(facts=ANSWERS, skipped=st.lists(st.sampled_from(KEYS), unique=True))
def test_nothing_is_asked_twice_and_everything_ends(
    scan: Scan, facts: dict[str, object], skipped: list[str]
) -> None:
    walk, known, asked = Walk(version=1, skipped=tuple(skipped)), dict(facts), []
    while question := next_question(scan, walk, known):  # type: ignore[arg-type]
        asked.append(question.key)
        how_far = progress(scan, walk, known)  # type: ignore[arg-type]
        assert 1 <= how_far.number <= how_far.total
        walk = walk.skipping(question.key)

    assert len(asked) == len(set(asked))
    assert not set(asked) & {*facts, *skipped}
