"""A check asks little: at most six questions, none twice, none whose answer is known."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.eligibility.check import (
    Ask,
    Check,
    Checker,
    Judged,
    Matched,
    Step,
)
from advice.eligibility.condition import Answered
from advice.eligibility.fact import (
    DOES_NOT_KNOW,
    DoesNotKnow,
    FactId,
    Range,
    Value,
    value_of,
)
from advice.eligibility.questions import MOST_QUESTIONS
from advice.eligibility.verdict import Outcome
from advice.schemes.catalogue import Catalogue
from advice.schemes.scheme import Scheme, Status
from tests.advice.eligibility.small import (
    KNOWN,
    ON_CLAY,
    OWNER,
    SMALL_STAFF,
    SOME_STAFF,
    TODAY,
    scheme,
)

type Facts = dict[FactId, Value]
type Choose = Callable[[Ask], Value]


def checker(*schemes: Scheme) -> Checker:
    return Checker(Catalogue(schemes), KNOWN)


def walk(checker: Checker, check: Check, facts: Facts, choose: Choose) -> tuple[list[Ask], Step]:
    """Answer every question by `choose`; return what was asked, and the outcome."""
    facts, asked = dict(facts), []
    step = checker.step(check, facts, TODAY)
    while isinstance(step, Ask):
        asked.append(step)
        assert len(asked) <= MOST_QUESTIONS
        facts[step.fact.id] = choose(step)
        check = check.after_asking()
        step = checker.step(check, facts, TODAY)
    return asked, step


def asked_ids(asked: list[Ask]) -> list[FactId]:
    return [step.fact.id for step in asked]


def does_not_know(_: Ask) -> Value:
    return DoesNotKnow()


def test_of_one_scheme_its_own_order_counts() -> None:
    check = Check("bomen")

    asked, _ = walk(checker(scheme("bomen", OWNER, SOME_STAFF, ON_CLAY)), check, {}, does_not_know)

    assert asked_ids(asked) == ["eigenaar", "tuinlieden", "grond"]


def test_the_check_ends_at_the_first_condition_that_is_not_met() -> None:
    asked, outcome = walk(
        checker(scheme("bomen", OWNER, ON_CLAY)), Check("bomen"), {}, lambda _: "nee"
    )

    assert asked_ids(asked) == ["eigenaar"]
    assert isinstance(outcome, Judged)
    assert outcome.verdict.outcome is Outcome.NO_FIT


def test_what_is_known_is_used_and_not_asked() -> None:
    facts: Facts = {"eigenaar": "ja", "grond": "klei"}

    step = checker(scheme("bomen", OWNER, ON_CLAY)).step(Check("bomen"), facts, TODAY)

    assert isinstance(step, Judged)
    assert step.verdict.outcome is Outcome.LIKELY


def test_a_range_that_decides_nothing_was_an_answer_too() -> None:
    facts: Facts = {"tuinlieden": Range(5, 20)}

    step = checker(scheme("bomen", SMALL_STAFF)).step(Check("bomen"), facts, TODAY)

    assert isinstance(step, Judged)
    assert step.verdict.outcome is Outcome.POSSIBLE


def test_two_conditions_on_one_fact_take_one_question() -> None:
    asked, outcome = walk(
        checker(scheme("bomen", SOME_STAFF, SMALL_STAFF)),
        Check("bomen"),
        {},
        lambda _: Range(1, 10),
    )

    assert asked_ids(asked) == ["tuinlieden"]
    assert isinstance(outcome, Judged)
    assert outcome.verdict.outcome is Outcome.LIKELY


def test_nothing_is_asked_about_what_has_ended() -> None:
    ended = scheme("bomen", OWNER, status=Status.ENDED)

    step = checker(ended).step(Check("bomen"), {}, TODAY)

    assert isinstance(step, Judged)
    assert step.verdict.outcome is Outcome.NOT_NOW


def test_what_is_closed_may_come_back_so_it_is_checked_with_a_word_of_warning() -> None:
    closed = checker(scheme("bomen", OWNER, ON_CLAY, status=Status.CLOSED))

    asked, outcome = walk(closed, Check("bomen"), {}, does_not_know)

    assert asked_ids(asked) == ["eigenaar", "grond"]
    assert all(step.is_closed for step in asked)
    assert isinstance(outcome, Judged)
    assert outcome.verdict.outcome is Outcome.NOT_NOW


def test_what_is_closed_is_not_asked_about_when_it_can_not_fit() -> None:
    closed = checker(scheme("bomen", OWNER, ON_CLAY, status=Status.CLOSED))

    asked, _ = walk(closed, Check("bomen"), {}, lambda _: "nee")

    assert asked_ids(asked) == ["eigenaar"]


def test_nothing_is_asked_about_a_scheme_without_conditions() -> None:
    step = checker(scheme("bomen")).step(Check("bomen"), {}, TODAY)

    assert isinstance(step, Judged)
    assert step.verdict.outcome is Outcome.POSSIBLE


def test_who_does_not_know_gets_possibly_with_everything_still_open() -> None:
    _, outcome = walk(checker(scheme("bomen", OWNER, ON_CLAY)), Check("bomen"), {}, does_not_know)

    assert isinstance(outcome, Judged)
    assert outcome.verdict.outcome is Outcome.POSSIBLE
    assert outcome.verdict.open_facts == ("eigenaar", "grond")


def test_the_outcome_can_be_asked_for_at_any_time() -> None:
    bomen = checker(scheme("bomen", OWNER, ON_CLAY))

    assert isinstance(bomen.outcome(Check("bomen", asked=1), {}, TODAY), Judged)
    assert isinstance(bomen.outcome(Check(), {}, TODAY), Matched)


def test_without_a_scheme_the_aim_is_asked_first_and_then_what_most_schemes_need() -> None:
    some = checker(scheme("a", ON_CLAY, OWNER), scheme("b", OWNER), scheme("c", OWNER, SOME_STAFF))

    asked, _ = walk(some, Check(), {}, does_not_know)

    assert asked_ids(asked) == ["doel", "eigenaar", "grond", "tuinlieden"]


def test_what_only_excluded_schemes_need_is_not_asked() -> None:
    some = checker(scheme("a", ON_CLAY, SOME_STAFF), scheme("b", OWNER))

    asked, outcome = walk(some, Check(), {"doel": "alles", "grond": "veen"}, does_not_know)

    assert asked_ids(asked) == ["eigenaar"]
    assert isinstance(outcome, Matched)
    assert [judged.scheme.id for judged in outcome.verdicts] == ["b"]


def test_a_scheme_that_is_gone_since_the_last_message_becomes_the_reverse_check() -> None:
    step = checker(scheme("bomen", OWNER)).step(Check("weg"), {"doel": "groen"}, TODAY)

    assert isinstance(step, Ask)
    assert step.fact.id == "eigenaar"


def test_nothing_that_fits_is_an_outcome_too() -> None:
    step = checker(scheme("bomen", ON_CLAY)).outcome(Check(), {"grond": "veen"}, TODAY)

    assert step == Matched(())


def shipped(real: Content) -> list[Check]:
    return [Check(), *(Check(scheme.id) for scheme in real.schemes)]


def offered(step: Ask) -> list[Value]:
    """Everything that a button under the question says."""
    values = [value_of(step.fact, answer.value) for answer in step.answers]
    return [DoesNotKnow(), *(value for value in values if value is not None)]


@given(st.data())
def test_whatever_is_answered_at_most_six_questions_come_and_none_twice(
    real: Content, data: st.DataObject
) -> None:
    check = data.draw(st.sampled_from(shipped(real)))
    first = data.draw(st.lists(st.sampled_from(sorted(real.facts)), max_size=8, unique=True))
    known = {id: data.draw(st.sampled_from(every_answer(real, id))) for id in first}

    asked, outcome = walk(
        Checker(real.schemes, real.facts),
        check,
        known,
        lambda step: data.draw(st.sampled_from(offered(step))),
    )

    ids = asked_ids(asked)
    assert len(ids) == len(set(ids)) <= MOST_QUESTIONS
    assert not set(ids) & set(known)
    assert isinstance(outcome, Judged if check.scheme else Matched)


def every_answer(real: Content, id: FactId) -> list[Value]:
    """All values of a fact that a button or a sentence can give."""
    fact = real.facts[id]
    choices: list[Value] = [choice.id for choice in fact.choices]
    bands: list[Value] = [Range(band.low, band.high) for band in fact.bands]
    return [DoesNotKnow(), *choices, *bands]


def test_of_each_scheme_every_way_through_its_questions_ends_in_time(real: Content) -> None:
    """All answers that can matter, for all schemes: the met, the not met, and not known."""
    checks = Checker(real.schemes, real.facts)

    for check in shipped(real)[1:]:
        ways: list[tuple[Check, Facts, int]] = [(check, {}, 0)]
        while ways:
            at, facts, depth = ways.pop()
            step = checks.step(at, facts, TODAY)
            if isinstance(step, Judged):
                continue
            assert isinstance(step, Ask)
            assert depth < MOST_QUESTIONS
            assert step.fact.id not in facts
            next_facts = ({**facts, step.fact.id: value} for value in offered(step))
            ways.extend((at.after_asking(), learned, depth + 1) for learned in next_facts)


def test_every_question_can_be_answered_by_button_and_left_open(real: Content) -> None:
    for fact in real.facts.values():
        asked = Checker(real.schemes, real.facts).question(Check(), fact.id, {})

        assert len(asked.answers) >= 2, fact.id
        assert len({answer.title for answer in asked.answers}) == len(asked.answers)
        for answer in asked.answers:
            assert value_of(fact, answer.value) is not None, (fact.id, answer)
        assert value_of(fact, DOES_NOT_KNOW) == DoesNotKnow()


def test_every_condition_we_ship_can_be_decided_by_a_button(real: Content) -> None:
    checks = Checker(real.schemes, real.facts)

    for one in real.schemes:
        for condition in one.conditions:
            asked = checks.question(Check(one.id), condition.fact, {})
            decided = {condition.answered({condition.fact: value}) for value in offered(asked)}
            assert decided - {Answered.OPEN}, (one.id, condition)


def test_facts_of_one_check_are_reused_in_the_next(real: Content) -> None:
    checks = Checker(real.schemes, real.facts)
    facts: Facts = {}

    for check in shipped(real):
        step = checks.step(check, facts, TODAY)
        while isinstance(step, Ask):
            assert step.fact.id not in facts
            facts[step.fact.id] = offered(step)[-1]
            check = check.after_asking()
            step = checks.step(check, facts, TODAY)
