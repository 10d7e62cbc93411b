"""Facts survive being kept, and are told back as people say them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.eligibility.check import restored, stored, told
from advice.eligibility.fact import DoesNotKnow, FactId, Range, Value, spelled, value_of
from tests.advice.eligibility.small import KNOWN, firms, values


@given(firms())
def test_facts_are_the_same_after_they_were_kept(firm: dict[FactId, Value]) -> None:
    assert restored(stored(firm), KNOWN) == firm


def test_what_is_no_fact_any_more_is_forgotten() -> None:
    kept = {"grond": "rots", "vijver": "ja", "eigenaar": "ja", "tuinlieden": "veel"}

    assert restored(kept, KNOWN) == {"eigenaar": "ja"}


@given(st.sampled_from(sorted(KNOWN)).flatmap(lambda id: st.tuples(st.just(id), values(id))))
def test_every_value_survives_being_written(of: tuple[FactId, Value]) -> None:
    id, value = of

    assert value_of(KNOWN[id], spelled(value)) == value


@pytest.mark.parametrize("word", ["", "-", "5-x", "-5", "1e9", "klei", "9" * 13, "10-2"])
def test_a_word_that_is_no_number_is_no_value_of_one(word: str) -> None:
    assert value_of(KNOWN["tuinlieden"], word) is None


@pytest.mark.parametrize(
    ("id", "value", "said"),
    [
        ("grond", "zand", "grond: Zand"),
        ("eigenaar", "nee", "eigenaar: Nee"),
        ("tuinlieden", Range(1, 10), "tuinlieden: 1 tot en met 10"),
        ("tuinlieden", Range.exactly(4), "tuinlieden: 4 tuinlieden"),
        ("tuinlieden", Range(3, 4), "tuinlieden: 3 tot en met 4 tuinlieden"),
        ("tuinlieden", Range(11), "tuinlieden: Meer dan 10"),
    ],
)
def test_a_fact_is_told_back_in_words(id: FactId, value: Value, said: str) -> None:
    assert told(KNOWN[id], value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Range.exactly(12_500), "tuinlieden: 12.500 tuinlieden"),
        (Range(1_000, 2_000), "tuinlieden: 1.000 tot en met 2.000 tuinlieden"),
    ],
)
def test_a_number_is_told_back_with_points(value: Value, said: str) -> None:
    assert told(KNOWN["tuinlieden"], value) == said


@pytest.mark.parametrize("id", ["grond", "tuinlieden", "eigenaar"])
def test_that_someone_does_not_know_is_told_back_in_words_too(id: FactId) -> None:
    assert "_" not in told(KNOWN[id], DoesNotKnow())


def test_a_range_without_an_end_is_told_back_as_a_whole_sentence() -> None:
    said = told(KNOWN["tuinlieden"], Range(20))

    assert "20" in said
    assert not re.search(r"tot en met (?!\d)", said)
