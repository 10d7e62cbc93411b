"""Each shortcut next to what it replaces. All of them together: test_light_and_plain.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers import utils as importers
from rasa.shared.importers.rasa import RasaFileImporter

import engine
from light import speedups

_LISTEN = ActionExecuted("action_listen")


@pytest.fixture(scope="module")
def loaded(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The trained model's description and its graph, as stock Rasa loads them."""
    storage = tmp_path_factory.mktemp("storage")
    return load_predict_graph_runner(storage, model, LocalModelStorage, DaskGraphRunner)


@pytest.fixture
def shortcut(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Gives back what a shortcut has replaced when the test is over."""
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(Event.resolve_by_type))
    for owner, name in (
        (RemoteAction, "_validate_action_result"),
        (DaskGraphRunner, "run"),
        (RulePolicy, "_prediction_states"),
        (importers, "training_data_from_paths"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    return monkeypatch


def test_training_data_is_read_once_and_the_same(shortcut: pytest.MonkeyPatch) -> None:
    files = [str(engine.DATA / "nlu.yml")]
    stock = importers.training_data_from_paths(files, "en")

    speedups.read_training_data_once()
    importer = RasaFileImporter(training_data_paths=files)
    first, again = importer.get_nlu_data("nl"), importer.get_nlu_data("en")

    assert first is again
    assert first.fingerprint() == stock.fingerprint()
    assert len(first.training_examples) > 0


def test_events_are_found_by_name_as_before(shortcut: pytest.MonkeyPatch) -> None:
    speedups.find_event_classes_once()

    assert Event.resolve_by_type("slot") is Event.resolve_by_type("slot") is SlotSet
    with pytest.raises(ValueError, match="Unknown event"):
        Event.resolve_by_type("unheard_of")


@pytest.mark.parametrize(
    ("answer", "is_valid"),
    [
        ({"events": [], "responses": []}, True),
        ({"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{}]}, True),
        ({}, True),
        ({"events": [{"event": "unheard_of"}]}, False),
        ({"responses": "none"}, False),
        (None, False),
    ],
)
@pytest.mark.parametrize("is_short", [False, True])
def test_the_same_answers_of_actions_are_valid(
    shortcut: pytest.MonkeyPatch, is_short: bool, answer: Any, is_valid: bool
) -> None:
    if is_short:
        speedups.prepare_action_schema_once()
    action = RemoteAction("action_answer", None)

    if is_valid:
        assert action._validate_action_result(answer)
    else:
        with pytest.raises(ValidationError):
            action._validate_action_result(answer)


@pytest.mark.parametrize("text", ["Wat is de WBSO?", "", "/greet", "xqz"])
def test_the_graph_gives_the_same_by_the_direct_way(
    shortcut: pytest.MonkeyPatch, loaded: Any, text: str
) -> None:
    stock = _parsed(loaded, text)

    speedups.walk_graphs_directly()

    assert _parsed(loaded, text) == stock
    assert _parsed(loaded, text) == stock


@pytest.mark.parametrize(
    "events",
    [
        [],
        [_LISTEN],
        [_LISTEN, UserUttered("hallo", {"name": "greet"})],
        [_LISTEN, UserUttered("hallo", {"name": "greet"}), ActionExecuted("utter_greet")],
        [
            *[_LISTEN, UserUttered("a", {"name": "greet"}), ActionExecuted("utter_greet")] * 9,
            _LISTEN,
            UserUttered("wat is wbso", {"name": "regeling_wat"}),
            SlotSet("regeling", "wbso"),
            ActionExecuted("action_answer"),
        ],
        [
            *[_LISTEN, UserUttered("a", {"name": "greet"}), ActionExecuted("utter_greet")] * 3,
            _LISTEN,
            UserUttered("b", {"name": "do_without_rule"}),
            UserUtteranceReverted(),
        ],
        [
            _LISTEN,
            UserUttered("c", {"name": "do_count_people"}),
            ActionExecuted("people_form"),
            ActiveLoop("people_form"),
            SlotSet("requested_slot", "people"),
            _LISTEN,
            UserUttered("vijf", {"name": "nlu_fallback"}),
        ],
    ],
)
def test_rules_predict_the_same_from_the_last_states(
    shortcut: pytest.MonkeyPatch, loaded: Any, events: list[Event]
) -> None:
    stock = _predicted(loaded, events)

    speedups.look_back_as_far_as_rules_do()

    assert _predicted(loaded, events) == stock


def _parsed(loaded: Any, text: str) -> Any:
    metadata, runner = loaded
    message = UserMessage(text, message_id="m")
    inputs = {"__message__": [message], "__tracker__": DialogueStateTracker("c", [])}
    [parsed] = runner.run(inputs, [metadata.nlu_target])[metadata.nlu_target]
    return parsed.as_dict(only_output_properties=True)


def _predicted(loaded: Any, events: list[Event]) -> tuple[list[float], bool | None]:
    metadata, runner = loaded
    tracker = DialogueStateTracker.from_events("c", events, metadata.domain.slots)
    prediction = runner.run({"__tracker__": tracker}, [metadata.core_target])[metadata.core_target]
    return prediction.probabilities, prediction.hide_rule_turn
