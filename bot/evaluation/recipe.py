"""What a config.yml says about its components."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from evaluation.figures import Thresholds


class Recipe:
    """A recipe for a pipeline, as Rasa reads it."""

    def __init__(self, config: Path) -> None:
        self._pipeline: list[dict[str, Any]] = yaml.safe_load(config.read_text("utf-8"))["pipeline"]

    def settings(self, component: str) -> dict[str, Any]:
        """The settings of the component whose name ends so."""
        for given in self._pipeline:
            if given["name"].endswith(component):
                return {key: value for key, value in given.items() if key != "name"}
        return {}

    @property
    def thresholds(self) -> Thresholds:
        """When this engine does not act on its best guess."""
        settings = self.settings("FallbackClassifier")
        return Thresholds(settings["threshold"], settings["ambiguity_threshold"])
