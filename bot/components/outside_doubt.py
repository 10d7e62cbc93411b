"""What may well be none of our business is asked about before it is answered.

An answer about a scheme to who asked for a password does more harm than one question: a guess of
which "out of scope" is the likely rival counts as no guess.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OutsideDoubt(GraphComponent):
    """Turns a guess into the fallback when `outside` has at least `threshold` of the confidence.

    Only guesses that begin with one of `answers`: who greets, thanks or needs help is never asked.
    Stands behind the classifier and the fallback.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing is doubted unless config.yml says so."""
        return {"outside": "out_of_scope", "threshold": 1.0, "answers": []}

    def __init__(self, config: dict[str, Any]) -> None:
        """Use the settings as they are in config.yml."""
        self._outside: str = config["outside"]
        self._threshold: float = config["threshold"]
        self._answers = tuple(config["answers"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OutsideDoubt:
        """The component; there is nothing to learn."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the fallback intent where a guess is in doubt; the ranking keeps all guesses."""
        for message in messages:
            if self._is_in_doubt(message):
                doubt = {
                    "name": DEFAULT_NLU_FALLBACK_INTENT_NAME,
                    "confidence": 1.0 - self._share_of_outside(message),
                }
                ranking = message.get(INTENT_RANKING_KEY, [])
                message.set(INTENT, dict(doubt), add_to_output=True)
                message.set(INTENT_RANKING_KEY, [doubt, *ranking], add_to_output=True)
        return messages

    def _is_in_doubt(self, message: Message) -> bool:
        name = (message.get(INTENT) or {}).get("name") or ""
        return name.startswith(self._answers) and (
            self._share_of_outside(message) >= self._threshold
        )

    def _share_of_outside(self, message: Message) -> float:
        ranking = message.get(INTENT_RANKING_KEY, [])
        shares = (guess["confidence"] for guess in ranking if guess["name"] == self._outside)
        return float(next(shares, 0.0))
