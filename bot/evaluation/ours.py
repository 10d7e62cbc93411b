"""Our part of the pipeline that learns: names are found and masked, then intents are ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.regex_entity_extractor import RegexEntityExtractor
from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intent_classifier import TfidfSvmClassifier
from evaluation.figures import Ranking
from evaluation.recipe import Recipe

_CONTEXT = ExecutionContext(GraphSchema({}), "evaluation")


class Understanding:
    """A trained extractor and classifier, as they stand behind each other in the pipeline."""

    def __init__(self, extractor: RegexEntityExtractor, classifier: TfidfSvmClassifier) -> None:
        self._extractor = extractor
        self._classifier = classifier

    def rank(self, text: str) -> Ranking:
        """The intents that a message may have, best first."""
        (message,) = self._classifier.process(self._extractor.process([Message({TEXT: text})]))
        return [(guess["name"], guess["confidence"]) for guess in message.get(INTENT_RANKING_KEY)]

    def rank_all(self, messages: Sequence[Message]) -> list[Ranking]:
        """The same for each; of the message only its text is looked at."""
        return [self.rank(message.get(TEXT)) for message in messages]


@contextmanager
def learned(recipe: Recipe, data: TrainingData) -> Iterator[Understanding]:
    """Train on `data` as the engine would."""
    with TemporaryDirectory(prefix="schakel-") as folder:
        storage = LocalModelStorage(Path(folder))
        extractor = RegexEntityExtractor.create(
            _complete(RegexEntityExtractor, recipe), storage, Resource("names"), _CONTEXT
        )
        classifier = TfidfSvmClassifier.create(
            _complete(TfidfSvmClassifier, recipe), storage, Resource("intents"), _CONTEXT
        )
        extractor.train(data)
        classifier.train(data)
        yield Understanding(extractor, classifier)


def _complete(component: Any, recipe: Recipe) -> dict[str, Any]:
    return {**component.get_default_config(), **recipe.settings(component.__name__)}
