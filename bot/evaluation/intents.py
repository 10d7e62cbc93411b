"""`python -m evaluation.intents`: cross-validation, calibration and learning curve as JSON."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from light import tensorflow_stub

tensorflow_stub.install()

from rasa.shared.nlu.training_data.training_data import TrainingData  # noqa: E402

from evaluation import examples  # noqa: E402
from evaluation.command import run  # noqa: E402
from evaluation.figures import Ranking, figures  # noqa: E402
from evaluation.ours import learned  # noqa: E402
from evaluation.recipe import Recipe  # noqa: E402

_FRACTIONS = (0.25, 0.5, 0.75)


def measure(config: Path, data: TrainingData) -> dict[str, Any]:
    """Train and ask five times on the whole, and three times on less."""
    recipe = Recipe(config)
    truth: list[str] = []
    rankings: list[Ranking] = []
    seconds: list[float] = []
    curve: list[dict[str, Any]] = []
    for number, (known, held_out) in enumerate(examples.folds(data)):
        started = time.monotonic()
        with learned(recipe, known) as understanding:
            seconds.append(time.monotonic() - started)
            asked = examples.labels(held_out), understanding.rank_all(held_out)
        truth += asked[0]
        rankings += asked[1]
        if number == 0:
            whole = figures(*asked, recipe.thresholds)
            curve = [*_curve(recipe, known, held_out), _point(1.0, known, whole)]
        print(
            f"  fold {number + 1} of {examples.FOLDS}: trained in {seconds[-1]:.0f} s", flush=True
        )
    return {
        "cross_validation": figures(truth, rankings, recipe.thresholds),
        "learning_curve": curve,
        "training_seconds": sum(seconds) / len(seconds),
    }


def _curve(recipe: Recipe, known: TrainingData, held_out: Any) -> list[dict[str, Any]]:
    points = []
    for fraction in _FRACTIONS:
        part = examples.part_of(known, fraction)
        with learned(recipe, part) as understanding:
            rankings = understanding.rank_all(held_out)
        measured = figures(examples.labels(held_out), rankings, recipe.thresholds)
        points.append(_point(fraction, part, measured))
    return points


def _point(fraction: float, known: TrainingData, measured: dict[str, Any]) -> dict[str, Any]:
    return {
        "fraction": fraction,
        "sentences": len(known.training_examples),
        "accuracy": measured["accuracy"],
        "macro_f1": measured["macro_f1"],
    }


if __name__ == "__main__":
    run(measure)
