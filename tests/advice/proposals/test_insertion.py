"""A sentence comes behind the last one, just as it is, and nothing else changes."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advice.proposals.insertion import with_example, with_listed
from advice.proposals.learned import LOADER, examples
from advice.proposals.refusals import UnknownForm
from handoff.missed import as_shown
from tests.advice.conftest import DATA

QUESTION = """\
# Kept by hand.
zinnen:
  - "a: b"   # quoted
  - over
    twee regels
# The end.
bronnen: []
"""
RASA = """\
# The first comment.
version: "3.1"

nlu:
  - intent: ask_help
    examples: |
      - help
      - wat kunt u

  - intent: greet
    examples: |
      - hallo
  - intent: greet
    examples: |
      - hoi
      - dag [daar](plaats)
# The end.
"""

_signs = st.characters(codec="utf-8")
_tricky = st.sampled_from([*"[]{}#:-,&*!|>'\"%@`?= \\/~", "ja", "no", "null", "1e5", "é"])
_sentences = st.lists(_signs | _tricky, max_size=40).map("".join).map(as_shown)
_shown = _sentences.filter(lambda sentence: sentence is not None).map(str)


def test_a_question_keeps_its_comments_and_its_order() -> None:
    changed = with_listed(QUESTION, "faq/x.yml", "iets met bijen")

    assert changed == QUESTION.replace("regels\n", "regels\n  - iets met bijen\n")


def test_a_file_of_sentences_keeps_all_else_and_takes_the_longest_block() -> None:
    changed = with_example(RASA, "nlu/x.yml", "iets: met #bijen", "greet")

    assert changed == RASA.replace("(plaats)\n", "(plaats)\n      - iets: met #bijen\n")


def test_a_block_in_the_middle_keeps_the_empty_line_below_it() -> None:
    changed = with_example(RASA, "nlu/x.yml", "help mij", "ask_help")

    assert changed == RASA.replace("wat kunt u\n", "wat kunt u\n      - help mij\n")


def test_a_file_without_a_last_line_end_or_with_those_of_windows_stays_so() -> None:
    windows = RASA.replace("# The end.\n", "").rstrip("\n").replace("\n", "\r\n")

    changed = with_example(windows, "nlu/x.yml", "moi", "greet")

    assert changed == f"{windows}\r\n      - moi\r\n"


@pytest.mark.parametrize("text", ["zinnen: [een, twee]\n", "zinnen: []\n", "vraag: x\n"])
def test_a_list_in_another_form_is_left_to_a_person(text: str) -> None:
    with pytest.raises(UnknownForm):
        with_listed(text, "faq/x.yml", "drie")


def test_a_sentence_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(UnknownForm):
        with_example(RASA, "nlu/x.yml", "bel\x07", "greet")


@given(st.lists(_shown, min_size=1, max_size=4))
def test_a_question_is_never_broken_and_gives_back_the_sentences(sentences: list[str]) -> None:
    text = (DATA / "faq" / "pps.yml").read_text("utf-8")
    before = yaml.load(text, LOADER)

    for sentence in sentences:
        text = with_listed(text, "faq/pps.yml", sentence)

    after = yaml.load(text, LOADER)
    assert after == before | {"zinnen": [*before["zinnen"], *sentences]}


@given(st.lists(_shown, min_size=1, max_size=4))
def test_a_file_of_sentences_is_never_broken_and_gives_them_back(sentences: list[str]) -> None:
    before = yaml.load(RASA, LOADER)["nlu"]
    text = RASA

    for sentence in sentences:
        text = with_example(text, "nlu/x.yml", sentence, "ask_help")

    after = yaml.load(text, LOADER)["nlu"]
    assert after[1:] == before[1:]
    assert examples(after[0]["examples"]) == [*examples(before[0]["examples"]), *sentences]
