"""What the bot learns from: enough sentences, none twice, and none that we measure with."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from advice.content import load_content
from evaluation.test_set import read_test_set
from evaluation.test_set import sentences as sentences_of

_DATA = Path(__file__).parent.parent / "data"
_ENOUGH = 25
_ANNOTATED = re.compile(r"\[([^]]+)\](\([^)]*\)|\{[^}]*\})")


def _sentences() -> Iterator[tuple[str, str]]:
    """Give (intent, sentence) for everything the bot is trained on."""
    for question in load_content(_DATA).faq.values():
        for sentence in question.sentences:
            yield f"faq_{question.id}", sentence
    yield from _in_rasa_files(_DATA / "nlu")


def _in_rasa_files(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(file.read_text("utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                yield block["intent"], line.removeprefix("- ")


@pytest.fixture(scope="module")
def sentences() -> list[tuple[str, str]]:
    return list(_sentences())


def test_every_intent_has_at_least_25_sentences(sentences: list[tuple[str, str]]) -> None:
    counted = Counter(intent for intent, _ in sentences)

    assert {intent: n for intent, n in counted.items() if n < _ENOUGH} == {}


def test_no_sentence_stands_twice(sentences: list[tuple[str, str]]) -> None:
    counted = Counter(sentence.casefold() for _, sentence in sentences)

    assert [sentence for sentence, n in counted.items() if n > 1] == []


def test_no_sentence_that_we_measure_with_is_learned(sentences: list[tuple[str, str]]) -> None:
    learned = {sentence.casefold() for _, sentence in sentences}
    measured = {sentence.casefold() for _, sentence in _in_rasa_files(_DATA / "nlu_test")}

    assert learned & measured == set()


def test_the_test_set_is_large_enough() -> None:
    assert len(_bare(_test_sentences())) >= 600


def test_no_sentence_of_the_test_set_is_learned(sentences: list[tuple[str, str]]) -> None:
    learned = _bare(sentence for _, sentence in sentences)

    assert learned & _bare(_test_sentences()) == set()


def test_no_sentence_of_the_test_set_is_what_the_search_looks_for() -> None:
    schemes = tuple(load_content(_DATA).schemes)
    sought = _bare(text for scheme in schemes for text in (*scheme.needs, *scheme.questions))

    assert sought & _bare(_test_sentences()) == set()


def _test_sentences() -> Iterator[str]:
    return sentences_of(read_test_set(_DATA / "evaluation"))


def _bare(sentences: Iterable[str]) -> set[str]:
    """Take away what does not make it another sentence: annotations, capitals, punctuation."""
    without = (_ANNOTATED.sub(r"\1", sentence).casefold() for sentence in sentences)
    return {" ".join(re.findall(r"\w+", sentence)) for sentence in without}
