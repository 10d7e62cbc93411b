"""The figures of a classifier, on rankings of which they can be told by hand."""

from __future__ import annotations

import random

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from evaluation import examples
from evaluation.figures import Ranking, Thresholds, figures
from evaluation.growth import larger

THRESHOLDS = Thresholds(confidence=0.5, ambiguity=0.1)

TRUTH = ["greet", "greet", "amount", "out_of_scope"]
RANKINGS: list[Ranking] = [
    [("greet", 0.9), ("amount", 0.05)],
    [("amount", 0.55), ("person", 0.25), ("greet", 0.2)],
    [("amount", 0.4), ("greet", 0.3)],
    [("greet", 0.95), ("out_of_scope", 0.05)],
]


def test_shares_are_of_all_sentences() -> None:
    measured = figures(TRUTH, RANKINGS, THRESHOLDS)

    assert measured["accuracy"] == 0.5
    assert measured["top3"] == 1.0
    assert measured["confidently_wrong"] == 0.5
    assert measured["unsure"] == 0.25
    assert (measured["out_of_scope"], measured["out_of_scope_accepted"]) == (1, 1.0)


def test_each_intent_has_its_own_figures() -> None:
    measured = figures(TRUTH, RANKINGS, THRESHOLDS)
    f1 = {intent: of_one["f1"] for intent, of_one in measured["intents"].items()}

    assert f1 == pytest.approx({"greet": 0.5, "amount": 2 / 3, "out_of_scope": 0.0})
    assert measured["macro_f1"] == pytest.approx(sum(f1.values()) / 3)
    assert measured["intents"]["greet"]["mistaken_for"] == [("amount", 1)]


def test_the_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    measured = figures(TRUTH, RANKINGS, THRESHOLDS)["calibration"]

    gaps = [2 * abs(0.925 - 0.5), abs(0.55 - 0.0), abs(0.4 - 1.0)]
    assert measured["error"] == pytest.approx(sum(gaps) / 4)
    assert sum(each["sentences"] for each in measured["bins"]) == 4


def test_what_is_not_understood_at_all_is_wrong_and_unsure() -> None:
    measured = figures(["greet"], [[]], THRESHOLDS)

    assert (measured["accuracy"], measured["unsure"], measured["confidently_wrong"]) == (0, 1, 0)
    assert measured["intents"]["greet"]["mistaken_for"] == [("–", 1)]


@pytest.fixture
def data() -> TrainingData:
    messages = [
        Message.build(f"zin {number} over {intent}", intent)
        for intent in ("greet", "amount")
        for number in range(20)
    ]
    table = {"name": "regeling", "elements": ["wbso", "slim regeling"]}
    return TrainingData(training_examples=messages, lookup_tables=[table])


def test_every_sentence_is_held_out_once(data: TrainingData) -> None:
    held_out = [message.get(TEXT) for _, each in examples.folds(data) for message in each]

    assert sorted(held_out) == sorted(e.get(TEXT) for e in data.training_examples)


def test_what_is_held_out_is_not_learned(data: TrainingData) -> None:
    for known, held_out in examples.folds(data):
        learned = {example.get(TEXT) for example in known.training_examples}

        assert learned.isdisjoint(message.get(TEXT) for message in held_out)
        assert known.lookup_tables == data.lookup_tables


def test_a_part_has_a_part_of_every_intent(data: TrainingData) -> None:
    part = examples.part_of(data, 0.25)

    assert sorted(examples.labels(part.training_examples)) == ["amount"] * 5 + ["greet"] * 5


def test_a_larger_set_has_more_of_everything(data: TrainingData) -> None:
    grown = larger(data, 3, random.Random(0))  # noqa: S311  no secret

    # Two copies that came out the same are one.
    assert 110 < len(grown.training_examples) <= 120
    assert len(grown.lookup_tables[0]["elements"]) == 6
    assert {e.get(INTENT) for e in grown.training_examples} == {"greet", "amount"}
