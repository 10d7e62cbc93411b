"""`python -m evaluation.growth`: what ten times as many sentences and names cost the engine."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from light import tensorflow_stub

tensorflow_stub.install()

from rasa.shared.nlu.constants import INTENT, TEXT  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402
from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402

from evaluation import examples  # noqa: E402
from evaluation.command import run  # noqa: E402
from evaluation.ours import Understanding, learned  # noqa: E402
from evaluation.recipe import Recipe  # noqa: E402

_ASKED = 300
_LETTERS = "aeiounrtsldk"


def measure(config: Path, data: TrainingData) -> list[dict[str, Any]]:
    """Measure as it is, and ten times as large."""
    recipe = Recipe(config)
    return [_measure(recipe, data, times) for times in (1, 10)]


def _measure(recipe: Recipe, data: TrainingData, times: int) -> dict[str, Any]:
    """Train on `times` as much, and parse sentences of the real size with it."""
    grown = larger(data, times, random.Random(0))  # noqa: S311  no secret
    started = time.monotonic()
    with learned(recipe, grown) as understanding:
        seconds = time.monotonic() - started
        parse = median(_waits(understanding, data.training_examples))
    print(f"  {len(grown.training_examples):,} sentences: trained in {seconds:.0f} s", flush=True)
    return {
        "times": times,
        "sentences": len(grown.training_examples),
        "names": sum(len(table["elements"]) for table in grown.lookup_tables),
        "training_seconds": seconds,
        "parse_ms": 1_000 * parse,
    }


def larger(data: TrainingData, times: int, chance: random.Random) -> TrainingData:
    """Copies of every sentence and name, each with other words or letters in it."""
    words = defaultdict(list)
    for example in data.training_examples:
        words[example.get(INTENT)] += example.get(TEXT).split()
    copies = [
        Message.build(_reworded(e.get(TEXT), words[e.get(INTENT)], chance), e.get(INTENT))
        for e in data.training_examples
        for _ in range(times - 1)
    ]
    grown = examples.with_examples(data, [*data.training_examples, *copies])
    grown.lookup_tables = [_more_names(table, times, chance) for table in data.lookup_tables]
    return grown


def _reworded(text: str, others: Sequence[str], chance: random.Random) -> str:
    """Two words exchanged for others of the same intent, and one letter for another."""
    words = text.split()
    for _ in range(2):
        words[chance.randrange(len(words))] = chance.choice(others)
    return _misspelled(" ".join(words), chance)


def _misspelled(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(_LETTERS) + text[at + 1 :]


def _more_names(table: dict[str, Any], times: int, chance: random.Random) -> dict[str, Any]:
    names = table["elements"]
    more = [_misspelled(name, chance) for name in names for _ in range(times - 1)]
    return {**table, "elements": [*names, *more]}


def _waits(understanding: Understanding, messages: Sequence[Message]) -> Iterator[float]:
    for message in messages[:: max(1, len(messages) // _ASKED)]:
        started = time.perf_counter()
        understanding.rank(message.get(TEXT))
        yield time.perf_counter() - started


if __name__ == "__main__":
    run(measure)
