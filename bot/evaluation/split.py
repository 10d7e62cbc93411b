"""`python -m evaluation.split`: our classifier on the split that Rasa's default is measured on."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from light import tensorflow_stub

tensorflow_stub.install()

from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402

from evaluation import examples  # noqa: E402
from evaluation.command import run  # noqa: E402
from evaluation.figures import on_split  # noqa: E402
from evaluation.ours import learned  # noqa: E402
from evaluation.recipe import Recipe  # noqa: E402


def measure(config: Path, data: TrainingData) -> dict[str, Any]:
    """Train on the split and ask what was held out."""
    recipe = Recipe(config)
    known, held_out = examples.compared(data)
    started = time.monotonic()
    with learned(recipe, known) as understanding:
        seconds = time.monotonic() - started
        rankings = understanding.rank_all(held_out)
    return on_split(examples.labels(held_out), rankings, recipe.thresholds, seconds)


if __name__ == "__main__":
    run(measure)
