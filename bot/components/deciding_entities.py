"""Names that decide what a message means, whatever the rest of it says.

A word that points to danger to life must never depend on a probability: where the entity extractors
found one, the intent is certain.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DecidingEntities(GraphComponent):
    """Sets the intent that `decides` names for an entity. Stands last in the pipeline."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No entity decides anything unless config.yml says so."""
        return {"decides": {}}

    def __init__(self, config: dict[str, Any]) -> None:
        """Use the intents of `decides`, by entity."""
        self._decides: dict[str, str] = config["decides"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DecidingEntities:
        """The component; there is nothing to learn."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of every message that has a deciding entity."""
        for message in messages:
            for found in message.get(ENTITIES, []):
                if intent := self._decides.get(found["entity"]):
                    certain = {"name": intent, "confidence": 1.0}
                    message.set(INTENT, dict(certain), add_to_output=True)
                    message.set(INTENT_RANKING_KEY, [certain], add_to_output=True)
        return messages
