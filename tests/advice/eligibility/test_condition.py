"""A condition is decided by what is known only, and says in Dutch exactly what it decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.eligibility.condition import Answered, Condition, dutch_number
from advice.eligibility.fact import DoesNotKnow, Range, Value
from tests.advice.eligibility.small import KNOWN, firms, ranges, values
from tests.advice.eligibility.small import conditions as any_condition

MET, NOT_MET, OPEN = Answered.MET, Answered.NOT_MET, Answered.OPEN


@pytest.mark.parametrize(
    ("condition", "known", "answered"),
    [
        (Condition("grond", one_of=("klei", "zand")), "zand", MET),
        (Condition("grond", one_of=("klei", "zand")), "veen", NOT_MET),
        (Condition("grond", none_of=("veen",)), "klei", MET),
        (Condition("grond", none_of=("veen",)), "veen", NOT_MET),
        (Condition("grond", one_of=("klei",)), DoesNotKnow(), OPEN),
        (Condition("grond", none_of=("klei",)), DoesNotKnow(), OPEN),
    ],
)
def test_a_choice_is_allowed_or_not(
    condition: Condition, known: str | DoesNotKnow, answered: Answered
) -> None:
    assert condition.answered({"grond": known}) is answered


@pytest.mark.parametrize(
    ("known", "answered"),
    [
        (Range.exactly(4), NOT_MET),
        (Range.exactly(5), MET),
        (Range.exactly(10), MET),
        (Range.exactly(11), NOT_MET),
        (Range(5, 10), MET),
        (Range(0, 4), NOT_MET),
        (Range(11, 20), NOT_MET),
        (Range(11, None), NOT_MET),
        (Range(0, 5), OPEN),
        (Range(10, 11), OPEN),
        (Range(0, 20), OPEN),
        (Range(5, None), OPEN),
        (DoesNotKnow(), OPEN),
    ],
)
def test_a_range_that_lies_on_a_bound_leaves_the_condition_open(
    known: Range | DoesNotKnow, answered: Answered
) -> None:
    condition = Condition("tuinlieden", at_least=5, at_most=10)

    assert condition.answered({"tuinlieden": known}) is answered


def test_without_an_upper_bound_no_number_is_too_high() -> None:
    assert Condition("tuinlieden", at_least=5).answered({"tuinlieden": Range(5, None)}) is MET


def test_without_a_lower_bound_nothing_is_too_low() -> None:
    assert Condition("tuinlieden", at_most=5).answered({"tuinlieden": Range(0, 5)}) is MET


def test_a_fact_about_which_nothing_is_known_leaves_its_condition_open() -> None:
    assert Condition("grond", one_of=("klei",)).answered({"eigenaar": "ja"}) is OPEN


@pytest.mark.parametrize("known", [Range.exactly(5), DoesNotKnow()])
def test_a_value_of_another_kind_decides_nothing(known: Range | DoesNotKnow) -> None:
    assert Condition("grond", one_of=("klei",)).answered({"grond": known}) is OPEN
    assert Condition("tuinlieden", at_least=5).answered({"tuinlieden": "klei"}) is OPEN


@pytest.mark.parametrize(
    "kinds",
    [
        {},
        {"one_of": ("klei",), "none_of": ("veen",)},
        {"one_of": ("klei",), "at_least": 1},
        {"none_of": ("klei",), "at_most": 0},
    ],
)
def test_a_condition_is_of_exactly_one_kind(kinds: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="condition_kind"):
        Condition("grond", **kinds)  # type: ignore[arg-type]


BOUNDS = st.tuples(st.none() | st.integers(0, 30), st.none() | st.integers(0, 30)).filter(
    lambda bounds: bounds != (None, None)
)


@given(known=ranges(), bounds=BOUNDS, number=st.integers(0, 60))
def test_a_number_that_may_be_true_never_contradicts_what_was_decided(
    known: Range, bounds: tuple[int | None, int | None], number: int
) -> None:
    low, high = bounds
    condition = Condition("tuinlieden", at_least=low, at_most=high)
    is_possible = known.low <= number and (known.high is None or number <= known.high)
    is_inside = (low is None or low <= number) and (high is None or number <= high)

    answered = condition.answered({"tuinlieden": known})

    if is_possible and not is_inside:
        assert answered is not MET
    if is_possible and is_inside:
        assert answered is not NOT_MET


@given(condition=any_condition(), firm=firms(), data=st.data())
def test_what_was_decided_stays_so_whatever_else_is_learned(
    condition: Condition, firm: dict[str, Value], data: st.DataObject
) -> None:
    before = condition.answered(firm)
    new = data.draw(st.sampled_from(sorted(KNOWN)))

    after = condition.answered({new: data.draw(values(new)), **firm})

    if before is not OPEN:
        assert after is before


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition("grond", one_of=("klei",)), "uw grond is Klei"),
        (Condition("grond", one_of=("klei", "zand")), "uw grond is Klei of zandgrond"),
        (
            Condition("grond", one_of=("klei", "zand", "veen")),
            "uw grond is Klei, zandgrond of Veen",
        ),
        (Condition("grond", none_of=("zand",)), "uw grond is niet zandgrond"),
        (Condition("tuinlieden", at_least=1), "u hebt minstens 1 tuinlieden"),
        (Condition("tuinlieden", at_least=0), "u hebt minstens 0 tuinlieden"),
        (
            Condition("tuinlieden", at_least=5, at_most=12_500),
            "u hebt minstens 5 tuinlieden en u hebt hoogstens 12.500 tuinlieden",
        ),
        (Condition("eigenaar", one_of=("nee",)), "u bent geen eigenaar van de grond"),
    ],
)
def test_the_sentence_says_the_rule(condition: Condition, said: str) -> None:
    assert condition.sentence(KNOWN) == said


@given(any_condition())
def test_every_choice_and_number_of_a_rule_stands_in_its_sentence(condition: Condition) -> None:
    said = condition.sentence(KNOWN)

    for id in condition.choices:
        assert str(KNOWN[condition.fact].choice(id)) in said
    for number in (condition.at_least, condition.at_most):
        assert number is None or dutch_number(number) in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (999, "999"), (1_225, "1.225"), (1_000_000, "1.000.000")]
)
def test_numbers_have_points_as_people_write_them_here(number: int, said: str) -> None:
    assert dutch_number(number) == said


def test_every_condition_we_ship_can_be_said(real: Content) -> None:
    for scheme in real.schemes:
        for condition in scheme.conditions:
            said = condition.sentence(real.facts)
            assert said, (scheme.id, condition)
            assert "{" not in said
            assert not said.endswith(".")
            assert said[0].islower()
