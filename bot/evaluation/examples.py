"""The sentences that the engine learns from, in one order, and ways to divide them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.model_selection import StratifiedKFold, train_test_split

FOLDS = 5
COMPARED_PART = 0.25


def load(paths: Sequence[Path]) -> TrainingData:
    """Everything that Rasa finds for its NLU in these folders; examples in a fixed order."""
    found = RasaFileImporter(training_data_paths=[str(path) for path in paths]).get_nlu_data()
    examples = [e for e in found.intent_examples if e.get(TEXT)]
    return with_examples(found, sorted(examples, key=lambda e: (e.get(INTENT), e.get(TEXT))))


def with_examples(data: TrainingData, examples: Sequence[Message]) -> TrainingData:
    """The same names, patterns and synonyms with other examples."""
    return TrainingData(
        training_examples=list(examples),
        entity_synonyms=data.entity_synonyms,
        regex_features=data.regex_features,
        lookup_tables=data.lookup_tables,
    )


def folds(data: TrainingData) -> Iterator[tuple[TrainingData, list[Message]]]:
    """Five times (to learn from, held out), the same in every run; the first is "the split"."""
    examples = data.training_examples
    split = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for learned, held_out in split.split(examples, labels(examples)):
        yield with_examples(data, [examples[i] for i in learned]), [examples[i] for i in held_out]


def compared(data: TrainingData) -> tuple[TrainingData, list[Message]]:
    """What two pipelines are compared on: a quarter of the split to learn from, what it holds out.

    On all of the split the default pipeline learns for over an hour.
    """
    known, held_out = next(folds(data))
    return part_of(known, COMPARED_PART), held_out


def part_of(data: TrainingData, fraction: float) -> TrainingData:
    """A part of the examples, of every intent about as large a part."""
    examples = data.training_examples
    if fraction >= 1.0:
        return data
    part, _ = train_test_split(
        examples, train_size=fraction, stratify=labels(examples), random_state=0
    )
    return with_examples(data, part)


def labels(examples: Sequence[Message]) -> list[str]:
    """The intent of each."""
    return [example.get(INTENT) for example in examples]
