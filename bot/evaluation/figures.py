"""The usual figures of a classifier, from its rankings and the truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Ranking = Sequence[tuple[str, float]]

_BINS = 10
_OUT_OF_SCOPE = "out_of_scope"
_MOST_CONFUSIONS = 3


@dataclass(frozen=True)
class Thresholds:
    """When a guess is too unsure to act on: below the first, or so close to the next guess."""

    confidence: float
    ambiguity: float

    def trust(self, ranking: Ranking) -> bool:
        """Whether the best guess is acted on."""
        best, second = (*(confidence for _, confidence in ranking), 0.0, 0.0)[:2]
        return best >= self.confidence and best - second >= self.ambiguity


def figures(
    truth: Sequence[str], rankings: Sequence[Ranking], thresholds: Thresholds
) -> dict[str, Any]:
    """All figures as JSON; a ranking is best first, and empty for what is not understood at all."""
    guesses = [ranking[0][0] if ranking else "" for ranking in rankings]
    right = [guess == true for guess, true in zip(guesses, truth, strict=True)]
    trusted = [thresholds.trust(ranking) for ranking in rankings]
    intents = _per_intent(truth, guesses)
    outside = [i for i, true in enumerate(truth) if true == _OUT_OF_SCOPE]
    return {
        "sentences": len(truth),
        "accuracy": _mean(right),
        "macro_f1": _mean(of_one["f1"] for of_one in intents.values()),
        "top3": _mean(
            true in [name for name, _ in ranking[:3]]
            for true, ranking in zip(truth, rankings, strict=True)
        ),
        "confidently_wrong": _mean(
            sure and not ok for sure, ok in zip(trusted, right, strict=True)
        ),
        "unsure": _mean(not sure for sure in trusted),
        "out_of_scope": len(outside),
        "out_of_scope_accepted": _mean(trusted[i] and not right[i] for i in outside),
        "calibration": _calibration(rankings, right),
        "intents": intents,
    }


def on_split(
    truth: Sequence[str], rankings: Sequence[Ranking], thresholds: Thresholds, seconds: float
) -> dict[str, Any]:
    """The figures without the list of intents, to be kept in git, with the seconds it learned."""
    measured = figures(truth, rankings, thresholds)
    del measured["intents"]
    return {"figures": measured, "training_seconds": seconds}


def _per_intent(truth: Sequence[str], guesses: Sequence[str]) -> dict[str, dict[str, Any]]:
    counted, guessed = Counter(truth), Counter(guesses)
    hits = Counter(true for true, guess in zip(truth, guesses, strict=True) if true == guess)
    mistaken: dict[str, Counter[str]] = defaultdict(Counter)
    for true, guess in zip(truth, guesses, strict=True):
        if true != guess:
            mistaken[true][guess or "–"] += 1
    return {
        intent: {
            "sentences": counted[intent],
            "precision": hits[intent] / guessed[intent] if guessed[intent] else 0.0,
            "recall": hits[intent] / counted[intent],
            "f1": 2 * hits[intent] / (counted[intent] + guessed[intent]),
            "mistaken_for": mistaken[intent].most_common(_MOST_CONFUSIONS),
        }
        for intent in sorted(counted)
    }


def _calibration(rankings: Sequence[Ranking], right: Sequence[bool]) -> dict[str, Any]:
    """The expected calibration error, and per bin how sure it was and how often it was right."""
    confidence = np.array([ranking[0][1] if ranking else 0.0 for ranking in rankings])
    hits = np.array(right, dtype=float)
    places = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    bins = []
    for place in range(_BINS):
        here = places == place
        if here.any():
            bins.append(
                {
                    "sentences": int(here.sum()),
                    "confidence": float(confidence[here].mean()),
                    "accuracy": float(hits[here].mean()),
                }
            )
    gaps = (each["sentences"] * abs(each["confidence"] - each["accuracy"]) for each in bins)
    return {"error": float(sum(gaps) / len(right)) if right else 0.0, "bins": bins}


def _mean(values: Any) -> float:
    listed = [float(value) for value in values]
    return sum(listed) / len(listed) if listed else 0.0
