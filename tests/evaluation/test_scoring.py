"""What became of a sentence, and the shares of all of them."""

import pytest

from conversations.messages import Kind, Meta
from evaluation.scoring import Figures, Outcome, Scored, falsely_answers, judge
from evaluation.test_set import Accepted, Turn

KIA = Meta(Kind.SCHEME, ("kia",), "wat")
EIA = Meta(Kind.SCHEME, ("eia",), "wat")
ASKS = Meta(Kind.CLARIFICATION)
DECLINES = Meta(Kind.OUT_OF_SCOPE)
PERSON = Meta(Kind.HANDOFF)
GREETS = Meta(Kind.GREETING)
OUTAGE = Meta(Kind.OUTAGE)


def turn(*accepted: str, asks_all: bool = False) -> Turn:
    """Return a sentence to which these answers are right."""
    return Turn("wat is het", tuple(map(Accepted.read, accepted)), asks_all)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([KIA], Outcome.RIGHT),
        ([EIA, KIA], Outcome.RIGHT),
        ([EIA], Outcome.WRONG),
        ([GREETS], Outcome.WRONG),
        ([EIA, ASKS], Outcome.WRONG),
        ([ASKS], Outcome.ASKED_BACK),
        ([DECLINES], Outcome.DECLINED),
        ([PERSON], Outcome.DECLINED),
        ([OUTAGE], Outcome.OUTAGE),
        ([], Outcome.DECLINED),
    ],
)
def test_one_right_answer_is_enough(answers: list[Meta], outcome: Outcome) -> None:
    assert judge(turn("scheme/kia", "faq/lening"), answers) is outcome


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([KIA, EIA], Outcome.RIGHT),
        ([KIA], Outcome.PARTLY),
        ([KIA, ASKS], Outcome.ASKED_BACK),
        ([KIA, GREETS], Outcome.WRONG),
    ],
)
def test_who_asks_two_things_wants_two_answers(answers: list[Meta], outcome: Outcome) -> None:
    assert judge(turn("scheme/kia", "scheme/eia", asks_all=True), answers) is outcome


@pytest.mark.parametrize(
    ("answers", "falsely"),
    [([KIA], True), ([DECLINES], False), ([ASKS], False), ([GREETS], False), ([EIA], False)],
)
def test_what_is_out_of_scope_should_not_be_answered(answers: list[Meta], falsely: bool) -> None:
    assert falsely_answers(turn("out_of_scope", "scheme/eia"), answers) is falsely


def test_what_is_in_scope_is_never_falsely_answered() -> None:
    assert not falsely_answers(turn("scheme/eia"), [KIA])


def scored(
    outcome: Outcome, *, after: bool = False, outside: bool = False, falsely: bool = False
) -> Scored:
    """Return a sentence of which this became."""
    return Scored("namen", "wat is het", ("other",), (), outcome, after, False, outside, falsely)


def test_the_shares_are_of_all_sentences() -> None:
    figures = Figures.of(
        [
            scored(Outcome.RIGHT, after=True),
            scored(Outcome.ASKED_BACK, after=True),
            scored(Outcome.ASKED_BACK),
            scored(Outcome.WRONG, outside=True, falsely=True),
            scored(Outcome.RIGHT, after=True, outside=True),
        ]
    )

    assert (figures.right_share, figures.after_share, figures.wrong_share) == (40, 60, 20)
    assert figures.falsely_answered_share == 50


def test_nothing_asked_is_nothing_right() -> None:
    assert Figures.of([]).right_share == 0
