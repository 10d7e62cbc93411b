"""What someone types instead of an answer, word for word."""

import pytest

from advice.content import Content
from advice.scan.commands import Command, command_in


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Terug!", Command.BACK),
        ("vorige vraag", Command.BACK),
        ("sla maar over", Command.SKIP),
        ("STOP", Command.PAUSE),
        ("stop, later verder", Command.PAUSE),
        ("opnieuw beginnen", Command.RESTART),
        ("wijzig", Command.CHANGE),
    ],
)
def test_a_command_is_obeyed(real: Content, text: str, command: Command) -> None:
    assert command_in(text, real.scan_words) is command


@pytest.mark.parametrize(
    "text", ["", "ik wil terug naar mijn oude werk", "stoppen met mijn bedrijf", "later"[:3]]
)
def test_a_sentence_with_such_a_word_in_it_is_no_command(real: Content, text: str) -> None:
    assert command_in(text, real.scan_words) is None


def test_no_command_is_also_an_answer(real: Content) -> None:
    words = real.scan_words
    said = {*words.back, *words.skip, *words.pause, *words.restart, *words.change}
    for question in real.scan.own_questions:
        for answer in question.answers:
            assert not said & {answer.title.casefold(), *answer.words}
