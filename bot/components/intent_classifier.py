"""Rasa's view of our intent classifier: messages in, intent and ranking out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.calibrated_svm import CalibratedSvm, SvmSettings
from components.chat_language import ChatLanguage
from components.masking import Finder, masked, spans_of

_FILE = "intent_classifier.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TfidfSvmClassifier(GraphComponent, IntentClassifier):
    """Ranks the intents of a message. Stands behind the entity extractors, whose finds it masks."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings and what they are without any word in config.yml."""
        return {
            "penalty": 1.0,
            "characters": [2, 5],
            "words": [1, 2],
            # Kinds of entities of which only the kind counts for the intent.
            "masked_entities": [],
            "ranking_length": 10,
            # Kinds of entities that are evidence by themselves: an intent of which hardly any
            # example names one is that much less likely for a message that does.
            "telling_entities": [],
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classifier: CalibratedSvm | None = None,
    ) -> None:
        """A classifier that is trained (`classifier` given) or has yet to be."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._classifier = classifier
        self._language = ChatLanguage.dutch()
        # Written in capitals it shares no letters with the text, which is in lower case by then.
        self._placeholders = {kind: kind.upper() for kind in config["masked_entities"]}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TfidfSvmClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> TfidfSvmClassifier:
        """The classifier as it was trained. The file is a pickle: load only models of our own."""
        with model_storage.read_from(resource) as folder:
            classifier = joblib.load(folder / _FILE)
        return cls(config, model_storage, resource, classifier)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Our own files: by itself Rasa's training cache sees a change of this class only."""
        files = sorted(Path(__file__).parent.iterdir())
        sources = [file.read_bytes() for file in files if file.suffix in {".py", ".yml"}]
        return hashlib.sha256(b"".join(sources)).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples that have an intent."""
        finder = Finder.of(training_data)
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        texts = [self._as_features_see_it(e, finder) for e in examples]
        labels = [example.get(INTENT) for example in examples]
        self._classifier = CalibratedSvm.fit(texts, labels, self._settings())
        with self._model_storage.write_to(self._resource) as folder:
            joblib.dump(self._classifier, folder / _FILE, compress=3)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking; a message without words has no intent and no confidence."""
        for message in messages:
            ranking = self._rank(message)
            best = ranking[0] if ranking else {"name": None, "confidence": 0.0}
            message.set(INTENT, dict(best), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        text = self._as_features_see_it(message, Finder())
        if not text or self._classifier is None:
            return []
        told = [self._placeholders[kind] for kind in self._config["telling_entities"]]
        ranking = self._classifier.rank(text, told)[: self._config["ranking_length"]]
        return [{"name": name, "confidence": confidence} for name, confidence in ranking]

    def _as_features_see_it(self, message: Message, finder: Finder) -> str:
        """Shorthand written out, names masked: those found already, and those that are found."""
        text = message.get(TEXT) or ""
        spans = spans_of(message.get(ENTITIES, [])) + finder.spans(text)
        return masked(text, spans, self._placeholders, outside=self._language.normalise)

    def _settings(self) -> SvmSettings:
        return SvmSettings(
            penalty=self._config["penalty"],
            characters=tuple(self._config["characters"]),
            words=tuple(self._config["words"]),
        )
