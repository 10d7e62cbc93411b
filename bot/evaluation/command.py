"""The command line that all measurements here have: what to learn from, and where to write."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.shared.nlu.training_data.training_data import TrainingData

from evaluation import examples


def run(measure: Callable[[Path, TrainingData], Any]) -> None:
    """Measure with the config and the data that the command line names, and write the JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    measured = measure(asked.config, examples.load(asked.data))
    asked.out.write_text(json.dumps(measured, ensure_ascii=False), "utf-8")
