"""`python -m evaluation.diet`, where TensorFlow is: Rasa's default pipeline on the same split."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.log_utils import configure_structlog

from evaluation import examples
from evaluation.command import run
from evaluation.figures import Ranking, on_split
from evaluation.recipe import Recipe

_FALLBACK = "nlu_fallback"


def measure(config: Path, data: TrainingData) -> dict[str, Any]:
    """Train the whole NLU pipeline of `config` on the split, and ask what was held out."""
    known, held_out = examples.compared(data)
    started = time.monotonic()
    with TemporaryDirectory(prefix="schakel-") as folder:
        learned_from = Path(folder) / "nlu.yml"
        known.persist_nlu(str(learned_from))
        model = train_nlu(str(config), str(learned_from), folder, fixed_model_name="default")
        seconds = time.monotonic() - started
        rankings = asyncio.run(_rank_all(Agent.load(model), held_out))
    return on_split(examples.labels(held_out), rankings, Recipe(config).thresholds, seconds)


async def _rank_all(engine: Agent, messages: Sequence[Message]) -> list[Ranking]:
    return [_ranking(await engine.parse_message(message.get(TEXT))) for message in messages]


def _ranking(parsed: dict[str, Any]) -> Ranking:
    """The guesses of the classifier itself; what is too unsure is counted by `figures`."""
    guesses = parsed["intent_ranking"]
    return [(g["name"], g["confidence"]) for g in guesses if g["name"] != _FALLBACK]


if __name__ == "__main__":
    configure_structlog(logging.WARNING)
    run(measure)
