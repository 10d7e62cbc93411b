"""A guess with "out of scope" as its likely rival is asked about; nobody else is."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from components.outside_doubt import OutsideDoubt


@pytest.mark.parametrize("intent", ["faq_lening", "find_scheme"])
def test_what_may_be_outside_is_no_sure_guess(intent: str) -> None:
    ranking = [_guess(intent, 0.7), _guess("out_of_scope", 0.2)]

    doubted = _understood(ranking)

    assert doubted.get("intent")["name"] == "nlu_fallback"
    assert doubted.get("intent_ranking")[1:] == ranking


@pytest.mark.parametrize(
    "ranking",
    [
        [("faq_lening", 0.7), ("out_of_scope", 0.1)],
        [("faq_lening", 0.7), ("find_scheme", 0.3)],
        [("overloaded", 0.5), ("out_of_scope", 0.4)],
        [("out_of_scope", 0.9), ("faq_lening", 0.1)],
        [],
    ],
)
def test_any_other_guess_stays_what_it_is(ranking: list[tuple[str, float]]) -> None:
    guesses = [_guess(*guess) for guess in ranking]

    same = _understood(guesses)

    assert same.get("intent") == (guesses[0] if guesses else None)
    assert same.get("intent_ranking") == guesses


def test_by_default_nothing_is_doubted() -> None:
    ranking = [_guess("faq_lening", 0.5), _guess("out_of_scope", 0.5)]

    same = _understood(ranking, **OutsideDoubt.get_default_config())

    assert same.get("intent") == ranking[0]


def _guess(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence}


def _understood(ranking: list[dict[str, Any]], **config: Any) -> Message:
    nothing: Any = None
    settings = {"outside": "out_of_scope", "threshold": 0.12, "answers": ["faq_", "find_"]}
    component = OutsideDoubt.create(
        config or settings, nothing, Resource("r"), ExecutionContext(GraphSchema({}))
    )
    message = Message({"intent": ranking[0] if ranking else None, "intent_ranking": ranking})
    [understood] = component.process([message])
    return understood
