"""spaCy's Dutch pipeline: the published one where it is installed, the one we ship otherwise."""

from __future__ import annotations

import functools
from pathlib import Path

import spacy
import structlog
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from rasa.shared.nlu.training_data.training_data import TrainingData

PUBLISHED = "nl_core_news_sm"
BUNDLED = Path(__file__).parents[1] / "nl_pipeline"

# Nothing here reads a parse or spaCy's names: our entities are closed lists.
_NOT_READ = ["parser", "ner"]

log = structlog.get_logger("rasa.schakel")


@DefaultV1Recipe.register(
    [
        DefaultV1Recipe.ComponentType.MODEL_LOADER,
        DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
    ],
    is_trainable=False,
    model_from="DutchSpacyNLP",
)
class DutchSpacyNLP(SpacyNLP):
    """Rasa's SpacyNLP with a pipeline that is always there."""

    def process_training_data(self, training_data: TrainingData, model: SpacyModel) -> TrainingData:
        """Give each example its words. Nothing that learns here looks at their kind or lemma."""
        with model.model.select_pipes(enable=[]):
            return super().process_training_data(training_data, model)

    @staticmethod
    @functools.cache
    def load_model(spacy_model_name: str | None) -> SpacyModel:
        """The installed pipeline of that name, or the bundled one.

        Rasa asks twice, once to provide the pipeline and once to run it: both get the same one.
        """
        name = spacy_model_name or PUBLISHED
        if spacy.util.is_package(name):
            log.info("spacy.loaded", pipeline=name, bundled=False)
            return SpacyModel(spacy.load(name, exclude=_NOT_READ), name)
        bundled = spacy.load(BUNDLED, exclude=_NOT_READ)
        log.info("spacy.loaded", pipeline=bundled.meta["name"], bundled=True, absent=name)
        return SpacyModel(bundled, f"bundled {bundled.meta['name']} {bundled.meta['version']}")
