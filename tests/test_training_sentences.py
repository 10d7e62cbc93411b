"""The sentences that the bot learns from: enough of them, and no sentence twice."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from advice.content import load_content

_DATA = Path(__file__).parent.parent / "data"
_ENOUGH = 25


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
