"""Our light engine, without TensorFlow and with shortcuts, talks as stock Rasa does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import engine
from engine import Conversation, Engine, Json

# Typed, unless it begins with a slash: then pressed.
_CONVERSATIONS = {
    "small talk": ["hallo", "ik wil een mens spreken", "dag"],
    "a scheme, then more of it": [
        "Wat is de WBSO?",
        "hoeveel krijg ik",
        "uitleg over kia in urk",
        '/regeling_hoeveel{"regeling": "bmkb"}',
        "hoeveel subsidie krijg ik",
    ],
    "misses in a row, then understood": ["!", "?!", "hallo", "!"],
    "a form": ["/do_count_people", "vijf", "/do_count_people", "zes"],
    "a form, left for a question": ["/do_count_people", "/ask_human", "Wat is de KIA?", "acht"],
    "an open question, left and answered": ["/do_open_question", "Wat is de KIA?", "!", "Urk"],
    "two questions": ["wat is de wbso en hoeveel krijg ik met de kia", "hoeveel krijg ik"],
    "danger": ["wat is de wbso, ik wil dood", "hallo"],
    "failures on the way": ["hallo", "/do_fail", "/do_nothing", "/do_nonsense", "wat is de wbso"],
    "nothing fits": ["/do_without_rule", "hallo", "/do_without_rule"],
    "longer than the state remembers": ["Wat is de WBSO?", *["hallo", "!"] * 6, "hoeveel krijg ik"],
}


@pytest.fixture(scope="module")
def plain(model: Path, actions: str, folder: Path) -> Iterator[Engine]:
    if not engine.PLAIN_PYTHON.exists():
        pytest.skip("not proven: bot/.venv-plain with stock Rasa is not installed")
    with engine.running(engine.PLAIN, model, actions, folder / "plain.log") as running:
        yield running


@pytest.mark.parametrize("name", _CONVERSATIONS)
def test_light_and_plain_hold_the_same_conversation(
    light: Engine, plain: Engine, name: str
) -> None:
    said = _CONVERSATIONS[name]

    assert _held_on(light, said) == _held_on(plain, said)


def test_a_conversation_can_move_between_them(light: Engine, plain: Engine) -> None:
    begun = Conversation(light)
    begun.say("Wat is de WBSO?")

    [reply] = Conversation(plain, state=begun.state).say("hoeveel krijg ik")

    assert reply["meta"]["ids"] == ["wbso"]


def _held_on(where: Engine, said: list[str]) -> list[tuple[int, Json]]:
    """Status, replies and state of every turn, without what must differ: the times."""
    talk, turns = Conversation(where), []
    for words in said:
        status, body = talk.attempt(**{"payload" if words.startswith("/") else "text": words})
        talk.state = body.get("state", talk.state)
        turns.append((status, _without_times(body)))
    return turns


def _without_times(body: Json) -> Json:
    if "state" not in body:
        return body
    events = [{k: v for k, v in e.items() if k != "timestamp"} for e in body["state"]["events"]]
    return {**body, "state": {**body["state"], "events": events}}
