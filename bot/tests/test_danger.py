"""A word that points to danger to life decides what a message means, and is never in doubt."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from components.deciding_entities import DecidingEntities
from engine import Conversation


@pytest.mark.parametrize(
    "text",
    [
        "zelfmoord",
        "ZELFMOORD!",
        "wat is de wbso, ik denk aan zelfmoord",
        "ik wil dood",
        "hallo daar, hoeveel krijg ik met de wbso, anders is het zelfmoord",
    ],
)
def test_danger_is_certain_whatever_else_is_asked(conversation: Conversation, text: str) -> None:
    [reply] = conversation.say(text)

    assert reply["text"] == "Bel 112."
    assert _understood(conversation) == {"name": "danger", "confidence": 1.0}


@pytest.mark.parametrize(
    "text", ["de wildoorn", "wat is dood hout waard", "ik wil doodgewoon bellen"]
)
def test_a_part_of_another_word_decides_nothing(conversation: Conversation, text: str) -> None:
    conversation.say(text)

    assert _understood(conversation)["name"] != "danger"


def test_a_message_without_a_deciding_name_stays_as_it_was_understood() -> None:
    message = Message({"intent": {"name": "greet", "confidence": 0.4}, "entities": []})

    [same] = _deciding(alarm="danger").process([message])

    assert same.get("intent") == {"name": "greet", "confidence": 0.4}


def test_only_the_names_of_the_configuration_decide() -> None:
    found = [{"entity": "regeling", "value": "wbso"}, {"entity": "alarm", "value": "alarm"}]
    message = Message({"intent": {"name": "greet", "confidence": 0.4}, "entities": found})

    [decided] = _deciding(alarm="danger").process([message])

    assert decided.get("intent") == {"name": "danger", "confidence": 1.0}
    assert decided.get("intent_ranking") == [{"name": "danger", "confidence": 1.0}]


def test_by_default_nothing_decides() -> None:
    assert DecidingEntities.get_default_config() == {"decides": {}}


def _deciding(**decides: str) -> DecidingEntities:
    nothing: Any = None
    context = ExecutionContext(GraphSchema({}))
    return DecidingEntities.create({"decides": decides}, nothing, Resource("r"), context)


def _understood(conversation: Conversation) -> dict[str, Any]:
    """How the last message was understood, as the state tells it."""
    assert conversation.state is not None
    said = [event for event in conversation.state["events"] if event["event"] == "user"]
    intent: dict[str, Any] = said[-1]["parse_data"]["intent"]
    return intent
